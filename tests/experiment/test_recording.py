import numpy as np
import pytest

import optlab
from optlab.experiment.recording import Recorder
from optlab.optimizers import METHODS, Clipped, GradientDescent

LOSS = optlab.parse_loss("x^2 + 3*y^2", examples=32, noise=0.1)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("norm", [None, 0.5])
def test_a_recorded_run_is_the_run_itself(method, norm):
    rule = METHODS[method].make(0.0)
    rule = rule if norm is None else Clipped(rule, norm)
    recorder, settings = Recorder(rule), ((1.0, 0.5), 0.01, 12, 4, 7)
    recorded, plain = optlab.run(LOSS, recorder, *settings), optlab.run(LOSS, rule, *settings)
    np.testing.assert_array_equal(recorded.points, plain.points)
    np.testing.assert_array_equal(recorded.samples_seen, plain.samples_seen)
    assert [list(step.before) for step in recorder.steps] == plain.points[:-1, 0].tolist()


def test_momentum_shows_its_velocity_before_and_after():
    recorder = Recorder(optlab.optimizers.Momentum(decay=0.9))
    optlab.run(LOSS, recorder, (1.0, 0.5), 0.1, 2)
    first, second = recorder.steps
    assert first.memory["velocity"] == ((0.0, 0.0), first.gradient)
    before, after = (np.array(part) for part in second.memory["velocity"])
    np.testing.assert_array_equal(after, 0.9 * before + np.array(second.gradient))
    np.testing.assert_array_equal(second.after, np.array(second.before) - 0.1 * after)
    assert second.at == second.before


def test_the_gradient_written_down_is_the_one_that_the_method_got_after_clipping():
    recorder = Recorder(Clipped(GradientDescent(), 0.5))
    optlab.run(LOSS, recorder, (1.0, 0.5), 0.1, 1)
    gradient = LOSS.gradient([1.0, 0.5])
    np.testing.assert_allclose(recorder.steps[0].gradient, 0.5 * gradient / np.linalg.norm(gradient), rtol=1e-14)


def test_of_many_parameters_as_many_are_written_down_as_were_asked_for():
    recorder = Recorder(GradientDescent(), 1)
    optlab.run(LOSS, recorder, (1.0, 0.5), 0.1, 1)
    assert [len(vector) for vector in (recorder.steps[0].before, recorder.steps[0].gradient)] == [1, 1]
