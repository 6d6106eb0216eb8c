"""A lesson in place: what it is about, the picture, the question; and after the answer what really happens."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from optlab.app.lessons import answering, sentences, session
from optlab.app.lessons.picture_view import View, picture_of
from optlab.app.lessons.truths import opened_picture, truth_of
from optlab.app.shared import hidden, notices, stage
from optlab.app.shared.handing_on import handing_on
from optlab.app.shared.qr import page_url, project_button
from optlab.lessons import Answer, Ghost, Lesson, Truth, ghost_of, judge
from optlab.lessons.faults import LessonError
from optlab.lessons.pictured import window_of
from optlab.lessons.question import Click
from optlab.lessons.shipped import get
from optlab.lessons.visit import Visit
from optlab.picture.problem import Problem

COMMIT = "That is my answer"


def play(visit: Visit) -> None:
    """The lesson that is open; where its picture does not open, what is wrong and the way back."""
    lesson = visit.opened
    try:
        settings, problem = opened_picture(lesson.picture)
        truth = truth_of(visit.own or visit.lesson, lesson)
    except LessonError as error:
        _broken(lesson, error)
        return
    answer = visit.answer(lesson)
    revealed = answer is not None or visit.quick
    clicked = session.clicked() if answer is None else None
    ghost = Ghost(point=clicked) if answer is None else ghost_of(lesson.question, answer)
    asks_click = isinstance(lesson.question, Click) and not revealed
    on_click = session.click if asks_click else None
    view = View(lesson, revealed=revealed, ghost=ghost, on_click=on_click, large=visit.projector)
    with stage.screen():
        _head(visit, lesson, revealed)
        if not revealed:
            st.container(key="lesson-intro").markdown(sentences.introduction(lesson))

        def panel() -> None:
            if revealed:
                _reveal(visit, lesson, truth, answer, problem)
            else:
                _ask(visit, lesson)

        picture_of(view, settings, problem, panel)
    _below(visit, lesson)


def _broken(lesson: Lesson, error: LessonError) -> None:
    stage.headline(*sentences.headline(lesson))
    notices.trouble(error)
    st.button("To all lessons", on_click=session.go, kwargs={"lesson": "", "own": "", "course": ""})


def _head(visit: Visit, lesson: Lesson, revealed: bool) -> None:
    with stage.head():
        stage.headline(*sentences.headline(lesson, revealed))
        with st.container(key="viewbar", horizontal=True, gap="small", vertical_alignment="center"):
            if visit.place is not None:
                _course(visit)
            st.button(
                "All lessons",
                key=session.named("all"),
                on_click=session.go,
                kwargs={"lesson": "", "own": "", "course": ""},
            )
            stage.projector(session.widget("projector"))


def _course(visit: Visit) -> None:
    """Where in the course one is, and the ways back and on."""
    titles = {name: get(name).title for name in visit.steps}
    _beside("←", "before", visit.beside(-1), titles)
    st.markdown(sentences.progress(visit, titles))
    _beside("→", "after", visit.beside(1), titles)


def _beside(sign: str, name: str, lesson: str, titles: Mapping[str, str]) -> None:
    """The way to the lesson beside the open one, if there is one."""
    about = {"help": titles.get(lesson), "disabled": not lesson}
    st.button(sign, key=session.named(name), on_click=session.go, kwargs={"lesson": lesson}, **about)  # type: ignore[arg-type]


# ------------------------------------------------------------------ what is asked


def _ask(visit: Visit, lesson: Lesson) -> None:
    st.container(key="lesson-ask").markdown(sentences.paragraphs(lesson.question.ask))
    key = session.key(visit, "answer")
    answer = answering.ask(lesson.question, key, session.clicked())
    st.button(
        COMMIT,
        type="primary",
        width="stretch",
        disabled=answer is None,
        key=session.named("commit"),
        on_click=_commit,
        args=(lesson, key),
    )
    st.caption(sentences.LATER)


def _commit(lesson: Lesson, key: str) -> None:
    """Commit the answer as it stands now: it may have been changed after the page was drawn."""
    answer = answering.standing(lesson.question, key, session.clicked())
    if answer is not None:
        session.commit(lesson, answer)


# ------------------------------------------------------------------ what is so


def _reveal(visit: Visit, lesson: Lesson, truth: Truth, answer: Answer | None, problem: Problem | None) -> None:
    st.container(key="lesson-ask").markdown(sentences.paragraphs(lesson.question.ask))
    answering.told(lesson.question, session.key(visit, "told"), truth.value, answer)
    if answer is not None:
        judgement = judge(lesson.question, truth.value, answer, window_of(problem))
        with st.container(key=f"lesson-judged-{'right' if judgement.right else 'wrong'}"):
            st.markdown(f"**{sentences.paragraphs(judgement.words)}**")
        if judgement.meaning:
            st.markdown(sentences.paragraphs(judgement.meaning))
    with st.container(key="lesson-say"):
        st.markdown(sentences.paragraphs(lesson.explained(truth)))
    with st.container(horizontal=True, gap="small", key="lesson-next"):
        st.link_button("Try it yourself", _elsewhere(lesson.picture))
        following = visit.beside(1)
        if following:
            st.button(
                "Next →", type="primary", key=session.named("next"), on_click=session.go, kwargs={"lesson": following}
            )
    if answer is not None:
        st.caption(sentences.LOCKED)


def _elsewhere(picture: str) -> str:
    """The page of a picture with everything on it, beside this one."""
    parts = urlsplit(picture)
    page = "" if parts.path.strip("/") in ("", "compare") else parts.path.strip("/")
    base = urlsplit(st.context.url or "")
    root = base.path.rsplit("/", 1)[0] if base.path.rstrip("/").endswith("lessons") else base.path.rstrip("/")
    return f"{root}/{page}?{parts.query}" if parts.query else f"{root}/{page}"


# ------------------------------------------------------------------ below the picture


def _below(visit: Visit, lesson: Lesson) -> None:
    with st.container(horizontal=True, gap="small", key="lesson-below"):
        notes = sentences.notes(lesson.notes)
        if notes and not hidden.is_hidden("notes"):
            with st.container(key="lesson-notes"), st.expander("For the teacher"):
                st.markdown(notes)
        project_button(page_url(session.query(visit)), session.named("qr"), lambda: None)
        if not hidden.is_hidden("keep"):
            with st.popover("Hand on"):
                handing_on(session.query(visit), session.named("hand"), hidden.of("lessons"))
        for kind, words in {"questions": "Worksheet", "answers": "Answer sheet"}.items():
            st.button(words, key=session.named(f"{kind}"), on_click=session.go, kwargs={"sheet": kind})
