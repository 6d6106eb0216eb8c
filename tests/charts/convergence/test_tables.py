import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.charts.convergence import Measured, Reference, curve_tables
from optlab.optimizers import GradientDescent
from optlab.picture.runs import RunSettings
from optlab.picture.track import Track

BOWL = optlab.parse_loss("x^2 + y^2")


def track(rate: float, steps: int = 50, start: tuple[float, ...] = (2.0, 1.0), colour: int = 0) -> Track:
    return Track(RunSettings("run", colour=colour), optlab.run(BOWL, GradientDescent(), start, rate, steps))


def test_a_loss_above_its_minimum_gets_a_logarithmic_axis():
    assert curve_tables([track(0.1)], "steps").log


def test_a_loss_that_goes_below_zero_gets_a_linear_axis_and_is_never_blank():
    tables = curve_tables([track(0.1)], "steps", "gap", Reference(1.0))
    assert not tables.log
    assert len(tables.curves) == 51


def test_a_diverging_run_is_cut_at_the_top_with_an_arrow_and_the_others_keep_their_axis():
    tables = curve_tables([track(0.1), track(1.5, colour=1)], "steps")
    assert tables.curves["y"].max() <= 3.0 * 5.0 + 1e-9
    arrows = tables.exits[tables.exits["shown"] == 1]
    assert arrows["label"].tolist() == ["step 1"]
    assert arrows["colour"].tolist() == [1]
    # the loss grows from 5 to 20 in one step: it crosses 15 two thirds of the way
    assert arrows["x"].iloc[0] == pytest.approx(2 / 3)


def test_horizontal_axes_count_steps_epochs_and_examples():
    run = Track(RunSettings("run", colour=0), optlab.run(BOWL, GradientDescent(), [1.0, 1.0], 0.1, 32, batch_size=16))
    ends = {name: curve_tables([run], name).curves["x"].max() for name in ("steps", "epochs", "samples")}
    assert ends == {"steps": 32, "epochs": 2.0, "samples": 512.0}


def test_no_curve_ever_holds_a_nan_or_an_infinity():
    for rate in (1e3, 1e200):
        tables = curve_tables([track(rate, steps=300)], "samples")
        for frame in (tables.curves[["x", "y"]], tables.exits[["x", "y"]]):
            assert np.isfinite(frame.to_numpy(dtype=float)).all()


def test_several_seeds_make_a_band_from_the_tenth_to_the_ninetieth_percentile():
    many = optlab.run(BOWL, GradientDescent(), [2.0, 1.0], 0.05, 50, batch_size=1, seeds=list(range(40)))
    tables = curve_tables([Track(RunSettings("run", colour=0), many)], "steps", log=False)
    at_end = tables.bands[tables.bands["step"] == 50].iloc[0]
    np.testing.assert_allclose(
        [at_end["low"], at_end["mid"], at_end["high"]], np.quantile(many.loss[-1], [0.1, 0.5, 0.9])
    )


def test_distance_is_to_the_nearest_minimum():
    valley = optlab.landscapes.get("himmelblau")
    run = Track(RunSettings("run", colour=0), optlab.run(valley.loss, GradientDescent(), [2.9, 2.1], 0.01, 100))
    tables = curve_tables([run], "steps", "distance", Reference(0.0, valley.minima), log=False)
    assert tables.curves["y"].iloc[0] == pytest.approx(np.hypot(0.1, 0.1))
    assert tables.curves["y"].iloc[-1] < 1e-6


# ------------------------------------------------------------------ what only a model measures


def measured(own, held=None, edge=None, steps=None):
    return {0: Measured(np.arange(len(own)) if steps is None else np.array(steps), own, held, edge)}


def lines(tables, kind):
    return tables.beside[tables.beside["kind"] == kind]


def test_rows_held_back_are_a_line_beside_the_curve_and_widen_the_window():
    held = np.full(51, 4.5)
    held[-1] = 0.001
    run = track(0.1)
    tables = curve_tables([run], "steps", measured={0: Measured(np.arange(51), None, held)})
    pd.testing.assert_frame_equal(tables.curves, curve_tables([run], "steps").curves)
    assert lines(tables, "held")["y"].tolist() == held.tolist()
    assert not len(lines(tables, "edge"))
    assert tables.exits["y"].max() >= tables.curves["y"].max()


def test_what_cannot_be_drawn_of_rows_held_back_is_left_out():
    held = np.array([1.0, np.nan, np.inf, 1e9, 0.0, -1.0, 2.0])
    tables = curve_tables([track(0.1, steps=6)], "steps", measured={0: Measured(np.arange(7), None, held)})
    assert tables.log
    assert lines(tables, "held")["step"].tolist() == [0, 6]


def test_accuracy_is_drawn_at_its_own_steps_on_a_linear_axis_and_cut_below():
    own = np.array([-5e4, -3.0, 0.0, 0.5, 0.9])
    tables = curve_tables([track(0.1, steps=40)], "epochs", "accuracy", measured=measured(own, steps=range(0, 50, 10)))
    assert not tables.log
    assert tables.curves["step"].tolist() == [20, 30, 40]
    assert tables.curves["y"].min() >= -1.0


def test_sharpness_is_logarithmic_with_its_edge_from_the_first_step_to_the_last():
    own = np.array([0.5, -0.1, np.nan, 30.0, 19.0])
    tables = curve_tables([track(0.1, steps=4)], "samples", "sharpness", measured=measured(own, edge=20.0))
    assert tables.log
    assert tables.curves["y"].tolist() == [0.5, 30.0, 19.0]  # what is not above zero has no place there
    assert lines(tables, "edge")[["x", "y"]].to_numpy().tolist() == [[0.0, 20.0], [1024.0, 20.0]]
    linear = curve_tables([track(0.1, steps=4)], "steps", "sharpness", log=False, measured=measured(own, edge=20.0))
    assert linear.curves["y"].tolist() == [0.5, -0.1, 30.0, 19.0]


def test_an_edge_far_above_all_curves_does_not_squeeze_them():
    own = np.linspace(1.0, 3.0, 5)
    tables = curve_tables([track(0.1, steps=4)], "steps", "sharpness", measured=measured(own, edge=1e6))
    assert not len(lines(tables, "edge"))
    assert tables.exits["y"].max() <= 10.0


def test_a_run_of_which_nothing_is_measured_has_no_curve_and_nothing_breaks():
    for vertical in ("accuracy", "sharpness"):
        tables = curve_tables([track(0.1)], "steps", vertical)
        assert not len(tables.curves)
        assert len(tables.beside) == 1
