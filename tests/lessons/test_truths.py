"""What lessons tell as true, against values that were found without optlab: by hand, published, or in a plain loop."""

import math

import numpy as np
import pytest

from optlab import datasets, lessons


def truth(name):
    return lessons.get(name).truth()


def descended(slope, start, rate, steps, decay=0.0):
    """Plain descent or momentum, ``(steps + 1, dim)``."""
    point, velocity = np.array(start, dtype=float), 0.0
    points = [point]
    for _ in range(steps):
        velocity = decay * velocity + slope(point)
        point = point - rate * velocity
        points.append(point)
    return np.array(points)


def ravine(point):
    return point * np.array([1.0, 100.0])


def steps_to_a_millionth(rate, decay=0.0):
    way = np.linalg.norm(descended(ravine, (-4.2, 0.9), rate, 900, decay), axis=1)
    near = way <= 1e-6 * way[0]
    return int(near.argmax()) if near.any() else None


def test_the_hill_is_steeper_north_than_east():
    told = truth("station_1_hill")
    assert told.value == "y"
    assert told.numbers["east"] == pytest.approx(2 * -1.2 - 4 * 2.2)
    assert told.numbers["north"] == pytest.approx(6 * 2.2 - 4 * -1.2)


def test_the_partial_derivative_is_2x_less_4y():
    told = truth("station_2_partials")
    assert told.value == pytest.approx(-6.0)
    assert told.numbers["up"] == pytest.approx(8.0)


def test_of_standardised_rows_tilting_the_line_is_what_helps():
    birds = datasets.load("penguins")
    told = truth("station_3_learning")
    assert told.value == "w"
    assert abs(told.numbers["lift"]) < 1e-12 < abs(told.numbers["tilt"])
    correlation = np.corrcoef(birds["flipper_length_mm"], birds["body_mass_g"])[0, 1]
    assert told.numbers["w"] == pytest.approx(correlation, abs=0.02)  # of the rows that are not held back


def test_a_round_bowl_loses_the_same_share_each_step():
    curve = dict(truth("station_4_loop").value)
    for step in (0, 1, 5, 30):
        assert curve[float(step)] == pytest.approx(7.65 * 0.64**step)


def test_the_network_has_337_knobs():
    assert truth("station_5_knobs").value == 2 * 16 + 16 + 16 * 16 + 16 + 16 + 1


def test_the_chain_rule_multiplies():
    assert truth("station_6_chain").value == pytest.approx(2 * 1.2 * math.cos(1.2**2))


def test_at_equal_cost_few_exact_steps_are_behind_many_rough_ones():
    """The gap of two exact steps, by hand: the loss is a parabola whose curvature along both axes is 2."""
    told = truth("station_7_flavours")
    assert told.value[-1] == "Everyone"
    share = (1 - 0.1 * 2) ** 2
    birds = datasets.load("penguins")
    table = birds[["flipper_length_mm", "body_mass_g"]]
    x, y = ((table - table.mean()) / table.std(ddof=0)).to_numpy().T
    w = np.polyfit(x, y, 1)
    gap = float(((np.array([-1.0, -1.5]) - w) ** 2).sum())
    assert told.numbers["everyone"] == pytest.approx(gap * share**2, rel=1e-6)


def test_from_the_hilltop_the_ball_rolls_into_the_valley_at_3_2():
    def slope(point):
        x, y = point
        inner, outer = x**2 + y - 11, x + y**2 - 7
        return np.array([4 * x * inner + 2 * outer, 2 * inner + 4 * y * outer])

    told = truth("station_8_surface")
    assert told.value == "1"
    assert descended(slope, (0, 0), 0.01, 200)[-1] == pytest.approx([3.0, 2.0], abs=1e-6)
    assert descended(slope, (-0.5, -1), 0.01, 300)[-1] == pytest.approx(truth("which_minimum").value, abs=1e-6)
    above = descended(slope, (-0.5, -0.5), 0.01, 300)[-1]
    assert above == pytest.approx([-2.805118, 3.131313], abs=1e-5)  # "a start a little farther up ends elsewhere"


def test_a_network_tells_the_moons_better_than_a_line_could():
    line = lessons.pictured("compare?m=logistic~data=moons&n=600&r=Line~Adam~0.05~all~0")
    fit = line.problem.fit
    wrong = 1.0 - float(fit.model.measure(line.tracks[0].trajectory.points[-1], fit.train)["accuracy"][0])
    assert 1 / 12 < wrong < 1 / 10  # "about one in eleven"
    assert truth("station_9_networks").value > 100.0 * (1.0 - wrong)


# ------------------------------------------------------------------ the twelve


def test_the_explainers_function_has_no_lowest_point():
    told = truth("seed_saddle")
    assert told.value == "diverged"
    assert [told.numbers["down"], told.numbers["up"]] == pytest.approx([4 - math.sqrt(20), 4 + math.sqrt(20)])


