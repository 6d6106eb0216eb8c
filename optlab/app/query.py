"""Reading a page's own part of the address tolerantly, and writing back what differs from the defaults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from optlab.errors import OptlabError

Value = TypeVar("Value")


class Reader:
    """The address at a visitor's first run; what cannot be read keeps its default, and a notice names it."""

    def __init__(self) -> None:
        self.notices: list[str] = []

    def take(self, name: str, read: Callable[[str], Value], default: Value) -> Value:
        """The value of one parameter of the address."""
        if name not in st.query_params:
            return default
        try:
            return read(st.query_params[name])
        except (OptlabError, ValueError, KeyError, OverflowError) as error:
            self.notices.append(f"{name}: {str(error)[:120]}")
            return default

    def toast(self) -> None:
        """Show the notices."""
        for notice in self.notices:
            st.toast(f"Part of the address was not understood: {notice}", icon="⚠️")


def remember(query: Mapping[str, str]) -> None:
    """Write the page's state to the address, if it does not hold it yet."""
    if dict(query) != st.query_params.to_dict():
        st.query_params.from_dict(dict(query))
