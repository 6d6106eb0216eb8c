"""The contract of every method in the catalogue."""

from dataclasses import fields

import numpy as np
import pytest

import optlab
from optlab.errors import SettingsError
from optlab.losses.oracle import BatchOracle
from optlab.optimizers import (
    BFGS,
    LBFGS,
    METHODS,
    SCHEDULES,
    WRAPPERS,
    Averaged,
    Clipped,
    ConjugateGradient,
    GradientDescent,
    LineSearch,
    Newton,
    PolyakStep,
    WeightDecay,
    describe,
)

BOWL = optlab.parse_loss("(x-1)^2 + 3*(y+2)^2 + x*y/2")
VALLEY = optlab.parse_loss("(1-x)^2 + 5*(y-x^2)^2")
START = np.array([[0.5, 1.5], [2.0, -1.0]])
RATE = np.array([[0.05], [0.05]])
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
    """Also for what searches, on a quadratic where the first length tried is right."""
    rule, rate = METHODS[name].make(BOTTOM), 0.05 if name == "LineSearch" else 1.0
    calls = rule.calls
    passes = calls.gradients + calls.values + calls.hessians * len(BOWL.parameters)
    for batch in (None, 16):
        run = optlab.run(BOWL, rule, START[0], rate, 1, batch_size=batch)
        assert run.samples_seen[-1, 0] == passes * (batch or BOWL.examples)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, entry in METHODS.items() if entry.make().calls.searches])
def test_each_run_pays_for_its_own_trials_only(name):
    rates = [0.05, 1.0, 40.0]
    rule = METHODS[name].make(BOTTOM)
    together = optlab.run(VALLEY, rule, START[0], rates, 30).samples_seen[-1]
    alone = [optlab.run(VALLEY, rule, START[0], rate, 30).samples_seen[-1, 0] for rate in rates]
    assert together.tolist() == alone
    assert len(set(alone)) > 1


@pytest.mark.slow
@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("around", [Clipped, WeightDecay, Averaged])
def test_what_is_put_around_a_rule_keeps_the_contract(name, around):
    rule = around(METHODS[name].make(BOTTOM))
    assert rule.calls == rule.rule.calls
    many = optlab.run(VALLEY, rule, START, [0.01, 0.1], 20, batch_size=16, seeds=[1, 2])
    for place, rate in enumerate([0.01, 0.1]):
        alone = optlab.run(VALLEY, rule, START[place], rate, 20, batch_size=16, seeds=place + 1)
        np.testing.assert_array_equal(many.points[:, place], alone.points[:, 0])
    still = optlab.run(VALLEY, rule, START, 0.0, 5)
    np.testing.assert_array_equal(still.points[-1], START)


