"""What is around a place, along a ray, and in very many directions, against what mathematics says of it."""

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab import models
from optlab.experiment.krylov import distance_at_least, krylov
from optlab.experiment.rays import course
from optlab.experiment.resting import SHRUNK, at_kink
from optlab.experiment.surroundings import surroundings


def around(formula: str, *places):
    return surroundings(optlab.parse_loss(formula), np.array(places, dtype=float))


@pytest.mark.parametrize("level", ["", "+ 7", "+ 1e6"])
def test_a_constant_added_changes_nothing_that_rounding_leaves(level):
    assert around(f"x^2 + y^2 {level}", [0, 0]).minimum[0]
    assert not around(f"x^2 - y^2 {level}", [0, 0]).minimum[0]


def test_a_curve_along_which_the_loss_falls_is_found_though_all_straight_lines_rise():
    assert not around("(y - x^2)*(y - 2*x^2)", [0, 0]).minimum[0]
    assert around("(y - x^2)*(y - 2*x^2) + x^4", [0, 0]).minimum[0]


def test_a_flat_stretch_is_lowest_only_if_nothing_far_away_is_lower():
    near, far = around("max(x, 0)", [-1]), around("min(x, 0)", [1])
    assert near.level[0]
    assert near.minimum[0]
    assert far.level[0]
    assert not far.minimum[0]


def test_the_upper_edge_of_a_step_is_no_minimum_but_the_lower_one_is():
    assert not around("floor(x) + x^2", [0]).minimum[0]
    assert around("x^2 - floor(-x)", [0]).minimum[0]


def test_a_low_wall_away_from_the_place_does_not_matter():
    assert around("(x^2 - 1)^2 + x/9", [0.98598569]).minimum[0]  # the other minimum is lower
    assert around("x*log(x)", [np.exp(-1.0)]).minimum[0]  # no value beyond 0


def test_equal_places_are_looked_at_once_and_others_are_not_mixed_up():
    found = around("cos(x)", [np.pi], [0.0], [np.pi + 1e-12], [np.pi / 2], [-np.pi])
    assert found.minimum.tolist() == [True, False, True, False, True]


@pytest.mark.parametrize(
    ("formula", "seen"),
    [
        ("-x", "falls"),
        ("-sqrt(x)", "falls"),
        ("-log(x)", "falls"),
        ("-x^2 + 1e-20*x^4", "other"),
        ("1/x", "levels"),
        ("log(1 + exp(-x))", "levels"),
        ("max(0, 9 - x)", "other"),
        ("exp(x) - 1000*x", "other"),
        ("x^2 - 40*x", "other"),
        ("sqrt(x^2 - 9*x + 1)", "other"),
        ("3 + 0*x", "other"),
    ],
)
def test_only_what_is_seen_to_fall_on_falls(formula, seen):
    loss = optlab.parse_loss(formula)
    assert course(loss, np.array([1.0]), np.array([1.0])) == seen


def test_kinks_are_minima_only_where_both_sides_rise():
    formulas = ("abs(x)", "-abs(x)", "2*abs(x) + x", "abs(x) + 2*x", "sqrt(x^2)", "x^2")
    at = [bool(at_kink(optlab.parse_loss(text), np.zeros((1, 1)))[0]) for text in formulas]
    assert at[:5] == [True, False, True, False, True]


def test_products_with_few_directions_find_what_the_hessian_shows():
    drawn = np.random.default_rng(3)
    factors = drawn.uniform(0.5, 4.0, 80)
    factors[17] = -0.7
    formula = " + ".join(f"({factor:.4f})*w{place}^2" for place, factor in enumerate(factors))
    loss = optlab.parse_loss(formula, parameters=[f"w{place}" for place in range(80)])
    found = krylov(loss, drawn.standard_normal(80))
    assert found.lowest == pytest.approx(2.0 * -0.7, rel=1e-3)
    assert found.highest == pytest.approx(2.0 * factors.max(), rel=1e-2)
    assert abs(found.directions[0][17]) > 0.99


def test_newtons_step_is_never_shorter_than_three_slopes_say():
    drawn = np.random.default_rng(4)
    loss = optlab.parse_loss("x^2*y + sin(y*z) - x*z^3 + cos(x)*exp(y) + z^2")
    points = drawn.normal(size=(40, 3))
    steps = np.linalg.solve(loss.hessian(points), -loss.gradient(points)[:, :, None])[:, :, 0]
    at_least = distance_at_least(loss, points)
    assert (at_least > 0.0).all()
    assert (at_least <= np.linalg.norm(steps, axis=1)).all()


def test_a_network_still_on_its_way_is_judged_without_a_single_hessian_product(monkeypatch):
    network = models.Network(("x1", "x2"), "label", (10, 10), classes=2)
    angle, label = np.linspace(0.0, np.pi, 60), np.arange(60) % 2
    arcs = {"x1": np.cos(angle) * (1 - 2 * label) + label, "x2": np.sin(angle) * (1 - 2 * label) + label / 2}
    loss = network.loss(pd.DataFrame({**arcs, "label": label}))
    trajectory = optlab.run(loss, optlab.optimizers.Adam(), network.start(0), 0.05, 300)
    assert trajectory.gradient_norm[-1, 0] < SHRUNK * trajectory.gradient_norm[0, 0]
    monkeypatch.setattr("optlab.losses.loss.Loss.hessian_product", None)
    assert trajectory.outcomes[0].status == "step limit"
