"""The contract of every method in the catalogue."""

from dataclasses import fields

import numpy as np
import pytest

import optlab
from optlab.errors import SettingsError
from optlab.experiment import suggest_rate
from optlab.losses import landscapes
from optlab.losses.oracle import BatchOracle
from optlab.optimizers import METHODS, WRAPPERS, Averaged, Clipped, GradientDescent, WeightDecay, describe

BOWL = optlab.parse_loss("(x-1)^2 + 3*(y+2)^2 + x*y/2")
START = np.array([[0.5, 1.5], [2.0, -1.0]])
RATE = np.array([[0.05], [0.05]])
WITH_MINIMUM = [name for name in landscapes.names() if landscapes.get(name).minimum_value is not None]
BOTTOM = float(min(BOWL.value([1.0, -2.0]), optlab.run(BOWL, GradientDescent(), [0.5, 1.5], 0.1, 500).loss[-1, 0]))


def arrays(state) -> list[np.ndarray]:
    """The arrays of a method's memory."""
    if isinstance(state, np.ndarray):
        return [state]
    if isinstance(state, tuple):
        return [array for part in state for array in arrays(part)]
    return []


def stepped(rule, points, steps: int = 3):
    oracle = BatchOracle(BOWL, len(points))
    state = rule.init(points)
    for _ in range(steps):
        oracle.begin_step(None)
        points, state = rule.update(points, state, oracle, RATE[: len(points)])
    return points, state, oracle


@pytest.mark.parametrize("name", METHODS)
def test_inputs_stay_unchanged(name):
    rule = METHODS[name].make(BOTTOM)
    oracle = BatchOracle(BOWL, 2)
    points, state = START.copy(), rule.init(START.copy())
    for _ in range(3):
        oracle.begin_step(None)
        kept, memory = points.copy(), [array.copy() for array in arrays(state)]
        rate = RATE.copy()
        after, new_state = rule.update(points, state, oracle, rate)
        np.testing.assert_array_equal(points, kept)
        np.testing.assert_array_equal(rate, RATE)
        for array, before in zip(arrays(state), memory, strict=True):
            np.testing.assert_array_equal(array, before)
        points, state = after, new_state


@pytest.mark.parametrize("name", METHODS)
def test_the_memory_is_finite_and_keeps_its_shapes(name):
    rule = METHODS[name].make(BOTTOM)
    first = [array.shape for array in arrays(rule.init(START))]
    points, state, _ = stepped(rule, START)
    assert points.shape == START.shape
    assert [array.shape for array in arrays(state)] == first
    assert all(np.isfinite(array).all() for array in arrays(state))


@pytest.mark.parametrize("name", METHODS)
def test_declared_calls_are_the_calls_made_and_examples_seen_count_them(name):
    rule = METHODS[name].make(BOTTOM)
    calls = rule.calls
    counted = {"gradient": 0, "value": 0, "hessian": 0}

    class Counting(BatchOracle):
        def gradient(self, points, active=None):
            counted["gradient"] += 1
            return super().gradient(points, active)

        def value(self, points, active=None):
            counted["value"] += 1
            return super().value(points, active)

        def hessian(self, points, active=None):
            counted["hessian"] += 1
            return super().hessian(points, active)

    oracle = Counting(BOWL, 1)
    state, points = rule.init(START[:1]), START[:1]
    for _ in range(4):
        oracle.begin_step(None)
        points, state = rule.update(points, state, oracle, RATE[:1])
    if not calls.searches:
        assert counted == {"gradient": 4 * calls.gradients, "value": 4 * calls.values, "hessian": 4 * calls.hessians}
    else:
        assert counted["gradient"] >= 4 * min(1, calls.gradients)
        assert counted["hessian"] == 4 * calls.hessians
    assert oracle.samples_seen[0] >= 4 * BOWL.examples


