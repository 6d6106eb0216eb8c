"""What is wrong with a value that was read, on one line."""

from __future__ import annotations

from optlab.errors import ExpressionError, OptlabError

UNREADABLE = (OptlabError, ValueError, IndexError, OverflowError, StopIteration)
"""What readers raise at nonsense."""

LONGEST_TEXT = 40
"""Characters of a formula in a notice."""

LONGEST_NOTICE = 200
"""Characters of what a notice says of one value."""


def fault_text(error: Exception, name: str = "it") -> str:
    """What was wrong with a value, what it was, and what to write instead, on one line; ``name`` says of what.

    >>> fault_text(OptlabError("must be 0 or 1, got '2'"), "log")
    "log must be 0 or 1, got '2'"
    """
    if not isinstance(error, OptlabError):  # what Python says of it would help nobody
        return f"{name} cannot be read"
    what = f"{name} {error.what}" if error.what.startswith("must ") else error.what
    what += f", got {error.text[:LONGEST_TEXT]!r}" if isinstance(error, ExpressionError) and error.text else ""
    return f"{what}: {error.hint}"[:LONGEST_NOTICE] if error.hint else what[:LONGEST_NOTICE]
