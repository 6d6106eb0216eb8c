"""The session of the Compare page: what its widgets say, as frozen values; nobody else knows their keys.

A visitor's widgets are filled from the address once, and whenever another address is gone to.  A run's widgets are
known by its id, with which their keys begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from optlab.app.compare import model_session
from optlab.app.components import PERSIST, player
from optlab.app.serving.downloads import DOWNLOADS, Offer
from optlab.app.shared import address_bar, computations, subject_at_hand
from optlab.app.shared.checked_state import checked, checked_by, cut, whole_of
from optlab.app.shared.holding import LONGEST
from optlab.errors import OptlabError, SettingsError
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.losses import landscapes
from optlab.optimizers import METHODS
from optlab.optimizers.description import Hyperparameter
from optlab.picture.address import from_query, to_query
from optlab.picture.descent import Descent
from optlab.picture.fields import bounds, field_of, numbers_text, read_numbers
from optlab.picture.fitting import fitting, pairs, planes, verticals, views
from optlab.picture.holding import Held
from optlab.picture.problem import Problem
from optlab.picture.runs import LARGEST_BATCH, LONGEST_NAME, RunSettings
from optlab.picture.settings import PRINCIPAL, Settings
from optlab.picture.subject import Subject

_PAGE = "compare"
_RUNS = "runs"
"""The ids of the runs that there are, in order."""

_GOOD = "good"
"""The last formula that could be read; that in the field of the formula may not be."""

_LANDSCAPE = "landscape"
"""The landscape whose window and start are used; the list of functions shows none while the formula is one's own."""

_SUBJECT = {"landscape": "function", "formula": "formula", "held": "held", "rows": "rows", "noise": "noise"}
_NOT_PLAIN = (*_SUBJECT, "model", "start", "runs", "steps", "seed", "step")
"""Keys of what is minimised, by field of the settings; every other field has its own name for a key."""

_OF_THE_VISITOR = tuple(field.name for field in fields(Settings) if field.name not in _NOT_PLAIN)
"""How the picture is looked at: it stays as it is when something else is minimised."""

LONGEST_START = 2_000
"""Characters of a start that is typed."""
_HOLDING = "holding"
"""The key of the field in which one types what is to be held."""

ADDED = "added"
"""The key of the list of methods for one more run."""

_OFFERED = "offered"
"""The table that can be fetched, with what it is about."""

_OPENED = "opened"
"""The run whose card is open."""

PLAYER = "player"
"""The key of the player, which knows the step shown."""

EXPORT, SETTINGS_FILE = "keep", "settings_file"
"""Keys of the popover with all that can be taken away, and of the settings file that is opened there."""

_OF_A_RUN = tuple(field.name for field in fields(RunSettings) if field.name not in ("batch", "options", "id"))


# ------------------------------------------------------------------ widgets


def widget(name: str) -> dict[str, Any]:
    """The key of the widget for a field of the settings, which keeps its value while another page is shown."""
    return {"key": _SUBJECT.get(name, name), "persist_state": PERSIST}


def number_widget(name: str) -> dict[str, Any]:
    """The same with the bounds of the number."""
    low, high = bounds(Settings, name)
    return {**widget(name), "min_value": low, "max_value": high}


def run_key(id: int, name: str) -> str:  # noqa: A002 - the field's name
    """The key of whatever belongs to a run."""
    return f"run{id}.{name}"


def run_widget(id: int, name: str) -> dict[str, Any]:  # noqa: A002
    """The key of the widget for a field or a hyperparameter of a run."""
    return {"key": run_key(id, name), "persist_state": PERSIST}


def hyperparameters(method: str) -> list[Hyperparameter]:
    """Those of a method that the page sets: all but what the loss itself must tell."""
    entry = METHODS[method]
    shown = [parameter for parameter in entry.description.hyperparameters if parameter.kind != "optional"]
    return [replace(parameter, default=entry.settings.get(parameter.name, parameter.default)) for parameter in shown]


