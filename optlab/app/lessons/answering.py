"""The five ways to answer, and the answer beside the truth once it was given."""

from __future__ import annotations

from math import log

import streamlit as st

from optlab.app.components.answer_number import answer_number, number_at
from optlab.app.components.answer_order import answer_order, order_at
from optlab.app.components.answer_sketch import Axes, answer_sketch, curve_at
from optlab.app.lessons import session
from optlab.app.shared.escaping import escaped
from optlab.expressions.printing.plain import plain_number
from optlab.lessons import Answer, Choose, Click, Number, Order, Question, Sketch
from optlab.lessons.answers import is_answer
from optlab.picture.fields import read_numbers

Point = tuple[float, float]

LONGEST_PLACE = 60
"""Characters of a place that is typed."""


def ask(question: Question, key: str, clicked: Point | None) -> Answer | None:
    """Draw the way to answer; the answer as it stands, None where there is none yet.

    ``clicked`` is where the picture was clicked, for a question that is answered so.
    """
    if isinstance(question, Choose):
        _choose(question, key)
    elif isinstance(question, Number):
        about = {"log": question.log, "unit": question.unit, "locked": None}
        answer_number(key, question.ask, question.low, question.high, **about)  # type: ignore[arg-type]
    elif isinstance(question, Click):
        _click(key, clicked)
    elif isinstance(question, Order):
        items = _items(question)
        answer_order(key, items, list(items), locked=None)
    elif isinstance(question, Sketch):
        answer_sketch(key, _axes(question), locked=None)
    return standing(question, key, clicked)


def standing(question: Question, key: str, clicked: Point | None) -> Answer | None:
    """The answer as it stands in what was drawn with that key, be it changed since; None where there is none."""
    answer = _standing(question, key, clicked)
    return answer if answer is not None and is_answer(question, answer) else None


def _standing(question: Question, key: str, clicked: Point | None) -> Answer | None:
    if isinstance(question, Choose):
        return session.value(key)  # type: ignore[no-any-return]
    if isinstance(question, Number):
        return number_at(key, question.low, question.high)
    if isinstance(question, Click):
        typed = str(session.value(key) or "")
        return _place(typed) if typed.strip() else clicked
    if isinstance(question, Order):
        return order_at(key, _items(question)) or tuple(_items(question))
    assert isinstance(question, Sketch)
    return curve_at(key, _axes(question))


def _items(question: Order) -> dict[str, str]:
    return {item.key: item.text for item in question.items}


def _choose(question: Choose, key: str) -> None:
    texts = {choice.key: escaped(choice.text) for choice in question.choices}
    with st.container(key="lesson-choices"):
        st.radio(
            "Your answer", list(texts), index=None, format_func=texts.__getitem__, key=key, label_visibility="collapsed"
        )


def _click(key: str, clicked: Point | None) -> None:
    """The point that was clicked; or typed, by whoever has no pointer: what was typed counts while it stands there."""
    typed = st.text_input("Or type its place", key=key, placeholder="x, y", max_chars=LONGEST_PLACE)
    point = _place(typed) if typed.strip() else clicked
    if typed.strip() and point is None:
        st.markdown(f"{escaped(typed)} is no place: write two numbers, such as 1.5, -2.")
    elif point is None:
        st.markdown("**Click the picture** where you think it is.")
    else:
        st.markdown(f"Your point: **({plain_number(point[0])}, {plain_number(point[1])})**. Click again to move it.")


def _place(typed: str) -> Point | None:
    try:
        across, up = read_numbers(typed, 2)
    except ValueError:
        return None
    return (across, up)


def _axes(question: Sketch) -> Axes:
    return Axes(f"{question.of} over the steps", question.steps, question.low, question.high, question.log)


# ------------------------------------------------------------------ at the reveal


def told(question: Question, key: str, truth: Answer, answer: Answer | None) -> None:
    """The answer beside the truth; the truth alone where none was given."""
    if isinstance(question, Choose):
        _chosen(question, truth, answer)
    elif isinstance(question, Number):
        _on_a_line(question, float(truth), None if answer is None else float(answer))  # type: ignore[arg-type]
    elif isinstance(question, Order):
        _in_order(question, truth, answer)
    elif isinstance(question, Sketch):
        answer_sketch(key, _axes(question), locked=answer or (), truth=truth)  # type: ignore[arg-type]


def _chosen(question: Choose, truth: Answer, answer: Answer | None) -> None:
    lines = []
    for choice in question.choices:
        sign = "✓" if choice.key == truth else "✗" if choice.key == answer else "·"
        yours = " (yours)" if choice.key == answer else ""
        text = f"{escaped(choice.text)}{yours}"
        lines.append(f"{sign} {f'**{text}**' if choice.key == truth else text}")
    with st.container(key="lesson-told"):
        st.markdown("  \n".join(lines))


def _on_a_line(question: Number, truth: float, answer: float | None) -> None:
    """Both numbers on the track that was asked with."""
    marks = [("truth", truth, plain_number(truth))]
    if answer is not None and answer != truth:
        marks.append(("guess", answer, f"yours {plain_number(answer)}"))
    dots = "".join(
        f'<span class="{kind}" style="left:{100.0 * _share(question, value):.2f}%"><i></i><b>{text}</b></span>'
        for kind, value, text in marks
    )
    ends = f"<em>{plain_number(question.low)}</em><em>{plain_number(question.high)}</em>"
    st.html(f'<div class="optlab-line"><div>{dots}</div><p>{ends}</p></div>')


def _share(question: Number, value: float) -> float:
    """Where a number is on its track, from 0 to 1."""
    if question.log:
        return log(value / question.low) / log(question.high / question.low)
    return (value - question.low) / (question.high - question.low)


def _in_order(question: Order, truth: Answer, answer: Answer | None) -> None:
    texts = {item.key: escaped(item.text) for item in question.items}
    true = [texts[key] for key in truth]  # type: ignore[union-attr,index]
    given = true if answer is None else [texts[key] for key in answer]  # type: ignore[union-attr,index]
    head = "| | it is |\n|---|---|\n" if answer is None else "| | yours | it is |\n|---|---|---|\n"
    rows = [
        f"| {place} | {right} |"
        if answer is None
        else f"| {place} | {mine} {'✓' if mine == right else '✗'} | {right} |"
        for place, (mine, right) in enumerate(zip(given, true, strict=True), 1)
    ]
    st.markdown(head + "\n".join(rows))
