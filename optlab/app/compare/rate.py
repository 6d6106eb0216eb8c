"""The learning rate of a run: a field to type into, and a fine slider with the limit of the rate on its track."""

from __future__ import annotations

from functools import partial

from optlab.app.compare import actions, session
from optlab.app.compare.rate_scale import scale_of
from optlab.app.components import component, reported, told
from optlab.picture.problem import Problem
from optlab.picture.runs import RunSettings

_RATE = component("rate", "step", package=__package__ or "")


def rate_control(run: RunSettings, problem: Problem) -> None:
    """Draw the control; what is typed, clicked or dragged becomes the run's rate, and the page is drawn again."""
    start, _ = session.start(problem)
    scale = scale_of(run, session.subject(), start or problem.start)
    marks = [{**mark._asdict(), "rate": _digits(mark.rate)} for mark in scale.marks]
    data = {
        "id": run.id,
        "name": run.name,
        "rate": run.rate,
        "colour": f"var(--run{run.colour})",
        "low": scale.low,
        "high": scale.high,
        "marks": marks,
    }
    key = session.run_key(run.id, "rate_control")
    _RATE(data=data, key=key, on_rate_change=partial(_told, run.id, key), width="stretch")


def _told(id: int, key: str) -> None:  # noqa: A002 - the field's name
    """After a rate was told; actions sees to it that it is one, and that there is such a run."""
    actions.set_rate(id, told.number(reported(key, "rate")))


def _digits(rate: float) -> float:
    """A rate as it is set: four digits."""
    return float(f"{rate:.4g}")
