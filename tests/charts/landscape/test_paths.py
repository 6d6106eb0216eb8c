import numpy as np

import optlab
from optlab.charts.landscape import paths
from optlab.optimizers import GradientDescent
from optlab.picture.runs import RunSettings
from optlab.picture.track import Track

BOWL = optlab.parse_loss("x^2 + y^2")
WINDOW = ((-3.0, 3.0), (-3.0, 3.0))


def flat(trajectory):
    return trajectory.points[:, 0].T


def track(rate: float, steps: int = 50) -> Track:
    return Track(RunSettings("run", colour=0), optlab.run(BOWL, GradientDescent(), [2.0, 1.0], rate, steps))


def test_at_most_about_two_hundred_points_a_run_are_drawn_first_and_last_included():
    drawn = paths([track(0.01, steps=4000)], flat, WINDOW)
    assert len(drawn) <= 201
    assert drawn["step"].iloc[0] == 0
    assert drawn["step"].iloc[-1] == 4000


def test_each_row_knows_the_step_of_the_next():
    drawn = paths([track(0.1)], flat, WINDOW)
    assert (drawn["next"].iloc[:-1].to_numpy() == drawn["step"].iloc[1:].to_numpy()).all()


def test_no_path_ever_holds_a_nan_or_an_infinity():
    for rate in (1e3, 1e200):
        drawn = paths([track(rate, steps=300)], flat, WINDOW)
        assert np.isfinite(drawn[["x", "y", "loss"]].to_numpy(dtype=float)).all()
