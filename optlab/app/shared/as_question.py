"""Keep a picture as a question: a lesson in the visitor's own words, as a link and as a file.

Nothing of it stays on the server: the link holds the lesson.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations, notices
from optlab.app.shared.qr import page_url, qr, warning
from optlab.lessons import Choose, Lesson, Order, Pictured, packed, pictured
from optlab.lessons.faults import LessonError
from optlab.lessons.making import Offer, Words, made, offers
from optlab.lessons.writing import text_of
from optlab.picture.subject import LARGE

LONGEST_ASK, LONGEST_SAY, LONGEST_TEXT, LONGEST_TITLE = 300, 600, 200, 80
"""Characters of what a visitor may write."""

SIDE = 300
"""Width of the code in pixels."""

BYTES = 40_000
"""Of a picture's offers."""

KINDS = {
    "choose": "choose an answer",
    "number": "set a number",
    "click": "click the picture",
    "order": "put in order",
    "sketch": "draw the curve",
}
"""The ways to answer."""

ABOUT = "A lesson: your class predicts first and then looks. The link holds all of it; nothing is stored here."
TOO_LARGE = "The rows of this picture are too many for a link, so no lesson can open it: take fewer rows or columns."
NONE = "This picture has no question with one answer: let it show a run, without repeats."

OF_THE_MOMENT = ("i", "step", "j")
"""Keys of a picture's address that say where its player rests, and for what screen."""

Query = Mapping[str, Sequence[str]]


def as_question_button(page: str, query: Query, key: str, close: Callable[[], None]) -> None:
    """The button that opens the form for the picture of ``query`` on a ``page``, and closes the popover around it."""

    def pressed() -> None:
        close()
        _dialog(page, query)

    st.button("As a question", key=key, on_click=pressed, width="stretch", help=ABOUT)


@st.dialog("Ask about this picture", width="large")
def _dialog(page: str, query: Query) -> None:
    form(page, query)


def form(page: str, query: Query) -> None:
    """What is asked and in which words; beside it the lesson as a link and as a file."""
    if list(query.get("z", ())) == [LARGE]:
        st.warning(TOO_LARGE)
        return
    picture = address(page, query)
    try:
        offered = _offered(picture)
    except LessonError as error:
        notices.trouble(error)
        return
    if not offered:
        st.warning(NONE)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        offer = _offer(offered)
        words = _words(offer)
    with right:
        try:
            _result(made(picture, _pictured(picture), offer, words))
        except LessonError as error:
            notices.trouble(error)


def address(page: str, query: Query) -> str:
    """The address of a picture as a lesson has it, at whose beginning it stands."""
    text = urlencode({name: texts for name, texts in query.items() if name not in OF_THE_MOMENT}, True, safe="*,=~")
    return f"{page}?{text}" if text else page


def _pictured(picture: str) -> Pictured:
    """The picture with the runs that the page has made."""
    return pictured(picture, computations.problem, lambda descent: computations.trajectory(descent, lambda _: None))


@cached(lambda _: BYTES)
def _offered(picture: str) -> tuple[Offer, ...]:
    return offers(_pictured(picture))


# ------------------------------------------------------------------ what is asked


def _offer(offered: tuple[Offer, ...]) -> Offer:
    """The question that is chosen, by the way to answer first."""
    kinds = [kind for kind in KINDS if any(offer.question.kind == kind for offer in offered)]
    kind = st.selectbox("The class will", kinds, format_func=KINDS.__getitem__, key="question.kind")
    titles = [offer.title for offer in offered if offer.question.kind == kind]
    title = st.selectbox("About", titles, key=f"question.about.{kind}")
    return next(offer for offer in offered if (offer.title, offer.question.kind) == (title, kind))


def _words(offer: Offer) -> Words:
    """The visitor's words, which begin as the usual ones."""
    key = f"question.{offer.question.kind}.{offer.title}"
    ask = st.text_area("Question", offer.question.ask, max_chars=LONGEST_ASK, height=90, key=f"{key}.ask")
    texts = {}
    if isinstance(offer.question, Choose | Order):
        with st.expander("Words of the answers"):
            for place, (name, text) in enumerate(_answers(offer.question)):
                texts[name] = st.text_input(f"Answer {place + 1}", text, LONGEST_TEXT, key=f"{key}.text.{place}")
    with st.expander("Title, and what to say afterwards"):
        title = st.text_input("Title", max_chars=LONGEST_TITLE, placeholder=offer.title, key=f"{key}.title")
        say = st.text_area("Afterwards", offer.say, max_chars=LONGEST_SAY, height=110, key=f"{key}.say")
        if offer.numbers:
            st.caption("A name in braces stands for a number that the program computes.")
    return Words(title, ask, say, texts)


def _answers(question: Choose | Order) -> list[tuple[str, str]]:
    parts = question.choices if isinstance(question, Choose) else question.items
    return [(part.key, part.text) for part in parts]


# ------------------------------------------------------------------ what comes of it


def _result(lesson: Lesson) -> None:
    """The lesson as a link, a code and a file."""
    text = text_of(lesson)
    url = page_url({"own": [packed.pack(text)]}, "lessons")
    svg, trouble = qr(url), warning(url)
    with st.container(horizontal=True, gap="small"):
        st.link_button("Open the lesson", url, type="primary")
        st.download_button("File", text, "optlab_lesson.toml", "application/toml", on_click="ignore")
    st.code(url, language=None, wrap_lines=True, height=120)
    if svg:
        st.image(svg, width=SIDE, alt="QR code of the link to this lesson")
    if trouble:
        st.caption(trouble)
