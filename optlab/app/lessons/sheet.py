"""A worksheet of a lesson or a whole course, or its answers, in a style to be printed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from optlab.app.components.player import step_field
from optlab.app.components.printing import print_button
from optlab.app.lessons import answering, sentences, session
from optlab.app.lessons.truths import opened_picture, truth_of
from optlab.app.shared import notices, stage, theme
from optlab.app.shared.qr import page_url, qr
from optlab.app.views.runs.landscape import landscape
from optlab.app.views.runs.marks import Marked
from optlab.app.views.runs.scene import scene
from optlab.lessons import Choose, Lesson, Order, Sketch, before
from optlab.lessons.faults import LessonError
from optlab.lessons.shipped import get
from optlab.lessons.visit import Visit
from optlab.picture.settings import Settings

LINES = 3
"""Empty lines to write on."""


def sheet(visit: Visit) -> None:
    """What the visit asks for, of the lesson that is open."""
    lesson = visit.opened
    with st.container(horizontal=True, gap="small", key="sheet-bar"):
        print_button("sheet-print")
        st.button("Back to the lesson", on_click=session.go, kwargs={"sheet": ""})
    words = "Worksheet" if visit.sheet == "questions" else "Answers"
    with st.container(key="sheet"):
        title, sentence = sentences.headline(lesson, visit.sheet == "answers")
        stage.headline(f"{words}: {title}", sentence)
        try:
            _picture(lesson)
        except LessonError as error:
            notices.trouble(error)
            return
        _asked(lesson) if visit.sheet == "questions" else _answered(lesson, visit.own or lesson.name)
        code = qr(page_url(session.query(visit)))
        if code:
            st.html(f'<div class="optlab-sheet-qr">{code}</div>')
        others = [get(name) for name in visit.steps if name != visit.lesson]
        if others and not visit.own:
            for other in others:
                _further(other, visit)


def _picture(lesson: Lesson) -> None:
    """The map as it stands before the answer, in ink on white paper; the code opens all others."""
    settings, problem = opened_picture(lesson.picture)
    st.markdown(sentences.introduction(lesson))
    if isinstance(settings, Settings) and problem is not None and settings.view != "data":
        shown = scene(before(settings, lesson.shows), problem, with_runs=True)  # type: ignore[arg-type]
        step_field()  # the charts look for it, though here is no player
        with st.container(key="sheet-picture", height=380, border=False):
            landscape(shown, replace(theme.look(), dark=False), marked=Marked("marks" not in lesson.hides))


def _asked(lesson: Lesson) -> None:
    question = lesson.question
    st.markdown(f"**{sentences.paragraphs(question.ask)}**")
    if isinstance(question, Choose):
        st.markdown("\n\n".join(f"☐ {sentences.paragraphs(choice.text)}" for choice in question.choices))
    elif isinstance(question, Order):
        st.markdown("\n\n".join(f"\\_\\_\\_ {sentences.paragraphs(item.text)}" for item in question.items))
    elif isinstance(question, Sketch):
        answering.told(question, session.named(f"sheet.{lesson.name}"), (), None)
    else:
        st.markdown("Answer: " + "\\_" * 24)
    st.html('<div class="optlab-sheet-lines">' + "<hr>" * LINES + "</div>")


def _answered(lesson: Lesson, name: str) -> None:
    truth = truth_of(name, lesson)
    st.markdown(f"**{sentences.paragraphs(lesson.question.ask)}**")
    answering.told(lesson.question, session.named(f"sheet.{lesson.name}"), truth.value, None)
    st.markdown(sentences.paragraphs(lesson.explained(truth)))
    if isinstance(lesson.question, Choose):
        st.markdown(
            "\n".join(
                f"- {sentences.paragraphs(choice.text)}: {sentences.paragraphs(choice.meaning)}"
                for choice in lesson.question.choices
            )
        )
    st.markdown(sentences.notes(lesson.notes))


def _further(lesson: Lesson, visit: Visit) -> None:
    """Another lesson of the course, asked or answered in full; its picture is on the screen that the code opens."""
    st.markdown(f"#### {sentences.headline(lesson)[0]}")
    st.markdown(sentences.introduction(lesson))
    try:
        _asked(lesson) if visit.sheet == "questions" else _answered(lesson, lesson.name)
    except LessonError as error:
        notices.trouble(error)
