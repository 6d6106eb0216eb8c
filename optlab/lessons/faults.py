"""What can be wrong with a lesson."""

from __future__ import annotations

from optlab.errors import OptlabError


class LessonError(OptlabError):
    """A lesson, its picture or an answer to it cannot be used: the message names the field and what to write."""