def begin_hyperparameter(id: int, parameter: Hyperparameter) -> float:  # noqa: A002
    """The value of a number of a run's method, which begins at its default; a slider of stops wants no whole number."""
    state, key = st.session_state, run_key(id, parameter.name)
    value = float(state.setdefault(key, parameter.default))  # type: ignore[arg-type]
    if parameter.kind == "number":
        state[key] = value
    return value


# ------------------------------------------------------------------ from the address, and back


def begin() -> list[str]:
    """At a visitor's first run, and whenever another address is gone to: fill the widgets from the address.

    Returns notices about what could not be read.
    """
    first = _RUNS not in st.session_state
    if not first:
        _check()
    if not address_bar.elsewhere(_PAGE) and not first:
        return []
    settings, notices = from_query(address_bar.present())
    return notices + open_settings(settings)


def _check() -> None:
    """Before widgets are drawn, read all that they hold: what is beyond a field's bounds is set to what is usual."""
    subject(), runs(), _plain(), typed_formula(), chosen_landscape(), cut("start", LONGEST_START)


def _plain() -> dict[str, Any]:
    """Fields that the session holds as they are."""
    return {name: checked(Settings, name, name) for name in ("steps", "seed", *_OF_THE_VISITOR)}


def open_settings(settings: Settings) -> list[str]:
    """Show a picture; notices say what of it did not go with its formula."""
    settings, notices = fitting(settings, computations.problem)
    put(settings)
    return notices


def remember(settings: Settings) -> None:
    """Write the picture to the address, if that does not hold it yet; other pages may begin with its subject."""
    subject_at_hand.hand_on(settings.subject)
    address_bar.remember(_PAGE, to_query(settings))


# ------------------------------------------------------------------ values


def put(settings: Settings) -> None:
    """Set every widget to what the settings say."""
    state = st.session_state
    put_subject(replace(settings.subject, landscape=settings.landscape))
    state["formula"], state["noise"], state[_HOLDING] = state[_GOOD], settings.noise, ""
    put_start(settings.start)
    for name in ("steps", "seed", *_OF_THE_VISITOR):
        state[name] = getattr(settings, name)
    put_runs(settings.runs)
    put_step(settings.step)


def put_keeping_view(settings: Settings) -> None:
    """Take over the settings from their start on, but not steps, seeds and view, which are the visitor's."""
    kept = {name: st.session_state[name] for name in ("steps", "seed", *_OF_THE_VISITOR)}
    put(replace(settings, **kept))


def put_picture(settings: Settings) -> None:
    """Show another picture, but keep the visitor's seed and whether the page is for a projector."""
    kept = {name: st.session_state[name] for name in ("seed", "projector")}
    put(replace(settings, **kept))


def fit_view(problem: Problem) -> None:
    """Choices of the view that this loss does not offer fall back to ones that it does; a hidden run is not chosen."""
    state, shown = st.session_state, [run.id for run in runs() if run.shown]
    usual = {"vertical": "loss", "plane": "", "view": "map", "focus": shown[0] if shown else state["focus"]}
    usual["pair"] = ""
    offered = {
        "vertical": verticals(problem),
        "plane": [*planes(problem), PRINCIPAL],  # of two parameters it is their own plane
        "view": views(problem),
        "pair": pairs(problem),
        "focus": shown,
    }
    for name, values in offered.items():
        if state[name] not in values:
            state[name] = usual[name]


def put_subject(subject: Subject) -> None:
    """Minimise something else, whose formula can be read; the field of the formula and the noise stay.

    A model leaves the function and the rows of before at hand, for whoever goes back to them.
    """
    state, formula = st.session_state, replace(subject, model=None)
    model_session.put(subject.model)
    state[_LANDSCAPE] = subject.landscape
    state["function"] = None if formula.is_own and subject.model is None else subject.landscape
    state[_GOOD], state["held"] = formula.text, subject.held
    if subject.model is None or not subject.model.data:
        state["rows"] = subject.rows
    state.setdefault("rows", "")


def put_formula(text: str) -> None:
    """Write into the field of the formula."""
    st.session_state["formula"] = text


