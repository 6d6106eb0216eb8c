"""Lessons: a picture, a question, an answer that counts, and then what really happens."""

from __future__ import annotations

from optlab.app.lessons import session
from optlab.app.lessons.play import play
from optlab.app.lessons.sheet import sheet
from optlab.app.lessons.shelf import shelf
from optlab.app.shared import notices


def page() -> None:
    """The shelf, a lesson in place, or a sheet to be printed."""
    notices.not_understood("address", session.begin())
    visit = session.visit()
    if visit.sheet and (visit.lesson or visit.own):
        sheet(visit)
    elif visit.lesson or visit.own:
        play(visit)
    else:
        shelf(visit)
    session.remember(session.visit())
