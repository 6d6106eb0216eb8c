"""Trajectories, schedules and minima equal those of torch, optax and SciPy: recorded, and live where installed."""

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

import optlab
from optlab import optimizers
from optlab.optimizers import METHODS, SCHEDULES

REFERENCES = Path(__file__).parents[1] / "references"
RECORDED = json.loads((REFERENCES / "recorded.json").read_text(encoding="utf-8"))


def load(name):
    """A module of tests/references, which is a folder of scripts and no package."""
    sys.path.insert(0, str(REFERENCES))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(REFERENCES))


cases = load("cases")
PAIRS = [(method, loss) for method in cases.METHODS for loss in cases.LOSSES]


def our_path(method, loss):
    """Our points after 0 … 200 steps, as the reference counts them."""
    case, (text, _, start) = cases.METHODS[method], cases.LOSSES[loss]
    name, settings = case.ours
    rule = getattr(optimizers, name)(**settings)
    for wrapper, options in case.around:
        rule = getattr(optimizers, wrapper)(rule, **options)
    points = optlab.run(optlab.parse_loss(text), rule, start, case.rate, cases.STEPS).points[:, 0]
    if name == "Nesterov":
        # torch keeps the look-ahead point w - ηβv, and -ηv is the step that led to w
        points = points + rule.decay * np.diff(points, axis=0, prepend=points[:1])
    return points


@pytest.mark.parametrize(("method", "loss"), PAIRS)
def test_200_steps_equal_the_recorded_ones_to_1e_9(method, loss):
    ours = our_path(method, loss)[list(cases.RECORDED)]
    np.testing.assert_allclose(ours, RECORDED["trajectories"][method][loss], rtol=0.0, atol=1e-9)


@pytest.mark.parametrize("library", ["torch", "optax"])
def test_each_of_200_steps_equals_the_library_installed_here_to_1e_9(library):
    pytest.importorskip(library)
    for method, loss in PAIRS:
        if cases.METHODS[method].library == library:
            theirs = load("libraries").trajectory(cases.LOSSES[loss], cases.METHODS[method])
            ours = our_path(method, loss)
            np.testing.assert_allclose(ours, theirs, rtol=0.0, atol=1e-9, err_msg=f"{method} on {loss}")


@pytest.mark.parametrize("name", cases.SCHEDULES)
def test_schedules_equal_the_recorded_ones(name):
    kind, settings = cases.SCHEDULES[name]
    schedule = SCHEDULES[kind](**settings)
    ours = [schedule(step) for step in range(cases.STEPS + 1)]
    np.testing.assert_allclose(ours, RECORDED["schedules"][name], rtol=0.0, atol=1e-9)


def test_schedules_equal_the_libraries_installed_here():
    pytest.importorskip("torch")
    pytest.importorskip("optax")
    theirs = load("libraries").schedules()
    assert theirs.keys() == RECORDED["schedules"].keys() == cases.SCHEDULES.keys()
    for name, factors in theirs.items():
        np.testing.assert_allclose(factors, RECORDED["schedules"][name], rtol=0.0, atol=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize("method", cases.SEARCHES)
@pytest.mark.parametrize("loss", cases.SEARCHED)
def test_searching_methods_end_where_scipys_do(method, loss):
    text, _, start = cases.SEARCHED[loss]
    _, settings = cases.SEARCHES[method]
    run = optlab.run(optlab.parse_loss(text), METHODS[method].make(**settings), start, 1.0, 100)
    np.testing.assert_allclose(run.points[-1, 0], RECORDED["searches"][method][loss], rtol=0.0, atol=1e-5)


def test_scipy_installed_here_ends_where_it_did():
    pytest.importorskip("scipy")
    pytest.importorskip("torch")
    for method, ends in load("libraries").searches().items():
        for loss, end in ends.items():
            np.testing.assert_allclose(end, RECORDED["searches"][method][loss], rtol=0.0, atol=1e-6)
