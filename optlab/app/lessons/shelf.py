"""All lessons: courses first, then by section of the explainer, narrowed by minutes; and lessons from files."""

from __future__ import annotations

import streamlit as st

from optlab.app.lessons import sentences, session
from optlab.app.shared import notices, stage
from optlab.lessons import SECTIONS, Lesson, courses, get, names
from optlab.lessons.visit import Visit

MINUTES = {0: "any length", 3: "at most 3 minutes", 5: "at most 5 minutes", 10: "at most 10 minutes"}
EVERY = "all sections"


def shelf(visit: Visit) -> None:
    """The shelf."""
    with st.container(key="shelf"):
        with stage.head():
            stage.headline("Lessons", "Predict, commit, look: then it sticks.")
            if visit.answers:
                st.button("Start afresh", key=session.named("afresh"), on_click=session.afresh)
        for of in courses().values():
            if of.lessons:
                with st.container(key=f"course-{of.name}", horizontal=True, gap="medium", vertical_alignment="center"):
                    st.markdown(sentences.course(of))
                    st.button("Start", key=session.named(f"start.{of.name}"), type="primary", on_click=session.go,
                              kwargs={"course": of.name, "lesson": of.lessons[0], "quick": False})  # fmt: skip
                    st.button("Without questions", key=session.named(f"quick.{of.name}"), on_click=session.go,
                              kwargs={"course": of.name, "lesson": of.lessons[0], "quick": True})  # fmt: skip
        _filters(visit)
        _lessons(session.visit())
        _file()


def _filters(visit: Visit) -> None:
    """Section and minutes, which the address holds."""
    with st.container(horizontal=True, gap="small", key="lesson-filters"):
        sections = {"": EVERY, **SECTIONS}
        at = list(sections).index(visit.section)
        section = st.selectbox("Section", list(sections), at, sections.__getitem__, key=session.named("section"))
        known = visit.minutes if visit.minutes in MINUTES else 0
        minutes = st.selectbox(
            "Time", list(MINUTES), list(MINUTES).index(known), MINUTES.__getitem__, key=session.named("minutes")
        )
    if (section, minutes) != (visit.section, visit.minutes):
        session.go(section=section, minutes=minutes)


def _lessons(visit: Visit) -> None:
    answered = {name for name, _ in visit.answers}
    lessons = [get(name) for name in names()]
    fitting = [lesson for lesson in lessons if not visit.minutes or lesson.minutes <= visit.minutes]
    for section, title in SECTIONS.items():
        here = [lesson for lesson in fitting if lesson.section == section and visit.section in ("", section)]
        if here:
            st.markdown(f"### {title}")
            _cards(here, answered)
    if not any(visit.section in ("", lesson.section) for lesson in fitting):
        st.info("No lesson here is so short: allow more minutes, or look at all sections.")


def _cards(lessons: list[Lesson], answered: set[str]) -> None:
    with st.container(horizontal=True, gap="small"):
        for lesson in lessons:
            with st.container(key=f"lesson-card-{lesson.name}", border=True, width=360):
                st.markdown(sentences.card(lesson, lesson.name in answered))
                words = "Look again" if lesson.name in answered else "Open"
                opens = {"lesson": lesson.name, "course": "", "own": "", "quick": False}
                st.button(words, key=session.named(f"open.{lesson.name}"), on_click=session.go, kwargs=opens)


def _file() -> None:
    """A lesson that someone made."""
    st.file_uploader("Open a lesson (a .toml file)", type="toml", key=session.FILE, on_change=session.opened)
    fault = session.fault()
    if fault is not None:
        notices.trouble(fault)
