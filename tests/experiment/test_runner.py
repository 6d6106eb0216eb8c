"""The loop: what a run depends on, what it costs, and how it ends."""

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.errors import SettingsError
from optlab.optimizers import BFGS, LBFGS, Adam, ConjugateGradient, GradientDescent, Momentum, Newton
from optlab.optimizers.schedules import Cosine, StepDecay

BOWL = optlab.parse_loss("(x^2 + 10*y^2)/2")
ROWS = pd.DataFrame({"a": np.linspace(-1.0, 1.0, 23), "b": np.linspace(-1.0, 1.0, 23) ** 2 + 0.5})
LINE = optlab.parse_loss("(w*a + c - b)^2", data=ROWS)
WIDE = optlab.parse_loss(" + ".join(f"({i + 1})*(x{i} - x{i + 1}^2)^2 + sin(x{i})^2*exp(x{i}/9)" for i in range(20)))
"""Parameters enough for sums whose rounding depends on their order, and formula enough for the widest back end."""


@pytest.mark.parametrize("loss", [BOWL, LINE], ids=["tilts", "rows"])
@pytest.mark.parametrize("seed", [0, 7, 123456789])
def test_batch_size_n_is_vanilla_to_the_last_bit_whatever_the_seed(loss, seed):
    vanilla = optlab.run(loss, Momentum(), [2.0, 1.0], 0.01, 50)
    full = optlab.run(loss, Momentum(), [2.0, 1.0], 0.01, 50, batch_size=loss.examples, seeds=seed)
    np.testing.assert_array_equal(full.points, vanilla.points)
    np.testing.assert_array_equal(full.samples_seen, vanilla.samples_seen)


@pytest.mark.parametrize(
    "rule", [Adam(), LBFGS(memory=4), BFGS(), ConjugateGradient(), Newton(safeguarded=True)], ids=str
)
def test_many_runs_of_a_wide_loss_equal_one_at_a_time_to_the_last_bit(rule):
    starts = np.random.default_rng(0).normal(size=(7, len(WIDE.parameters)))
    many = optlab.run(WIDE, rule, starts, 0.01, 12, batch_size=32, seeds=range(7))
    for place in (0, 3, 6):
        alone = optlab.run(WIDE, rule, starts[place], 0.01, 12, batch_size=32, seeds=place)
        np.testing.assert_array_equal(many.points[:, place], alone.points[:, 0])
        np.testing.assert_array_equal(many.samples_seen[:, place], alone.samples_seen[:, 0])
        np.testing.assert_array_equal(many.gradient_norm[:, place], alone.gradient_norm[:, 0])


@pytest.mark.parametrize("loss", [BOWL, LINE], ids=["tilts", "rows"])
def test_run_three_is_the_same_whether_5_or_500_are_asked(loss):
    few = optlab.run(loss, Momentum(), [2.0, 1.0], 0.01, 40, batch_size=4, seeds=range(5))
    many = optlab.run(loss, Momentum(), [2.0, 1.0], 0.01, 40, batch_size=4, seeds=range(500))
    np.testing.assert_array_equal(few.points[:, 3], many.points[:, 3])
    np.testing.assert_array_equal(few.loss[:, 3], many.loss[:, 3])


def test_the_same_settings_give_the_same_result_and_another_seed_another():
    def go(seed):
        return optlab.run(LINE, Adam(), [2.0, 1.0], 0.1, 30, batch_size=3, seeds=seed).points

    np.testing.assert_array_equal(go(5), go(5))
    assert (go(5) != go(6)).any()


def test_starts_rates_and_seeds_broadcast_to_the_number_of_runs():
    assert optlab.run(BOWL, Momentum(), [2.0, 1.0], [0.01, 0.02, 0.03], 4).points.shape == (5, 3, 2)
    assert optlab.run(BOWL, Momentum(), np.ones((3, 2)), 0.01, 4, seeds=[1, 2, 3]).points.shape == (5, 3, 2)
    run = optlab.run(BOWL, GradientDescent(), [[1.0, 1.0], [2.0, 2.0]], [0.1, 0.0], 1)
    np.testing.assert_allclose(run.points[1], [[0.9, 0.0], [2.0, 2.0]], atol=1e-15)


@pytest.mark.parametrize(("batch", "per_step"), [(None, 23), (23, 23), (4, 4), (1, 1)])
def test_examples_seen_are_the_batch_a_step_and_epochs_are_passes_over_all(batch, per_step):
    run = optlab.run(LINE, GradientDescent(), [0.0, 0.0], 0.1, 46, batch_size=batch)
    np.testing.assert_array_equal(run.samples_seen[:, 0], per_step * np.arange(47))
    np.testing.assert_allclose(run.epochs[-1, 0], 46 * per_step / 23)