@pytest.mark.parametrize("name", METHODS)
def test_permuting_the_coordinates_permutes_the_result(name):
    formula, start = "(x-1)^2 + 3*(y+2)^2 + x*y/2 + exp(z/2) - z + 0.1*y*z", np.array([0.5, 1.5, -1.0])
    order = [2, 0, 1]
    rule = METHODS[name].make(-20.0)
    there = optlab.run(optlab.parse_loss(formula, parameters=("x", "y", "z")), rule, start, 0.05, 20)
    turned = optlab.run(optlab.parse_loss(formula, parameters=("z", "x", "y")), rule, start[order], 0.05, 20)
    np.testing.assert_allclose(turned.points[:, 0], there.points[:, 0][:, order], rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("name", METHODS)
def test_a_rate_of_zero_stays_put(name):
    run = optlab.run(BOWL, METHODS[name].make(BOTTOM), START[0], 0.0, 10)
    np.testing.assert_array_equal(run.points[-1, 0], START[0])


TEACHING = [entry.method for entry in METHODS.values()] + [*WRAPPERS.values(), *SCHEDULES.values()]


@pytest.mark.parametrize("kind", TEACHING)
def test_every_method_wrapper_and_schedule_teaches_itself(kind):
    description = describe(kind)
    assert description.sentence.endswith(".")
    assert description.formula.count("{") == description.formula.count("}")
    assert description.reference.endswith(".")
    assert description.texts_differ.endswith(".")
    assert kind.__doc__ is not kind.__mro__[1].__doc__
    for number in description.hyperparameters:
        assert number.meaning.endswith(".")
        if number.low is not None and number.high is not None:
            assert number.low <= number.default <= number.high
            kind(*[GradientDescent()] * (kind in WRAPPERS.values()), **{number.name: type(number.default)(number.low)})
            kind(*[GradientDescent()] * (kind in WRAPPERS.values()), **{number.name: type(number.default)(number.high)})


@pytest.mark.parametrize("name", METHODS)
def test_every_method_says_what_its_rate_means(name):
    rate = METHODS[name].description.rate
    assert rate is not None
    assert 0.0 < rate.low < rate.high
    assert rate.meaning.endswith(".")


@pytest.mark.parametrize("name", METHODS)
def test_hyperparameters_out_of_range_are_refused_with_what_got_and_try(name):
    method = METHODS[name].method
    for field in fields(method):
        for bad in (-1.0, float("nan")):
            if isinstance(field.default, bool) or field.name == "minimum":
                continue
            with pytest.raises(SettingsError, match="got"):
                method(**{field.name: bad})


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


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "formula", "word"),
    [
        (Newton(), "x^2 + y", "singular"),
        (PolyakStep(), "x^2 + y^2", "minimum"),
        (ConjugateGradient(), "x - y^3", "without bound"),
        (BFGS(), "x - y^3", "without bound"),
        (LBFGS(), "x^2 - y^2", "without"),
        (LineSearch(), "x - y^3", "fell without end"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_run_whose_method_cannot_go_on_says_why_and_other_runs_go_on(rule, formula, word):
    run = optlab.run(optlab.parse_loss(formula), rule, [[1.0, 1.0], [0.5, 2.0]], 1.0, 200)
    for outcome in run.outcomes:
        assert outcome.status in {"stopped", "diverged"}
        assert word in outcome.sentence
    numbers = run.frame().to_numpy(dtype=float)
    assert np.isfinite(numbers).all()


def test_a_stopped_run_stays_where_it_was_costs_nothing_more_and_leaves_the_others_alone():
    # the Hessian of x³ is singular at 0 alone; the slope there is made not to vanish
    loss, starts = optlab.parse_loss("x^3 + x"), [[0.0], [2.0]]
    run = optlab.run(loss, Newton(), starts, 0.1, 10)
    assert run.outcomes[0].status == "stopped"
    assert run.outcomes[0].step == 0
    assert (run.points[:, 0] == 0.0).all()
    assert (run.samples_seen[1:, 0] == run.samples_seen[1, 0]).all()
    alone = optlab.run(loss, Newton(), starts[1], 0.1, 10)
    np.testing.assert_array_equal(run.points[:, 1], alone.points[:, 0])
    np.testing.assert_array_equal(run.samples_seen[:, 1], alone.samples_seen[:, 0])


def test_clipping_shortens_the_gradient_and_keeps_its_direction():
    loss = optlab.parse_loss("100*x + 0*y")
    run = optlab.run(loss, Clipped(GradientDescent(), norm=2.0), [0.0, 0.0], 1.0, 1)
    np.testing.assert_allclose(run.points[-1, 0], [-2.0, 0.0])


def test_averaging_shows_the_mean_of_the_points_so_far():
    plain = optlab.run(BOWL, GradientDescent(), START[0], 0.05, 30).points[:, 0]
    mean = optlab.run(BOWL, Averaged(GradientDescent()), START[0], 0.05, 30).points[-1, 0]
    assert min(np.abs(mean - plain[1:].mean(axis=0)).max(), np.abs(mean - plain.mean(axis=0)).max()) < 1e-12
