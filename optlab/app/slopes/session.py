"""The session of the Slopes page: what its widgets say, as frozen values; nobody else knows their keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from optlab.app.components import PERSIST, knob_values, player
from optlab.app.shared import address_bar, computations, subject_at_hand
from optlab.app.shared.checked_state import checked, checked_by, cut, whole_of
from optlab.app.shared.holding import LONGEST
from optlab.app.slopes.computations import usual_settings
from optlab.app.views.hill.keys import COMPASS
from optlab.app.views.hill.trail import Trail
from optlab.errors import OptlabError
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.losses import landscapes
from optlab.picture import slopes
from optlab.picture.address import Query
from optlab.picture.fields import options
from optlab.picture.holding import Held
from optlab.picture.problem import Problem
from optlab.picture.slopes import AXES, FIRST_LANDSCAPE, SlopesSettings
from optlab.picture.subject import DEFAULT_LANDSCAPE, Subject

_PAGE = "slopes"

POINT = "slopes.knob"
"""How the keys of the numbers of the point begin."""

PLAYER = "slopes-player"
"""The key of the player of the descent from the point."""

IN_SESSION = ("rate", "nudge", "view", "knobs", "ground", "projector")
"""Fields of the settings that the session holds as they are."""

DIGITS = 12
"""Of a point in the address: more tell how a computer rounds."""


# ------------------------------------------------------------------ widgets


def key(name: str) -> str:
    """The key of whatever belongs to this page."""
    return f"slopes.{name}"


def widget(name: str) -> dict[str, Any]:
    """The key of a widget, which keeps its value while another page is shown."""
    return {"key": key(name), "persist_state": PERSIST}


def choice_widget(name: str) -> dict[str, Any]:
    """The same with what the field of the settings may be."""
    return {**widget(name), "options": options(SlopesSettings, name)}


def rules_key(parameter: str) -> str:
    """The key of the derivation of one partial derivative: whether it is open."""
    return key(f"rules.{parameter}")


# ------------------------------------------------------------------ from the address, and back


def begin() -> list[str]:
    """At a visitor's first run, and whenever another address is gone to: fill the widgets from the address.

    Without a word in it the first run begins with what another page left.  Returns notices about what could not be
    read.
    """
    first = key("good") not in st.session_state
    if not first:
        _check()
    if not address_bar.elsewhere(_PAGE) and not first:
        return []
    query = address_bar.present()
    otherwise = _at_hand() if first else Subject(FIRST_LANDSCAPE)
    subject, notices = slopes.subject_of(query, otherwise, computations.fault_of)
    parameters = computations.problem(subject).loss.parameters
    settings, more = slopes.from_query(query, usual_settings(subject), parameters)
    put(settings)
    return notices + more


def _check() -> None:
    """Before widgets are drawn, read all that they hold: what is beyond a field's bounds is set to what is usual."""
    _plain(), _axes(problem().loss.parameters), typed_subject(), chosen_landscape()


def _plain() -> dict[str, Any]:
    """Fields that the session holds as they are."""
    return {name: checked(SlopesSettings, name, key(name)) for name in IN_SESSION}


def _at_hand() -> Subject:
    """What another page left, without its rows; the page's own where that is no choice of the visitor's."""
    subject = subject_at_hand.at_hand()
    if subject is None or (subject.landscape, subject.formula, subject.held) == (DEFAULT_LANDSCAPE, "", ()):
        return Subject(FIRST_LANDSCAPE)
    return Subject(subject.landscape, subject.formula, held=subject.held)


def left_behind() -> Subject | None:
    """What another page left and this one cannot show: a model, which is about rows."""
    subject = subject_at_hand.at_hand()
    return None if subject is None or subject.model is None else subject


def remember(settings: SlopesSettings) -> None:
    """Write the picture to the address, if that does not hold it yet."""
    address_bar.remember(_PAGE, query(settings))


def query(settings: SlopesSettings) -> Query:
    """The address of a picture."""
    settings = replace(settings, point=tuple(float(f"{value:.{DIGITS}g}") for value in settings.point))
    return slopes.to_query(settings, usual_settings(settings.subject))


# ------------------------------------------------------------------ values