def test_three_step_sizes_give_the_published_places():
    """Dive into Deep Learning, gradient descent: x squared from 10, ten steps."""
    told = truth("step_size")
    assert told.value == ("Middle", "Small", "Large")
    published = {"small": 3.486784, "middle": 0.060466, "large": 61.917364}
    assert told.numbers == pytest.approx(published, abs=5e-7)


def test_the_cliff_is_at_two_over_the_largest_curvature():
    told = truth("cliff")
    assert told.value == "Bold"
    assert told.numbers["edge"] == pytest.approx(0.02)
    assert abs(1 - 100 * 0.0203) > 1 > abs(1 - 100 * 0.0198)


def test_the_best_step_size_stands_next_to_the_cliff():
    told = truth("next_to_the_cliff")
    assert told.value == ("0.0198", "0.016", "0.02")
    assert (told.numbers["near"], told.numbers["safe"]) == (691, 856)
    assert (steps_to_a_millionth(0.0198), steps_to_a_millionth(0.016), steps_to_a_millionth(0.02)) == (691, 856, None)


def test_momentum_needs_691_over_87_times_fewer_steps():
    told = truth("momentum_speed")
    assert steps_to_a_millionth((2 / 11) ** 2, (9 / 11) ** 2) == 87 == told.numbers["momentum"]
    assert steps_to_a_millionth(2 / 101) == 691 == told.numbers["plain"]
    assert told.value == pytest.approx(691 / 87)


def test_rough_steps_beat_two_exact_ones():
    told = truth("equal_cost")
    assert told.value == "One"
    assert told.numbers["all"] == pytest.approx(truth("station_7_flavours").numbers["everyone"])
    assert told.numbers["all"] > 10 * told.numbers["one"]


def test_only_shrinking_steps_get_below_the_floor_of_noise():
    told = truth("noise_floor")
    assert told.value == "Shrinking"
    assert told.numbers["constant"] > 100 * told.numbers["shrinking"]


def test_on_the_ridge_the_exact_slope_across_is_zero_for_ever():
    told = truth("saddle_escape")
    assert told.value == "Noisy"
    points = descended(lambda point: np.array([point[0], point[1] ** 3 - point[1]]), (1.5, 0.0), 0.2, 300)
    assert (points[:, 1] == 0.0).all()
    assert told.numbers["plain"] == "stationary"


def test_heavy_ball_cycles_on_a_convex_function():
    """Lessard, Recht and Packard, 2016: 792/1225, −2208/1225, 2592/1225 in turn."""

    def slope(x):
        return np.where(x < 1, 25 * x, np.where(x < 2, x + 24, 25 * x - 24))

    told = truth("momentum_cycle")
    assert told.value == "step limit"
    cycle = np.array([792, -2208, 2592]) / 1225
    assert np.abs(cycle - told.numbers["last"]).min() < 1e-6
    last = descended(slope, [3.3], 1 / 9, 300, 4 / 9)[-3:, 0]
    assert sorted(last) == pytest.approx(sorted(cycle), abs=1e-6)


def test_adam_tells_the_seventh_row_wrong():
    """Wilson and others, 2017: all of Adam's weights are a quarter; descent gives −10/27."""
    told = truth("adam_seventh")
    assert told.value == "Descent"
    assert told.numbers["adam"] == pytest.approx(0.25, abs=1e-6)
    assert told.numbers["descent"] == pytest.approx(-10 / 27, abs=1e-9)


def test_newton_runs_to_a_maximum():
    """Dive into Deep Learning, Newton's method: 26.834133 after ten steps."""
    told = truth("newton_maximum")
    assert told.value == pytest.approx(26.834133, abs=5e-7)
    x = told.value
    bend = -0.3 * math.pi * math.sin(0.15 * math.pi * x) - x * (0.15 * math.pi) ** 2 * math.cos(0.15 * math.pi * x)
    assert bend < 0.0  # a crest


def test_newtons_second_jump_on_rosenbrock_is_high_up():
    told = truth("newton_rosenbrock")
    assert told.value == pytest.approx(1411.845, abs=5e-4)
    assert told.numbers["one"] == pytest.approx(4.731884, abs=5e-7)
    assert told.numbers["last"] == 0.0


def test_the_slopes_of_the_first_layer_are_the_smallest():
    told = truth("vanishing")
    assert told.value == pytest.approx(told.numbers["last"] / told.numbers["first"])
    assert told.value > 10.0


def test_turning_treble_up_is_louder_and_volume_softer():
    def loud(x, y):
        return x**2 + 3 * y**2 - 4 * x * y

    told = truth("volume_and_treble")
    assert told.value == "y"
    assert told.numbers["volume"] == pytest.approx(loud(2.1, 1.5) - loud(2.0, 1.5))
    assert told.numbers["treble"] == pytest.approx(loud(2.0, 1.6) - loud(2.0, 1.5))