def put_holding(text: str) -> None:
    """Write into the field of what is to be held."""
    st.session_state[_HOLDING] = text


def plane() -> str:
    """The plane shown, as the settings have it."""
    return str(st.session_state["plane"])


def pair() -> str:
    """The inputs along the axes of the data, as the settings have them."""
    return str(st.session_state["pair"])


def put_plane(plane: str) -> None:
    """Show another plane."""
    st.session_state["plane"] = plane


def put_start(start: Iterable[float]) -> None:
    """Write into the field of the start; nothing for the problem's own."""
    st.session_state["start"] = numbers_text(tuple(start))


def put_step(step: int) -> None:
    """Show another step."""
    player.put(PLAYER, step)


def put_camera(camera: tuple[float, ...]) -> None:
    """Look at the surface from elsewhere."""
    st.session_state["camera"] = camera


def focus() -> int:
    """The id of the chosen run."""
    return int(st.session_state["focus"])


def put_focus(id: int) -> None:  # noqa: A002
    """Choose a run."""
    st.session_state["focus"] = id


def put_opened(id: int | None) -> None:  # noqa: A002
    """Open the card of a run, or none."""
    st.session_state[_OPENED] = id


def opened() -> int | None:
    """The run whose card is open."""
    id: int | None = st.session_state.get(_OPENED)  # noqa: A001
    return id


def take_added() -> str | None:
    """The method that was picked for one more run; the list shows none again."""
    method: str | None = st.session_state[ADDED]
    st.session_state[ADDED] = None
    return method


def put_runs(runs: Iterable[RunSettings]) -> None:
    """The runs that there are from now on, each widget of theirs; what was said of others is forgotten."""
    state, runs = st.session_state, tuple(runs)
    for gone in set(state.get(_RUNS, ())) - {run.id for run in runs}:
        for key in [key for key in state if str(key).startswith(run_key(gone, ""))]:
            del state[key]
    state[_RUNS] = [run.id for run in runs]
    for run in runs:
        put_run(run)


def put_run(run: RunSettings) -> None:
    """Set the widgets of one run."""
    state = st.session_state
    for name in _OF_A_RUN:
        state[run_key(run.id, name)] = getattr(run, name)
    state[run_key(run.id, "batch")] = run.batch or 0
    given = dict(run.options)
    for parameter in hyperparameters(run.method):
        state[run_key(run.id, parameter.name)] = given.get(parameter.name, parameter.default)


def runs() -> tuple[RunSettings, ...]:
    """What the widgets of all runs say."""
    return tuple(run(id) for id in st.session_state[_RUNS])  # noqa: A001


def run(id: int, *, tuned: bool = True) -> RunSettings:  # noqa: A002
    """What the widgets of a run say; not ``tuned``: with the hyperparameters that its method begins with."""
    cut(run_key(id, "name"), LONGEST_NAME)
    plain = {name: checked(RunSettings, name, run_key(id, name)) for name in _OF_A_RUN}
    values = {
        parameter.name: (_tuned(id, plain["method"], parameter), parameter.default)
        for parameter in (hyperparameters(plain["method"]) if tuned else ())
    }
    chosen = tuple((name, value) for name, (value, usual) in values.items() if value != usual)
    batch = checked_by(whole_of(0, LARGEST_BATCH), run_key(id, "batch"), 0)
    return RunSettings(batch=batch or None, options=chosen, id=id, **plain)


def _tuned(id: int, method: str, parameter: Hyperparameter) -> Any:  # noqa: A002
    """A hyperparameter as its widget says, where the method takes it."""

    def holds(value: Any) -> bool:
        try:
            RunSettings(method=method, options=((parameter.name, value),))
        except SettingsError:
            return False
        return True

    return checked_by(holds, run_key(id, parameter.name), parameter.default)