def test_zero_steps_leave_the_start_alone():
    run = optlab.run(BOWL, Adam(), [2.0, 1.0], 0.1, 0)
    assert run.points.tolist() == [[[2.0, 1.0]]]
    assert run.samples_seen.tolist() == [[0.0]]
    assert run.outcomes[0].status == "step limit"
    assert len(run.frame()) == 1


def test_a_schedule_is_a_factor_on_the_rate_by_steps_taken():
    halved = optlab.run(BOWL, GradientDescent(), [2.0, 1.0], 0.1, 4, schedule=StepDecay(every=2, factor=0.5))
    first = optlab.run(BOWL, GradientDescent(), [2.0, 1.0], 0.1, 2)
    then = optlab.run(BOWL, GradientDescent(), first.points[-1, 0], 0.05, 2)
    np.testing.assert_array_equal(halved.points, np.concatenate([first.points, then.points[1:]]))


def test_a_cosine_schedule_quietens_stochastic_descent():
    noisy = [
        optlab.run(BOWL, GradientDescent(), [2.0, 1.0], 0.05, 300, batch_size=1, seeds=range(40), schedule=schedule)
        for schedule in (None, Cosine(steps=300))
    ]
    constant, decayed = (np.median(run.loss[-1]) for run in noisy)
    assert decayed < constant / 3


def test_divergence_is_an_outcome_and_the_frame_ends_before_it_while_other_runs_go_on():
    run = optlab.run(BOWL, GradientDescent(), [2.0, 1.0], [0.5, 0.1], 1000)
    lost, fine = run.outcomes
    assert (lost.status, fine.status) == ("diverged", "converged")
    assert "without bound" in lost.sentence
    assert np.isfinite([lost.loss, *lost.point]).all()
    frame = run.frame()
    assert np.isfinite(frame.to_numpy(dtype=float)).all()
    assert (frame["run"] == 0).sum() == run.alive[0] < 1001
    assert (frame["run"] == 1).sum() == 1001
    np.testing.assert_array_equal(
        run.points[:, 1], optlab.run(BOWL, GradientDescent(), [2.0, 1.0], 0.1, 1000).points[:, 0]
    )


def test_a_run_that_falls_for_ever_is_told_from_one_that_jumps_too_far():
    saddle = optlab.parse_loss("x^2 - y^2")
    falls = optlab.run(saddle, GradientDescent(), [1.0, 0.1], 0.1, 500).outcomes[0]
    jumps = optlab.run(saddle, GradientDescent(), [1.0, 0.0], 1.5, 500).outcomes[0]
    assert falls.status == jumps.status == "diverged"
    assert "no minimum that way" in falls.sentence
    assert "grew without bound" in jumps.sentence


def test_thinning_keeps_the_ends_and_the_reason_of_a_stop():
    run = optlab.run(optlab.parse_loss("x^3 + x"), Newton(), [[0.0], [2.0]], 0.1, 100)
    thin = run.thin(10)
    assert len(thin.steps) == 10
    assert (thin.steps[0], thin.steps[-1]) == (0, 100)
    np.testing.assert_array_equal(thin.points, run.points[thin.steps])
    assert thin.outcomes[0].sentence == run.outcomes[0].sentence
    assert "singular" in thin.outcomes[0].sentence


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"starts": [1.0]}, "a start is 2 finite number"),
        ({"starts": [np.nan, 1.0]}, "a start is 2 finite number"),
        ({"rate": -0.1}, "a learning rate must be positive, got -0.1"),
        ({"rate": np.inf}, "a learning rate must be positive, got inf"),
        ({"seeds": -1}, "a seed is a whole number"),
        ({"seeds": 0.5}, "a seed is a whole number"),
        ({"steps": -1}, "0 or more, got -1"),
        ({"steps": 10**9}, "more than can be kept"),
        ({"batch_size": 0}, "a batch has between 1 and 256"),
        ({"batch_size": 257}, "a batch has between 1 and 256"),
        ({"rate": [0.1, 0.2], "seeds": [1, 2, 3]}, "do not make a number of runs"),
    ],
)
def test_settings_out_of_range_are_refused_before_the_run_with_what_and_got(change, message):
    settings = {"starts": [2.0, 1.0], "rate": 0.1, "steps": 5} | change
    with pytest.raises(SettingsError, match=message) as caught:
        optlab.run(BOWL, Momentum(), **settings)
    assert caught.value.hint


def test_progress_is_told_and_may_end_the_run():
    reports = []
    optlab.run(optlab.parse_loss("x^2"), GradientDescent(), [1.0], 0.1, 100, progress=reports.append)
    assert reports == sorted(reports)
    assert len(reports) > 3

    def enough(step: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        optlab.run(optlab.parse_loss("x^2"), GradientDescent(), [1.0], 0.1, 100, progress=enough)
