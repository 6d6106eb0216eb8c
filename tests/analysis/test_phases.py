"""What a run is said to do at each step: true, without looking ahead, and steady enough to be read."""

from itertools import pairwise

import numpy as np
import pytest

import optlab
from optlab.analysis import evidence, phases, verdict
from optlab.losses import landscapes
from optlab.optimizers import Adam, GradientDescent, Momentum
from optlab.picture.settings import defaults

NAMES = landscapes.names()


def phases_of(formula: str, rate: float, start=(1.0, 1.0), steps: int = 150, rule=None, **given):
    trajectory = optlab.run(
        optlab.parse_loss(formula), rule or GradientDescent(), start, rate, steps, given.get("batch")
    )
    return phases(trajectory, rate=rate, **given)


def words_of(*arguments, **given) -> list[str]:
    return [phase.words for phase in phases_of(*arguments, **given)]


def default_runs(name: str):
    """The four default runs of a landscape with what a page knows of each."""
    settings, entry = defaults(name), landscapes.get(name)
    loss = optlab.parse_loss(entry.formula, entry.data, entry.parameters, noise=settings.noise)
    for run in settings.runs:
        trajectory = optlab.run(loss, run.rule(), settings.start, run.rate, settings.steps, run.batch)
        known = {"rate": run.rate, "decay": run.heavy_ball_decay or 0.0, "batch": run.batch}
        yield trajectory, {**known, "best": entry.minimum_value}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_phases_begin_at_step_zero_and_end_with_the_run(name):
    for trajectory, given in default_runs(name):
        told, judged = phases(trajectory, **given), verdict(trajectory, **given)
        steps = [phase.step for phase in told]
        assert steps[0] == 0
        assert steps == sorted(set(steps))
        assert steps[-1] == trajectory.outcomes[0].step if judged.kind == "diverging" else trajectory.steps[-1]
        assert told[-1].words == judged.plain or told[-1].words.startswith("still ")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_phase_lasts_a_few_steps_and_is_not_followed_by_itself(name):
    for trajectory, given in default_runs(name):
        told = phases(trajectory, **given)[:-1]
        assert all(after.words != before.words for before, after in pairwise(told))
        assert all(after.step - before.step >= 3 for before, after in pairwise(told) if after.words != "diverging")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_step_depend_on_nothing_after_it(name):
    settings, entry = defaults(name), landscapes.get(name)
    loss = optlab.parse_loss(entry.formula, entry.data, entry.parameters, noise=settings.noise)
    for run in settings.runs:
        known = {"rate": run.rate, "decay": run.heavy_ball_decay or 0.0, "best": entry.minimum_value}
        short, long = (optlab.run(loss, run.rule(), settings.start, run.rate, steps) for steps in (60, 120))
        if short.outcomes[0].status == "diverged":
            continue
        before = [phase for phase in phases(long, **known) if phase.step < 60]
        assert list(phases(short, **known)[:-1]) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_narrow_valley_is_one_by_its_hessian_and_a_plateau_bends_up_nowhere_near_enough(name):
    for trajectory, given in default_runs(name):
        told, known = phases(trajectory, **given), evidence(trajectory)
        for phase in told[:-1]:
            place = int(np.searchsorted(known.steps, phase.step))
            matrix = trajectory.objective.hessian(known.points[place])
            if "valley" in phase.words and "floor" not in phase.words:
                values = np.linalg.eigvalsh(matrix)
                assert values[0] > 0.0
                assert values[-1] / values[0] >= (50.0 if "narrow" in phase.words else 2.0)
            if "plateau" in phase.words or "saddle" in phase.words:
                assert np.linalg.eigvalsh(matrix)[0] <= 1e-9 * np.abs(matrix).max()


def test_a_run_that_converges_stands_at_its_minimum_long_before_it_ends():
    told = phases_of("x^2 + y^2", 0.1, best=0.0)
    assert [phase.words for phase in told][-2:] == ["standing at the global minimum", "converged to the global minimum"]
    assert told[-2].step < 60
    assert told[-1].step == 150


def test_a_rate_close_to_the_limit_zigzags_across_the_valley():
    assert "zigzagging across the valley" in words_of("(x^2 + 100*y^2)/2", 0.0199, steps=60)


def test_in_one_dimension_there_is_no_valley_to_cross():
    words = words_of("x^2/2", 1.9, start=(1.0,))
    assert "jumping from side to side" in words
    assert not any("valley" in text for text in words)


def test_an_explosion_is_told_before_it_is_over():
    told = phases_of("x^2 + y^2", 1.35)
    assert [phase.words for phase in told][-2:] == ["diverging", "diverged"]
    assert told[-2].step < 10 < told[-1].step


def test_small_batches_come_to_wander_at_their_noise_floor():
    entry = landscapes.get("penguins")
    trajectory = optlab.run(entry.loss, GradientDescent(), entry.start, 0.2, 200, 1)
    assert phases(trajectory, rate=0.2, batch=1)[-1].words == "wandering at its noise floor"


def test_a_start_on_the_ridge_stands_on_the_saddle():
    assert "hesitating near a saddle" in words_of("x^2 - y^2", 0.1, start=(1.0, 0.0))
    assert words_of("x^2 - y^2", 0.1, start=(0.0, 0.0))[0] == "standing on a saddle"


def test_a_ball_carried_past_the_bottom_is_said_to_climb_by_its_momentum():
    words = words_of("x^2/2", 0.01, start=(3.0,), rule=Momentum(decay=0.9), decay=0.9)
    assert "climbing, carried by its momentum" in words


@pytest.mark.parametrize("formula", ["exp(x)", "exp(-x)", "1/(1 + x^2)", "log(1 + x^2)*0 + x", "atan(x)"])
@pytest.mark.parametrize("rate", [0.1, 1.0, 100.0, 1e4])
@pytest.mark.parametrize("rule", [GradientDescent(), Momentum(), Adam()])
def test_nothing_is_called_a_minimum_that_is_none(formula, rate, rule):
    words = words_of(formula, rate, start=(1.0,), rule=rule)
    assert not any("minimum" in text and "no minimum" not in text for text in words)


@pytest.mark.parametrize("start", [(3.0, 1.0), (1e6, 1.0)])
def test_a_trough_that_falls_for_ever_has_no_minimum(start):
    words = words_of("x^2 - y", 0.1, start=start)
    assert not any("minimum" in text or "bottom" in text for text in words)


def test_of_many_parameters_nothing_is_said_that_needs_the_curvature():
    names = [f"w{place}" for place in range(20)]
    formula = " + ".join(f"{place + 1}*{name}^2" for place, name in enumerate(names))
    trajectory = optlab.run(optlab.parse_loss(formula), GradientDescent(), np.ones(20), 0.02, 100)
    known = evidence(trajectory, rate=0.02)
    assert np.isnan(known.highest).all()
    assert not any("valley" in phase.words or "plateau" in phase.words for phase in phases(trajectory)[:-1])


def test_the_evidence_is_that_of_the_parabola():
    trajectory = optlab.run(optlab.parse_loss("(x^2 + 100*y^2)/2"), GradientDescent(), [1.0, 1.0], 0.01, 400)
    known = evidence(trajectory, rate=0.01)
    assert len(known.steps) <= 200
    np.testing.assert_allclose(known.product, 1.0)
    np.testing.assert_allclose(known.condition_number, 100.0)
    np.testing.assert_allclose(known.loss, trajectory.objective.value(known.points))


def test_one_step_and_none_are_runs_too():
    for steps in (0, 1, 2):
        assert phases_of("x^2 + y^2", 0.1, steps=steps)[-1].step == steps
