"""Every entry of the gallery against SymPy, its listed minima, and the rates it is given."""

import numpy as np
import pytest
import sympy

import optlab
from optlab.analysis.promises import read_promise
from optlab.losses import landscapes
from optlab.picture.settings import defaults

NAMES = landscapes.names()
WITH_MINIMUM = [name for name in NAMES if landscapes.get(name).minimum_value is not None]
POINTED = ("ackley", "drop_wave", "plateau_ripples")
"""Their gradient does not exist exactly at the minimum: sqrt at 0."""


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_value_and_gradient_equal_sympys(name):
    entry = landscapes.get(name)
    rows = entry.data
    symbols = sympy.symbols([*entry.loss.parameters, *(() if rows is None else rows.columns)])
    formula = sympy.sympify(entry.formula, locals={str(symbol): symbol for symbol in symbols})
    slopes = [formula.diff(symbol) for symbol in symbols[: len(entry.domain)]]
    functions = [sympy.lambdify(symbols, expression) for expression in (formula, *slopes)]
    columns = [] if rows is None else [rows[str(symbol)].to_numpy() for symbol in symbols[len(entry.domain) :]]
    points = np.random.default_rng(1).uniform(*np.array(entry.domain).T, size=(20, len(entry.domain)))
    for point in points:
        expected = [float(np.mean(function(*point, *columns))) for function in functions]
        assert entry.loss.value(point) == pytest.approx(expected[0], rel=1e-10, abs=1e-10)
        np.testing.assert_allclose(entry.loss.gradient(point), expected[1:], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", WITH_MINIMUM)
def test_every_listed_minimum_has_its_value_and_no_slope(name):
    entry = landscapes.get(name)
    for minimum in entry.minima:
        assert entry.loss.value(minimum) == pytest.approx(entry.minimum_value, rel=1e-6, abs=1e-6)
        if name in POINTED:
            continue
        curvature = max(1.0, np.abs(entry.loss.hessian(minimum)).max())
        assert np.linalg.norm(entry.loss.gradient(minimum)) <= 1e-5 * curvature


@pytest.mark.parametrize("name", WITH_MINIMUM)
def test_nothing_in_the_window_is_lower_than_the_listed_minimum(name):
    entry = landscapes.get(name)
    points = np.random.default_rng(2).uniform(*np.array(entry.domain).T, size=(4000, len(entry.domain)))
    assert np.min(entry.loss.value(points)) >= entry.minimum_value - 1e-6


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_MINIMUM)
def test_the_four_default_runs_come_down_visibly(name):
    """Each ends near where vanilla descent ends, or comes most of the way from its start to the bottom it finds.

    Not those of which the landscape says that they are left behind.
    """
    settings, entry = defaults(name), landscapes.get(name)
    promises = map(read_promise, entry.promises)
    left = {run for word, runs in promises if word == "left" for run in runs}
    loss = optlab.parse_loss(entry.formula, entry.data, entry.parameters, noise=settings.noise)
    for run in settings.runs:
        if run.name in left:
            continue
        trajectory = optlab.run(loss, run.rule(), settings.start, run.rate, settings.steps, run.batch)
        heights = trajectory.loss[:, 0]
        assert np.isfinite(heights).all(), run.name
        bottom = lowest_nearby(loss, trajectory.points[-1, 0])
        late = heights[-20:].mean()
        assert (late - bottom) <= 0.2 * (heights[0] - bottom), (run.name, heights[0], late, bottom)


def lowest_nearby(loss, point) -> float:
    """The loss at the bottom of the basin that a point lies in: careful descent from there."""
    rates = np.geomspace(1e-6, 1.0, 40)
    run = optlab.run(loss, optlab.optimizers.GradientDescent(), point, rates, 2000)
    calm = np.isfinite(run.loss).all(axis=0) & (run.loss.max(axis=0) <= run.loss[0] + 1e-9)
    return float(run.loss[-1, calm].min())
