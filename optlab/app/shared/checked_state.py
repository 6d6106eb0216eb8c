"""What widgets hold, read within the bounds that their fields declare: a browser of the visitor's own keeps none.

Streamlit gives a page whatever a browser says that a widget holds.  What it may not be is set to what is usual, and a
text that is too long is cut, where it is first read; the session then holds that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import streamlit as st

from optlab.picture.fields import Field


def checked(kind: type[Any], name: str, key: str) -> Any:
    """The value under a key of a field of the settings ``kind``, its default where the field may not be that."""
    declaration = next(field for field in fields(kind) if field.name == name)
    allowed = declaration.metadata.get("allowed")
    return checked_by(allowed.holds if isinstance(allowed, Field) else lambda _: True, key, declaration.default)


def checked_by(holds: Callable[[Any], bool], key: str, otherwise: Any) -> Any:
    """The value under a key where it ``holds``; else ``otherwise``, which stands there from now on."""
    value = st.session_state.get(key, otherwise)
    try:
        fine = holds(value)
    except (TypeError, ValueError, OverflowError):  # a list is no key of a catalogue, a text no number
        fine = False
    if fine:
        return value
    st.session_state[key] = otherwise
    return otherwise


def whole_of(low: int, high: int) -> Callable[[Any], bool]:
    """Whether a value is a whole number within bounds."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def cut(key: str, longest: int) -> str:
    """The text under a key, no longer than its field; empty where no text is there."""
    value = st.session_state.get(key)
    if not isinstance(value, str):
        return ""
    if len(value) > longest:
        st.session_state[key] = value = value[:longest]
    return value
