"""Trajectories equal those of torch.optim and optax, recorded by tests/references/record.py; live where installed."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

import optlab
from optlab.optimizers import METHODS, SCHEDULES

REFERENCES = Path(__file__).parents[1] / "references"
_spec = importlib.util.spec_from_file_location("record", REFERENCES / "record.py")
record = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(record)


def recorded(library: str) -> dict[str, list]:
    return json.loads((REFERENCES / f"{library}.json").read_text(encoding="utf-8"))


PATHS = recorded("torch") | recorded("optax")


def our_path(key: str) -> np.ndarray:
    """Our points at the recorded steps."""
    method, name = key.split("/")
    formula, start = record.LOSSES[name]
    base, *flags = method.split()
    rule = METHODS[base].make(**dict.fromkeys(flags, True))
    rate = record.rate_of(method)
    points = optlab.run(optlab.parse_loss(formula), rule, start, rate, record.STEPS).points[:, 0]
    if base == "Nesterov":  # the reference keeps the look-ahead point w - ηβv, with ηv the last step taken
        points = points + rule.decay * np.diff(points, axis=0, prepend=points[:1])
    return points[:: record.EVERY]


@pytest.mark.parametrize("key", PATHS)
def test_trajectories_equal_the_recorded_ones_to_1e_9_over_200_steps(key):
    np.testing.assert_allclose(our_path(key), PATHS[key], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("library", ["torch", "optax"])
def test_the_recorded_trajectories_are_what_the_library_does_today(library):
    pytest.importorskip(library)
    makers, path = {
        "torch": (record.torch_optimizers, record.torch_path),
        "optax": (record.optax_optimizers, record.optax_path),
    }[library]
    paths = recorded(library)
    for key in paths:
        method, name = key.split("/")
        live = path(makers()[method], name, record.LOSSES[name][1], record.rate_of(method))
        np.testing.assert_allclose(live, paths[key], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", recorded("schedules"))
def test_schedules_equal_optax(name):
    schedule = SCHEDULES[name]()
    ours = [schedule(step) for step in range(record.STEPS + 1)]
    np.testing.assert_allclose(ours, recorded("schedules")[name], rtol=1e-6, atol=1e-6)  # optax counts in 32 bits


@pytest.mark.parametrize("name", recorded("scipy"))
@pytest.mark.parametrize("method", ["BFGS", "LBFGS", "ConjugateGradient", "Newton"])
def test_second_order_methods_end_where_scipys_bfgs_ends(method, name):
    formula, start = record.LOSSES[name]
    rule = METHODS[method].make()
    end = optlab.run(optlab.parse_loss(formula), rule, start, 1.0, 200).points[-1, 0]
    np.testing.assert_allclose(end, recorded("scipy")[name], atol=1e-5)


@pytest.mark.parametrize("dimension", [2, 3, 5])
def test_newton_needs_one_step_on_a_quadratic_and_the_others_at_most_as_many_as_dimensions(dimension):
    formula = " + ".join(f"{i + 1}*x{i}^2 + 0.3*x{i}" for i in range(dimension))
    loss = optlab.parse_loss(formula)
    start = np.linspace(1.0, 2.0, dimension)
    newton = optlab.run(loss, optlab.optimizers.Newton(), start, 1.0, 1)
    np.testing.assert_allclose(newton.gradient_norm[-1], 0.0, atol=1e-12)
