"""What a step is told in numbers is what the run did: the formulas are calculated anew from the numbers beside them."""

import re

import numpy as np
import pytest

import optlab
from optlab.analysis.arithmetic import SHOWN, Arithmetic, arithmetic
from optlab.experiment.recording import Recorder
from optlab.optimizers import METHODS, Adam, Clipped, GradientDescent, Momentum, Nesterov, Newton

VALLEY = optlab.parse_loss("(1-x)^2 + 5*(y-x^2)^2")
STEPS = 12


def told_in_numbers(rule, loss=VALLEY, start=(-1.0, 0.5), rate: float = 0.02, steps: int = STEPS) -> Arithmetic:
    recorder = Recorder(rule, SHOWN)
    trajectory = optlab.run(loss, recorder, start, rate, steps)
    return arithmetic(trajectory, recorder.steps, rule)


def numbers_of(step: Arithmetic, place: str) -> np.ndarray:
    return np.array(step.numbers[place])


def calculated(formula: str, numbers: dict[str, list[list[float]]]) -> tuple[np.ndarray, np.ndarray]:
    """The last two sides of a line such as ``β·v = 0.9·{v} + {g} = {v+}``, calculated from the numbers."""
    sides = formula.replace("−", "-").replace("·", "*").replace("²", "**2").split(" = ")[-2:]
    values = {re.sub(r"\W", "_after", place): np.array(rows) for place, rows in numbers.items()}
    code = [re.sub(r"{([^}]+)}", lambda place: re.sub(r"\W", "_after", place[1]), side) for side in sides]
    left, right = (eval(side, {"__builtins__": {}}, values) for side in code)  # formulas of our own
    return left, right


@pytest.mark.parametrize(
    "rule",
    [GradientDescent(), Momentum(decay=0.8), Momentum(decay=0.8, average=True), Nesterov(), Clipped(Momentum(), 0.5)],
    ids=str,
)
def test_every_line_that_calculates_is_right(rule):
    steps = told_in_numbers(rule)
    lines = [formula for name, formula in steps.lines if "gradient" not in name]
    assert lines
    for formula in lines:
        left, right = calculated(formula, steps.numbers)
        np.testing.assert_allclose(left, right, rtol=1e-4, atol=1e-5)


def test_adams_means_and_its_new_point_are_right():
    steps = told_in_numbers(Adam())
    assert [name for name, _ in steps.lines] == ["gradient", "mean", "mean square", "step", "new point"]
    for name, formula in steps.lines:
        if name in {"mean", "mean square", "new point"}:
            left, right = calculated(formula, steps.numbers)
            np.testing.assert_allclose(left, right, rtol=1e-4, atol=1e-5)


def test_nesterov_takes_its_gradient_ahead_and_momentum_where_it_is():
    ahead, plain = told_in_numbers(Nesterov(decay=0.9)), told_in_numbers(Momentum(decay=0.9))
    np.testing.assert_array_equal(numbers_of(plain, "at"), numbers_of(plain, "w"))
    expected = numbers_of(ahead, "w") - 0.02 * 0.9 * numbers_of(ahead, "velocity")
    np.testing.assert_allclose(numbers_of(ahead, "at"), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("method", METHODS)
def test_a_line_has_no_place_without_numbers_and_a_step_leads_to_the_next_point(method):
    steps = told_in_numbers(METHODS[method].make(0.0))
    places = set(re.findall(r"{([^}]+)}", " ".join(formula for _, formula in steps.lines)))
    assert places <= set(steps.numbers)
    assert numbers_of(steps, "w+").tolist()[:-1] == numbers_of(steps, "w").tolist()[1:]
    assert {len(rows) for rows in steps.numbers.values()} == {len(steps.losses) - 1}


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"GradientDescent", "Momentum", "Nesterov", "Adam"}))
def test_a_method_without_a_formula_of_its_own_tells_gradient_memory_step_and_new_point(method):
    rule = METHODS[method].make(0.0)
    recorder = Recorder(rule)
    trajectory = optlab.run(VALLEY, recorder, (-1.0, 0.5), 0.02, STEPS)
    memory = list(recorder.steps[0].memory)
    names = [name for name, _ in arithmetic(trajectory, recorder.steps, rule).lines]
    assert names == ["gradient", *(name.replace("_", " ") for name in memory), "step", "new point"]


def test_a_run_is_told_until_its_rule_ends_it_or_it_fails():
    stopped = told_in_numbers(Newton(), optlab.parse_loss("x^3 + x"), (0.0,), 1.0)
    assert (stopped.numbers["w"], len(stopped.losses)) == ([], 1)
    diverged = told_in_numbers(GradientDescent(), optlab.parse_loss("x^2"), (1.0,), 100.0)
    assert 0 < len(diverged.numbers["w"]) < STEPS
    assert np.isfinite(diverged.losses).all()


def test_of_many_parameters_the_first_few_are_told():
    names = [f"x{number}" for number in range(SHOWN + 3)]
    loss = optlab.parse_loss(" + ".join(f"{name}^2" for name in names))
    steps = told_in_numbers(Momentum(), loss, np.ones(SHOWN + 3), 0.1, 2)
    for place in ("w", "w+", "g", "velocity+"):
        assert numbers_of(steps, place).shape == (2, SHOWN)
