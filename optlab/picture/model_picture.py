"""The runs of a first picture made to suit a model: batches of its few rows, and rates for losses of any height."""

from __future__ import annotations

from dataclasses import replace

from optlab.errors import OptlabError
from optlab.picture.model_runs import known_rate
from optlab.picture.problem import Problem, problem_of, suggested_rate
from optlab.picture.runs import RunSettings
from optlab.picture.subject import Subject

FEW = 2
"""Batches of a run that is to have batches, at least."""


def suited(runs: tuple[RunSettings, ...], subject: Subject) -> tuple[RunSettings, ...]:
    """The runs with batches that leave more than one of them, and with rates where a kind of model has no usual ones.

    As they are where the model cannot be made, which a page says.
    """
    try:
        fit = subject.fit()
        if fit is None or subject.model is None:
            return runs
        runs = tuple(_with_batches(run, len(fit.train)) for run in runs)
        known = [known_rate(subject.model, bool(fit.classes), run) for run in runs]
        problem = problem_of(subject) if None in known else None  # what the table knows need not be tried
        if problem is None:
            return tuple(replace(run, rate=rate or run.rate) for run, rate in zip(runs, known, strict=True))
        return tuple(replace(run, rate=_rounded(problem, run)) for run in runs)
    except OptlabError:
        return runs


def _with_batches(run: RunSettings, rows: int) -> RunSettings:
    """The run with a batch of at most half of the rows."""
    return run if run.batch is None else replace(run, batch=max(1, min(run.batch, rows // FEW)))


def _rounded(problem: Problem, run: RunSettings) -> float:
    """A rate of two digits."""
    return float(f"{suggested_rate(problem, run):.2g}")
