"""What only a forged client sends: values of the wrong kind, out of bounds, too long."""

import json
import math
from contextlib import asynccontextmanager
from functools import partial

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.load import controls
from tests.load.conftest import outcome_of
from tests.load.session import Session, SessionError
from tests.serving import serving

NONSENSE = [math.inf, math.nan, -1, 1e30, 10**400, "text", "1" * 5_000, None, True, [], [1] * 5_000, {}, {"x": "y"}]

EVENTS = {  # of each page: component, event, and a value of which each part is forged in turn
    "Compare": [
        ("verdicts", "picked", {"id": 0, "rate": 0.1}),
        ("picked-start", "point", {"x": 0.0, "y": 0.0}),
        ("run0.rate_control", "rate", 0.1),
        ("rate_live", "asked", {"id": 0, "number": 1, "most": 9, "low": 0.01, "rate": 0.1, "high": 1.0}),
        ("player", "rest", {"step": 3, "opening": 1}),
    ],
    "Slopes": [
        ("slopes-knobs", "turned", {"turn": 1, "values": {"p0": 1.0, "rate": 0.1, "nudge": 0.1}}),
        ("slopes-player", "rest", {"step": 3, "opening": 1}),
    ],
    "Chain rule": [
        ("chain-knobs", "turned", {"turn": 1, "values": {"p0": 1.0}}),
        ("chain.player", "rest", {"step": 3, "opening": 1}),
    ],
}
WIDGETS = {
    "Compare": ["steps", "start", "formula", "function", "view", "vertical", "added", "projector"],
    "Slopes": ["slopes.formula", "slopes.function"],
    "Chain rule": ["chain.formula", "chain.example"],
}
FORGED = [
    {"int_value": 10**18},
    {"int_value": -3},
    {"double_value": 1e300},
    {"double_value": math.nan},
    {"string_value": "x" * 90_000},
    {"string_value": "no such choice"},
    {"string_array_value": {"data": ["no such choice", "x"]}},
    {"bool_value": True},
]


@pytest.fixture(scope="module")
def server():
    with serving() as found:
        yield found


def forged(value):
    """The value, and each of its parts, in every kind of nonsense."""
    yield from NONSENSE
    for name in value if isinstance(value, dict) else ():
        yield from ({**value, name: other} for other in NONSENSE)
    if isinstance(value, dict) and "values" in value:
        yield from (
            {**value, "values": {**value["values"], name: other}} for name in value["values"] for other in NONSENSE
        )


@asynccontextmanager
async def opened(server, title):
    async with Session(server.address) as session:
        await session.load()
        if title != "Compare":
            await session.turn_to(title)
        yield session


async def tells(server, title, states):
    """One visitor after the other tells, each until the door closes on what Python cannot read; all must end well."""
    left = list(states)
    while left:
        async with opened(server, title) as session:
            while left:
                key, make = left.pop()
                try:
                    await session._run(once=make(session.page.find(key)))
                except SessionError as error:
                    assert "closed" in str(error), (key, str(error))  # noqa: PT017
                    break
            else:
                await session._run()


def component_states(title):
    for key, event, value in EVENTS[title]:
        for nonsense in forged(value):
            yield key, partial(controls.event_of, event=event, value=nonsense)
            yield key, partial(state_of, json_value=json.dumps({event: nonsense}))


def state_of(element, **value):
    return WidgetState(id=controls.control_of(element).id, **value)


def widget_states(title):
    """Streamlit itself refuses another field than the widget's."""
    for key in WIDGETS[title]:
        for values in FORGED:
            yield key, partial(forged_state, values=values)


def forged_state(element, values):
    kind = controls.KINDS[element.WhichOneof("type")]
    fields = {"int_value", "double_value"} if kind == "double_value" else {kind}
    return state_of(element, **values) if next(iter(values)) in fields else None


@pytest.mark.parametrize("title", EVENTS)
@pytest.mark.parametrize("states", [component_states, widget_states])
def test_whatever_is_told_the_page_stands_and_the_log_is_silent(server, states, title):
    outcome_of(tells(server, title, states(title)))
    assert server.tracebacks == 0, server.log.read_text()[-3_000:]


def test_megabytes_in_a_field_are_refused_and_not_kept(server):
    async def told(length):
        async with Session(server.address) as session:
            await session.load()
            element = session.page.find("formula")
            await session._run(WidgetState(id=controls.control_of(element).id, string_value="x" * length))

    outcome_of(told(1_000))
    before = server.resident
    for length in (1_500_000, 3_000_000, 25_000_000):
        for _ in range(5):
            with pytest.raises(SessionError, match="closed"):
                outcome_of(told(length))
    assert server.resident - before <= 60.0
