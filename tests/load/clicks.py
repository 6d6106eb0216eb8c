"""Random clicks and texts, sensible and not, on whatever the page offers."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from streamlit.proto.NumberInput_pb2 import NumberInput

from tests.load.acts import rate
from tests.load.controls import control_of, key_of, options
from tests.load.formulas import formula, hostile
from tests.load.page import Page
from tests.load.session import Session

HOSTILE = hostile()
STARTS = ("", "1", "1, 2", "nan, inf", "1e400, 0", "0, 0", "-1.2, 1", "a, b", ",", "1;2", "9" * 400)
FURTHEST = 3
"""Presses of a number's + or -."""


async def click(random: Random, session: Session) -> float:
    """Do anything; the seconds until the script had answered."""
    acts = {_type: 20, _move_a_rate: 20, _change: 20, _press: 8, _unfold: 8, _choose_a_run: 5}
    if session.page.has("picked-start"):  # the map is shown, not the surface
        acts[_click_on_the_map] = 10
    act = random.choices(list(acts), list(acts.values()))[0]
    return await act(random, session)


async def _type(random: Random, session: Session) -> float:
    return await session.change("formula", formula(random) if random.random() < 0.6 else random.choice(HOSTILE))


async def _move_a_rate(random: Random, session: Session) -> float:
    return await session.change(*rate(random, session.page))


async def _click_on_the_map(random: Random, session: Session) -> float:
    return await session.click("picked-start", "point", {axis: random.uniform(-2, 2) for axis in "xy"})


async def _choose_a_run(random: Random, session: Session) -> float:
    return await session.click("verdicts", "picked", {"focus": random.randrange(4)})


async def _press(random: Random, session: Session) -> float:
    buttons = [key_of(one.id) for one in session.page.of_kind("button") if not one.disabled]
    buttons = [key for key in buttons if re.fullmatch(r"add|run\d+\.\w+", key)]
    return await (session.press(random.choice(buttons)) if buttons else _move_a_rate(random, session))


async def _unfold(random: Random, session: Session) -> float:
    popovers = [key_of(block.popover.id) for block in session.page.blocks.values() if block.popover.id]
    return await session.open(random.choice(popovers), random.random() < 0.5)


async def _change(random: Random, session: Session) -> float:
    key = random.choice(session.page.names())
    return await session.change(key, _value(random, session.page, key))


def _value(random: Random, page: Page, key: str) -> Any:
    """Any value that a hand could give the control."""
    element = page.find(key)
    kind, control = element.WhichOneof("type"), control_of(element)
    if kind in ("selectbox", "slider", "button_group"):
        return random.choice(options(element))
    if kind == "checkbox":
        return not page.value(key)
    if kind == "text_input":
        return random.choice(STARTS if key == "start" else HOSTILE)[: control.max_chars or None]
    moved = page.value(key) + random.randint(-FURTHEST, FURTHEST) * control.step
    lowest = control.min if control.has_min else moved
    moved = max(lowest, min(moved, control.max if control.has_max else moved))
    return int(moved) if control.data_type == NumberInput.INT else moved