@pytest.mark.parametrize("name", METHODS)
def test_permuting_the_coordinates_permutes_the_result(name):
    rule = METHODS[name].make(BOTTOM)
    swapped = optlab.parse_loss("(y-1)^2 + 3*(x+2)^2 + x*y/2")
    there = optlab.run(BOWL, rule, START[0], 0.05, 20).points[:, 0]
    back = optlab.run(swapped, rule, START[0, ::-1], 0.05, 20).points[:, 0, ::-1]
    np.testing.assert_allclose(there, back, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", METHODS)
def test_a_rate_of_zero_stays_put(name):
    run = optlab.run(BOWL, METHODS[name].make(BOTTOM), START[0], 0.0, 10)
    np.testing.assert_array_equal(run.points[-1, 0], START[0])


@pytest.mark.parametrize("name", [*METHODS, *WRAPPERS])
def test_every_method_teaches_itself(name):
    description = describe(METHODS[name].rule if name in METHODS else WRAPPERS[name])
    assert description.sentence.endswith(".")
    assert "\\" in description.formula
    assert description.reference
    assert description.texts_differ
    for parameter in description.hyperparameters:
        assert parameter.meaning


@pytest.mark.parametrize("name", METHODS)
def test_hyperparameters_out_of_range_are_refused_with_what_got_and_try(name):
    rule = METHODS[name].rule
    for field in fields(rule):
        for bad in (-1.0, float("nan")):
            if isinstance(field.default, bool) or field.name == "minimum":
                continue
            with pytest.raises(SettingsError, match="got"):
                rule(**{field.name: bad})


@pytest.mark.parametrize(
    "make",
    [
        lambda: optlab.optimizers.Momentum(decay=1.0),
        lambda: optlab.optimizers.Adam(epsilon=0.0),
        lambda: optlab.optimizers.LBFGS(memory=0),
        lambda: Clipped(GradientDescent(), norm=0.0),
        lambda: WeightDecay(GradientDescent(), strength=-1.0),
        lambda: optlab.run(BOWL, GradientDescent(), START, -0.1, 5),
    ],
)
def test_nonsense_is_refused_at_construction(make):
    with pytest.raises(SettingsError):
        make()


@pytest.mark.parametrize(
    ("rule", "formula", "word"),
    [
        (optlab.optimizers.Newton(), "x^2 + 0*y + y", "singular"),
        (optlab.optimizers.PolyakStep(), "x^2 + y^2", "minimum"),
    ],
)
def test_a_method_that_cannot_go_on_says_why_in_its_outcome(rule, formula, word):
    outcome = optlab.run(optlab.parse_loss(formula), rule, [1.0, 1.0], 1.0, 10).outcomes[0]
    assert word in outcome.sentence


def test_line_search_on_an_unbounded_loss_ends_in_an_outcome_with_a_sentence():
    outcome = optlab.run(optlab.parse_loss("x - y^3"), optlab.optimizers.LineSearch(), [1.0, 1.0], 1.0, 300).outcomes[0]
    assert outcome.sentence


def test_clipping_shortens_the_gradient_and_keeps_its_direction():
    loss = optlab.parse_loss("100*x + 0*y")
    run = optlab.run(loss, Clipped(GradientDescent(), norm=2.0), [0.0, 0.0], 1.0, 1)
    np.testing.assert_allclose(run.points[-1, 0], [-2.0, 0.0])


def test_averaging_shows_the_mean_of_the_points_so_far():
    plain = optlab.run(BOWL, GradientDescent(), START[0], 0.05, 30).points[:, 0]
    mean = optlab.run(BOWL, Averaged(GradientDescent()), START[0], 0.05, 30).points[-1, 0]
    assert min(np.abs(mean - plain[1:].mean(axis=0)).max(), np.abs(mean - plain.mean(axis=0)).max()) < 1e-12


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", WITH_MINIMUM)
def test_the_default_rate_of_every_method_comes_down_on_every_entry_with_a_minimum(method, name):
    """In 200 steps nine tenths of the way down to the bottom of its basin, or to a hundredth of the slope."""
    entry = landscapes.get(name)
    rule = METHODS[method].make(entry.minimum_value)
    rate = METHODS[method].rate or suggest_rate(entry.loss, rule, entry.start)
    run = optlab.run(entry.loss, rule, entry.start, rate, 200)
    heights, slopes = run.loss[:, 0], run.gradient_norm[:, 0]
    assert np.isfinite(heights).all()
    descent = optlab.run(entry.loss, GradientDescent(), run.points[-1, 0], np.geomspace(1e-6, 1.0, 25), 400)
    calm = np.isfinite(descent.loss).all(axis=0) & (descent.loss.max(axis=0) <= descent.loss[0] + 1e-9)
    bottom = min(float(descent.loss[-1, calm].min(initial=np.inf)), heights.min())
    assert heights[-1] - bottom <= 0.1 * (heights[0] - bottom) or slopes[-20:].min() <= 0.01 * slopes.max()
