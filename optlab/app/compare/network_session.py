"""The session of the network on Compare: which of its weights is under the hand, at which step."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from optlab.app.views.runs.network import Hand

_HELD = "network.weight"
"""What the weight belongs to, its place among the parameters, and the step."""


def held(of: Hashable) -> tuple[int, int] | None:
    """The place of the weight and the step; None while no weight of this is under the hand."""
    known = st.session_state.get(_HELD)
    return (known[1], known[2]) if known is not None and known[0] == of else None


def hold(of: Hashable, place: int, step: int) -> None:
    """Take a weight, as it is at a step."""
    st.session_state[_HELD] = (of, place, step)


def stay(of: Hashable, step: int) -> None:
    """The weight stays under the hand and is as it is at another step; that of something else is let go."""
    known = held(of)
    if known is None:
        release()
    else:
        hold(of, known[0], step)


def release() -> None:
    """Let the weight go."""
    st.session_state.pop(_HELD, None)


HAND = Hand(held, hold, stay, release)
"""What the picture of the network is given."""