def subject() -> Subject:
    """What is minimised: the landscape, or the last formula that could be read, and the rows; or the last model."""
    state, model = st.session_state, model_session.good()
    if model is not None:
        return Subject(rows=state["rows"], model=model).canonical
    landscape, good = state[_LANDSCAPE], str(state[_GOOD])
    formula = "" if good == landscapes.get(landscape).formula else good
    return Subject(landscape, formula, state["rows"], float(checked(Settings, "noise", "noise")), state["held"])


def is_projected() -> bool:
    """Whether the page is for a projector."""
    return bool(st.session_state["projector"])


def rows_at_hand() -> str:
    """The visitor's own rows, packed; empty without any."""
    return str(st.session_state["rows"])


def put_rows(packed: str) -> None:
    """Rows that are at hand from now on, while a model is minimised that may be about them."""
    st.session_state["rows"] = packed


def chosen_landscape() -> str:
    """The function that was picked from the list."""
    picked = checked_by(lambda name: name is None or name in landscapes.names(), "function", None)
    return str(picked or st.session_state[_LANDSCAPE])


def typed_formula() -> str:
    """What stands in the field of the formula, whether it can be read or not; the landscape's where nothing does."""
    return cut("formula", LONGEST_TEXT) or landscapes.get(st.session_state[_LANDSCAPE]).formula


def formula_fault() -> OptlabError | None:
    """What is wrong with what stands in the field of the formula, if anything."""
    typed = cut("formula", LONGEST_TEXT)
    if model_session.good() is not None:
        return None
    typed_subject = replace(subject().quiet, formula=typed, held=())
    return None if typed == st.session_state[_GOOD] else computations.fault_of(typed_subject)


def to_be_held() -> tuple[Held, OptlabError | None]:
    """What is held once the field of it is taken over, and what is wrong with what stands there, if anything."""
    return computations.to_be_held(subject().quiet, cut(_HOLDING, LONGEST))


def start(problem: Problem) -> tuple[tuple[float, ...], OptlabError | None]:
    """The start as numbers; where it cannot be read the problem's own, and what is wrong.

    No numbers are the weights that a model's seed draws.
    """
    typed, dim = cut("start", LONGEST_START), len(problem.loss.parameters)
    if model_session.good() is not None and not typed.strip():
        return (), None
    try:
        values = read_numbers(typed, field_of(Settings, "start").limits[1])
    except SettingsError as error:
        hint = error.hint or "for example -1.2, 1"
        return problem.start, OptlabError(f"the start {typed[:60]!r} is not a list of numbers", hint)
    if len(values) != dim:
        whose = "formula" if model_session.good() is None else "model"
        what = f"the start has {len(values)} number(s), the {whose} {dim}: {', '.join(problem.loss.parameters)[:60]}"
        return problem.start, OptlabError(what, "write one number for each")
    return values, None


def settings(problem: Problem) -> tuple[Settings, OptlabError | None]:
    """All that the widgets say, and what is wrong with the start, in whose place the problem's own stands then."""
    minimised, plain = subject(), _plain()
    point, fault = start(problem)
    of_subject = {name: getattr(minimised, name) for name in _SUBJECT}
    step = min(player.at_rest(PLAYER), plain["steps"])
    model = minimised.model
    return Settings(start=point, runs=runs(), step=step, model=model, **of_subject, **plain), fault


# ------------------------------------------------------------------ taking away and opening


def settings_file() -> str | None:
    """The text of the settings file that was chosen; None without one."""
    file = st.session_state[SETTINGS_FILE]
    return None if file is None else file.getvalue().decode("utf-8", errors="replace")


def offered(runs: tuple[RunSettings, ...], descents: tuple[Descent, ...], make: Callable[[], Iterator[bytes]]) -> Offer:
    """The offer of a table of these runs; it lasts until other runs are shown or the session ends."""
    state, content = st.session_state, (runs, descents)
    if state.get(_OFFERED, (None, None))[0] != content:
        state[_OFFERED] = (content, DOWNLOADS.offer(Offer("optlab.csv", "text/csv", make)))
    offer: Offer = state[_OFFERED][1]
    return offer


def close_export() -> None:
    """Close the popover with all that can be taken away."""
    st.session_state[EXPORT] = False
