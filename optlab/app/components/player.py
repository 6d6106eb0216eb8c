"""The one player of a page: a slider that every chart on it follows, in the browser alone.

It opens where it is put (``put``), and moves without the server; where it comes to rest it tells the step.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from optlab.app.components import component, reported, told
from optlab.charts import STEP_ELEMENT

_PLAYER = component("player", "step")

MOST_STEPS = 2**31
"""No player has so many; each page knows its own last step."""

STEP = f'<input type="hidden" id="{STEP_ELEMENT}" value="0">'
"""The step itself is a hidden field that stands in the page from the first moment: a chart that is drawn before the
player is there finds it all the same.  It never changes for Streamlit, which else would put another in its place.
"""


def player(
    key: str,
    steps: int,
    rested: Callable[[], None],
    *,
    runs_page: bool = False,
    question: str = "",
    seconds: float = 0.0,
    with_step: bool = True,
) -> None:
    """Draw the player for steps 0 to ``steps``; place it before the charts.

    ``rested`` is called where it comes to rest (``at_rest`` says where); with ``runs_page`` the page is run again then.
    ``question`` is asked at step 0.  Playing takes so many ``seconds`` a step; 0: a whole run takes some seconds.
    Without ``with_step`` the page has put the step itself already.
    """
    if with_step:
        step_field()
    step, opening = _opens(key)
    data = {"steps": steps, "opens": min(step, steps), "opening": opening, "question": question, "seconds": seconds}
    data["plays"] = st.session_state.get(f"{key}.plays") == opening
    (_drawn if runs_page else _drawn_apart)(key, data, rested)


def step_field() -> None:
    """Put the step into the page: charts follow it, be there a player yet or not."""
    st.html(STEP)


def _drawn(key: str, data: dict[str, object], rested: Callable[[], None]) -> None:
    def rest() -> None:
        st.session_state[_opens_key(key)] = (at_rest(key), _opens(key)[1])
        rested()

    _PLAYER(data=data, key=key, on_rest_change=rest)


_drawn_apart = st.fragment(_drawn)
"""In a fragment the page does not run again."""


def put(key: str, step: int, *, plays: bool = False) -> None:
    """The player stands at this step from now on, wherever the visitor left it; and ``plays`` from there once."""
    st.session_state[_opens_key(key)] = (step, _opens(key)[1] + 1)
    st.session_state[f"{key}.plays"] = _opens(key)[1] if plays else None


def at_rest(key: str) -> int:
    """The step at which the player rests, as far as it told; else the one at which it was put."""
    step, opening = _opens(key)
    rest = reported(key, "rest")
    at = told.whole(told.part(rest, "step"), 0, MOST_STEPS)
    return step if at is None or told.part(rest, "opening") != opening else at


def _opens(key: str) -> tuple[int, int]:
    """Where the player was put or rested last, and how many times it was put."""
    step, opening = st.session_state.get(_opens_key(key), (0, 0))
    return int(step), int(opening)


def _opens_key(key: str) -> str:
    return f"{key}.opens"