def put(settings: SlopesSettings) -> None:
    """Set every widget to what the settings say; no step was taken yet."""
    state, subject = st.session_state, settings.subject
    parameters = computations.problem(subject).loss.parameters
    state[key("landscape")] = subject.landscape
    state[key("function")] = None if subject.is_own else subject.landscape
    state[key("good")] = state[key("formula")] = subject.text
    state[key("held")], state[key("holding")] = subject.held, ""
    for name in IN_SESSION:
        state[key(name)] = getattr(settings, name)
    for side, place in zip(COMPASS, (0, -1), strict=True):
        state[key(side)] = parameters.index(settings.axes[place])
    for parameter in parameters:
        state[rules_key(parameter)] = parameter in settings.rules
    put_point(settings.point, Trail())


def put_keeping_view(settings: SlopesSettings) -> None:
    """Take over the settings, but not nudge, view and open derivations, which are the visitor's."""
    state = st.session_state
    parameters = computations.problem(settings.subject).loss.parameters
    rules = tuple(name for name in parameters if state.get(rules_key(name)))
    kept = {name: state[key(name)] for name in ("nudge", "view", "knobs", "ground", "projector")}
    put(replace(settings, rules=rules, **kept))


def put_point(point: tuple[float, ...], trail: Trail) -> None:
    """Move the point, to which these steps led; the player stands at its start."""
    knob_values.put(POINT, point)
    st.session_state[key("trail")] = trail
    player.put(PLAYER, 0)


def put_numbers(rate: float, nudge: float) -> None:
    """Set the rate and the nudge."""
    st.session_state[key("rate")], st.session_state[key("nudge")] = rate, nudge


def put_knob_names() -> None:
    """Name the knobs as the switch says."""
    st.session_state[key("knobs")] = "sound" if st.session_state[key("sound")] else "names"


def step() -> int:
    """The step of the descent from the point at which the player stands."""
    return player.at_rest(PLAYER)


def settings() -> SlopesSettings:
    """All that the widgets say."""
    state, parameters = st.session_state, problem().loss.parameters
    return SlopesSettings(
        landscape=subject().landscape,
        formula=subject().formula,
        held=subject().held,
        point=knob_values.values(POINT, len(parameters)),
        axes=_axes(parameters),
        rules=tuple(name for name in parameters if state.get(rules_key(name))),
        **_plain(),
    )


def _axes(parameters: tuple[str, ...]) -> tuple[str, ...]:
    """The parameters shown: two different ones, or the only one."""
    east, north = (checked_by(whole_of(0, len(parameters) - 1), key(side), 0) for side in COMPASS)
    if east == north:
        north = (east + 1) % len(parameters)
    return tuple(parameters[place] for place in (east, north)[: min(AXES, len(parameters))])


def subject() -> Subject:
    """What the point is on: the landscape, or the last formula that could be read."""
    landscape, good = st.session_state[key("landscape")], str(st.session_state[key("good")])
    return Subject(landscape, good, held=st.session_state[key("held")]).canonical


def problem() -> Problem:
    """The subject made ready."""
    return computations.problem(subject())


def trail() -> Trail:
    """The steps taken to the point."""
    steps: Trail = st.session_state[key("trail")]
    return steps


def typed_subject() -> Subject:
    """The landscape with what stands in the field of the formula, whether that can be read or not; its own formula
    where nothing does.
    """
    return Subject(st.session_state[key("landscape")], cut(key("formula"), LONGEST_TEXT))


def chosen_landscape() -> str:
    """The landscape just picked from the list; the one before where none was."""
    picked = checked_by(lambda name: name is None or name in landscapes.names(), key("function"), None)
    return str(picked or st.session_state[key("landscape")])


def formula_fault() -> OptlabError | None:
    """What is wrong with what stands in the field of the formula, if anything."""
    typed = typed_subject()
    return None if typed.formula == st.session_state[key("good")] else computations.fault_of(typed)


def to_be_held() -> tuple[Held, OptlabError | None]:
    """What is held once the field of it is taken over, and what is wrong with what stands there, if anything."""
    return computations.to_be_held(subject(), cut(key("holding"), LONGEST))


# ------------------------------------------------------------------ what the browser asks while a hand holds a knob


def put_question(question: dict[str, Any]) -> None:
    """Remember what was asked last."""
    st.session_state[key("question")] = question


def question() -> tuple[int, dict[str, Any] | None]:
    """What was asked last, with a number that is another one for each answer; None where nothing was."""
    state = st.session_state
    state[key("answers")] = number = state.get(key("answers"), 0) + 1
    return number, state.get(key("question"))
