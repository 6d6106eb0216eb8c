"""Random clicks and texts, sensible and not, on whatever the page offers."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from streamlit.proto.NumberInput_pb2 import NumberInput

from tests.load.acts import rate
from tests.load.controls import control_of, foldable_id, is_of_numbers, key_of, options
from tests.load.formulas import formula, hostile
from tests.load.page import Page
from tests.load.session import Session

HOSTILE = hostile()
STARTS = ("", "1", "1, 2", "nan, inf", "1e400, 0", "0, 0", "-1.2, 1", "a, b", ",", "1;2", "9" * 400)
FORMULA = re.compile(r"(\w+\.)?formula")
BUTTON = re.compile(r"add|run\d+\.\w+|slopes\.step")
FURTHEST = 3
"""Presses of a number's + or -."""


async def click(random: Random, session: Session) -> float:
    """Do anything that the page offers; the seconds until the script had answered."""
    page = session.page
    offered = {
        _type: 20 * any(FORMULA.fullmatch(key) for key in page.names()),
        _move_a_rate: 20 * bool(page.rates()),
        _change: 20,
        _press: 8,
        _unfold: 8 * any(foldable_id(block) for block in page.blocks.values()),
        _choose_a_run: 5 * page.has("verdicts"),
        _click_on_the_map: 10 * page.has("picked-start"),  # not the surface
        _move_the_point: 10 * page.has("slopes.place"),
        _turn_the_page: 4,
    }
    act = random.choices(list(offered), list(offered.values()))[0]
    return await act(random, session)


async def _type(random: Random, session: Session) -> float:
    key = next(key for key in session.page.names() if FORMULA.fullmatch(key))
    return await session.change(key, formula(random) if random.random() < 0.6 else random.choice(HOSTILE))


async def _move_a_rate(random: Random, session: Session) -> float:
    return await session.change(*rate(random, session.page))


async def _click_on_the_map(random: Random, session: Session) -> float:
    return await session.click("picked-start", "point", {axis: random.uniform(-2, 2) for axis in "xy"})


async def _move_the_point(random: Random, session: Session) -> float:
    return await session.click("slopes.place", "point", {axis: random.random() for axis in "xy"})


async def _turn_the_page(random: Random, session: Session) -> float:
    others = [name for name, script in session.page.pages.items() if script != session.page.script]
    return await session.turn_to(random.choice(others))


async def _choose_a_run(random: Random, session: Session) -> float:
    return await session.click("verdicts", "picked", {"focus": random.randrange(4)})


async def _press(random: Random, session: Session) -> float:
    buttons = [key_of(one.id) for one in session.page.of_kind("button") if not one.disabled]
    buttons = [key for key in buttons if BUTTON.fullmatch(key)]
    return await (session.press(random.choice(buttons)) if buttons else _change(random, session))


async def _unfold(random: Random, session: Session) -> float:
    keys = [key_of(foldable_id(block)) for block in session.page.blocks.values() if foldable_id(block)]
    return await session.open(random.choice(keys), random.random() < 0.5)


async def _change(random: Random, session: Session) -> float:
    key = random.choice(session.page.names())
    return await session.change(key, _value(random, session.page, key))


def _value(random: Random, page: Page, key: str) -> Any:
    """Any value that a hand could give the control."""
    element = page.find(key)
    kind, control = element.WhichOneof("type"), control_of(element)
    if is_of_numbers(element):
        notches = round((control.max - control.min) / control.step)
        return min(control.max, control.min + control.step * random.randint(0, notches))
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
