"""The largest picture that one visitor may ask for: both bounds of the budget are reached."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from optlab.picture import budget
from optlab.picture.address import to_query
from optlab.picture.runs import MOST_RUNS, RunSettings
from optlab.picture.settings import MOST_SEEDS, Settings

FORMULA = " + ".join(f"sin({number}x)cos({number}y)/{number}" for number in range(2, 20)) + " + x^2 + y^2"
"""A graph of about 500 operations."""

RATES = [0.0005 * (1 + number) for number in range(MOST_RUNS)]
"""No two runs are alike: those that are share their result."""


def largest_picture() -> Settings:
    """Eight random runs with all seeds, as many steps as MOST_NUMBERS allows, and the largest batches that
    MOST_OPERATIONS allows then; SettingsError where not even single examples fit.
    """
    steps = budget.MOST_NUMBERS // (MOST_RUNS * MOST_SEEDS * 2) - 1
    picture = Settings(formula=FORMULA, start=(1.0, 1.0), steps=steps, seeds=MOST_SEEDS, noise=1.0)
    loss = picture.subject.loss()
    loss.hessian(list(picture.start))  # the page makes it for the verdicts, and a loss counts it from then on
    for batch in range(loss.examples, 0, -1):
        runs = tuple(RunSettings(f"Run {n}", "GradientDescent", rate, batch, n, id=n) for n, rate in enumerate(RATES))
        if sum(budget.operations_of(picture.descent(one), loss) for one in runs) <= budget.MOST_OPERATIONS:
            break
    budget.check(replace(picture, runs=runs).descents, loss)
    return replace(picture, runs=runs)


def largest_query() -> str:
    """Its address, behind the question mark."""
    return urlencode(to_query(largest_picture()), doseq=True)
