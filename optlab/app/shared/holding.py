"""Hold a parameter at a number: what is held, a field for more, and an offer where a letter was meant as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from optlab.analysis.constants import Unbounded
from optlab.app.shared.escaping import escaped
from optlab.expressions.functions import GREEK_LETTERS
from optlab.expressions.printing.plain import plain_name
from optlab.picture.fields import number_text
from optlab.picture.holding import Held

LONGEST = 200
"""Characters that can be typed in the field."""

WIDTH = 150
"""Of the field, in pixels."""

LETTERS = {name: letter for letter, name in GREEK_LETTERS.items()}


def holding(
    entry: Mapping[str, Any],
    held: Held,
    free: Sequence[str],
    typed: Callable[[], None],
    release: Callable[[str], None],
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """A line with all that is held and a field for more; a click on what is held lets it go.

    ``entry`` is the session's key of the field, as keyword arguments; ``free`` are the parameters that are not held:
    without two of them, and with nothing held, there is no line.
    """
    if len(free) == 1 and not held:
        return
    key = entry["key"]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", width=width, key=f"{key}-line"):
        for name, value in held:
            about = f"{_letter(name)} is held: nothing descends in it. Click to let it go."
            title = f"{_letter(name)} = {_typeset(value)} ✕"
            st.button(title, key=f"{key}-{name}", type="tertiary", help=about, on_click=release, args=(name,))
        _field(entry, free[0], typed)


def offer(entry: Mapping[str, Any], unbounded: Unbounded | None, take: Callable[[Held], None]) -> None:
    """Say of a parameter, if there is one, that the loss falls without end along it, and offer to hold it."""
    if unbounded is None:
        return
    key, title = entry["key"], f"Hold {_letter(unbounded.name)} = {_typeset(unbounded.value)}"
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{key}-offer"):
        st.caption(sentence(unbounded), width="content")
        st.button(title, key=f"{key}-take", on_click=take, args=(((unbounded.name, unbounded.value),),))


def _field(entry: Mapping[str, Any], name: str, typed: Callable[[], None]) -> None:
    """The field in which one types what to hold, for example this name."""
    st.text_input(
        "Hold",
        max_chars=LONGEST,
        placeholder=f"hold {LETTERS.get(name, name)} = 1",
        on_change=typed,
        label_visibility="collapsed",
        width=WIDTH,
        **entry,
    )


def sentence(unbounded: Unbounded) -> str:
    """What is certain of a parameter along which the loss falls without end, and what it was probably meant as."""
    name = _letter(unbounded.name)
    ways = {-1: f"as {name} → −∞", 1: f"as {name} → ∞", 0: f"along {name}, one way or the other"}
    falls = f"The loss falls without end {ways[unbounded.way]}"
    if unbounded.meant:
        return f"{falls}: {name} is probably meant as a number."
    return f"{falls}, so there is no minimum. If {name} is meant as a number, it can be held."


def _letter(name: str) -> str:
    """A name as one writes it, for Markdown: λ₁ of lambda1."""
    stem = name.rstrip("0123456789")
    return escaped(plain_name(LETTERS.get(stem, stem) + name[len(stem) :]))


def _typeset(value: float) -> str:
    return number_text(value).replace("-", "−")
