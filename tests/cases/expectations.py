"""What a case from outside expects, compared with what came: a list of faults, empty where all is as expected.

``expect`` holds any of: ``any_of`` (alternatives), ``refused`` with ``message_has_any``; ``at`` with ``value`` and
``gradient``, ``parameters``; of a run ``final``, ``reached``, ``points``, ``final_loss``, ``sentence_has_any`` and
``sentence_has_none``; of a schedule ``factors`` or ``at``.  ``rtol`` and ``atol`` are tolerances.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import optlab
from optlab.analysis import verdict
from optlab.errors import OptlabError
from optlab.experiment import Trajectory
from optlab.optimizers import METHODS, SCHEDULES, Clipped

Case = Mapping[str, Any]
RTOL, ATOL = 1e-9, 1e-9


def cases(name: str) -> list[Case]:
    """The cases of a file beside this one."""
    read: list[Case] = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return read


@dataclass
class Observed:
    """What came of a case: a loss or what was wrong with it, and what was run on it."""

    loss: optlab.Loss | None = None
    error: OptlabError | None = None
    trajectory: Trajectory | None = None
    sentences: str = ""


def observed(case: Case) -> Observed:
    """Read the formula of a case, and carry out its run if it has one."""
    try:
        loss = optlab.parse_loss(case["formula"], case.get("data"), case.get("parameters"))
    except OptlabError as error:
        return Observed(error=error)
    settings = case.get("run", case if "method" in case else None)
    return Observed(loss) if settings is None else _run(loss, settings)


def _run(loss: optlab.Loss, settings: Case) -> Observed:
    rule: Any = METHODS[settings["method"]].method(**settings.get("options", {}))  # not as the page begins
    if settings.get("clip"):
        rule = Clipped(rule, settings["clip"])
    rate, steps = settings["rate"], settings["steps"]
    trajectory = optlab.run(loss, rule, settings["start"], rate, steps)
    known = rate if settings["method"] == "GradientDescent" else None
    why = verdict(trajectory, rate=known)
    said = f"{trajectory.outcomes[0].sentence} {why.kind}: {why.sentence}"
    return Observed(loss, None, trajectory, said)


def faults(expect: Case, came: Observed) -> list[str]:
    """What is otherwise than expected."""
    if "any_of" in expect:
        each = [faults(alternative, came) for alternative in expect["any_of"]]
        return [] if [] in each else [fault for some in each for fault in some]
    if expect.get("refused"):
        return _refusal(expect, came)
    if came.loss is None:
        return [f"refused: {came.error}"]
    return [fault for key, check in CHECKS.items() if key in expect for fault in check(expect, came)]


def _refusal(expect: Case, came: Observed) -> list[str]:
    if came.error is None:
        return ["it was read, not refused"]
    helps = any(words in str(came.error) for words in expect["message_has_any"])
    return [] if helps else [f"the refusal does not help: {came.error}"]


def _close(name: str, expect: Case, came: Any, atol: float = ATOL) -> list[str]:
    close = np.shape(came) == np.shape(expect[name]) and np.allclose(
        came, expect[name], rtol=expect.get("rtol", RTOL), atol=expect.get("atol", atol)
    )
    return [] if close else [f"{name}: {came} instead of {expect[name]}"]


def _at(expect: Case, came: Observed) -> list[str]:
    assert came.loss is not None
    point = expect["at"]
    if len(point) != len(came.loss.parameters):
        return [f"parameters: {came.loss.parameters}"]
    value = _close("value", expect, came.loss.value(point), 0.0) if "value" in expect else []
    return value + (_close("gradient", expect, came.loss.gradient(point), 1e-12) if "gradient" in expect else [])


def _parameters(expect: Case, came: Observed) -> list[str]:
    assert came.loss is not None
    same = list(came.loss.parameters) == list(expect["parameters"])
    return [] if same else [f"parameters: {came.loss.parameters}"]


def _of_run(name: str, part: Callable[[Trajectory], Any], atol: float) -> Callable[[Case, Observed], list[str]]:
    def check(expect: Case, came: Observed) -> list[str]:
        assert came.trajectory is not None
        return _close(name, expect, part(came.trajectory), atol)

    return check


def _has_any(expect: Case, came: Observed) -> list[str]:
    some = any(words in came.sentences for words in expect["sentence_has_any"])
    return [] if some else [f"none of {expect['sentence_has_any']} in: {came.sentences}"]


def _has_none(expect: Case, came: Observed) -> list[str]:
    return [f"{words!r} in: {came.sentences}" for words in expect["sentence_has_none"] if words in came.sentences]


CHECKS: dict[str, Callable[[Case, Observed], list[str]]] = {
    "at": _at,
    "parameters": _parameters,
    "final": _of_run("final", lambda run: run.points[-1, 0], 1e-12),
    "reached": _of_run("reached", lambda run: run.points[-1, 0], 1e-6),
    "points": _of_run("points", lambda run: run.points[:, 0], 1e-12),
    "final_loss": _of_run("final_loss", lambda run: run.loss[-1, 0], 1e-9),
    "sentence_has_any": _has_any,
    "sentence_has_none": _has_none,
}


def schedule_faults(case: Case) -> list[str]:
    """What is otherwise than expected in the factors of a schedule."""
    expect = case["expect"]
    factor: Any = SCHEDULES[case["schedule"]](**case["settings"])
    wanted = {str(step): value for step, value in enumerate(expect.get("factors", []))} or expect["at"]
    came = {step: factor(int(step)) for step in wanted}
    close = [np.isclose(came[step], value, rtol=expect["rtol"], atol=1e-15) for step, value in wanted.items()]
    return [] if all(close) else [f"{came} instead of {wanted}"]
