"""A point is called a minimum only where it is one."""

import numpy as np
import pytest

import optlab
from optlab.analysis.places import place
from optlab.losses import landscapes

WITH_CURVED_MINIMA = [
    name
    for name in landscapes.names()
    if landscapes.get(name).minimum_value is not None and landscapes.get(name).condition_number is not None
]


@pytest.mark.parametrize("formula", ["exp(x)", "x^2 - y", "exp(-x)", "x + y", "log(x + 9)", "atan(x)", "x^2 + exp(y)"])
@pytest.mark.parametrize("at", [0.0, 1.0, 0.3, -2.0])
def test_functions_without_a_minimum_have_none_anywhere(formula, at):
    loss = optlab.parse_loss(formula)
    spot = place(loss, np.full(len(loss.parameters), at))
    assert spot.kind == "slope"
    assert not spot.near
    assert "no minimum" in spot.words or "no " in spot.words or "same all around" in spot.words


@pytest.mark.parametrize("name", WITH_CURVED_MINIMA)
def test_the_gallerys_minima_are_minima(name):
    entry = landscapes.get(name)
    loss = entry.loss
    for minimum in entry.minima:
        exact = np.array(minimum, dtype=float)
        for _ in range(3):
            exact = exact - np.linalg.solve(loss.hessian(exact), loss.gradient(exact))
        assert place(loss, exact).kind == "minimum"


@pytest.mark.parametrize(
    ("formula", "kind", "certain"),
    [
        ("x^2 + y^2", "minimum", True),
        ("-x^2 - y^2", "maximum", True),
        ("x^2 - y^2", "saddle", True),
        ("x^3 + y^3", "saddle", False),
        ("x^2 + 0*y", "minimum", False),
        ("x^2 + y^3", "saddle", False),
        ("x^2 + y^4", "minimum", False),
        ("x^2 - y^4", "saddle", False),
        ("-x^2 - y^4", "maximum", False),
        ("abs(x) + y^2", "minimum", False),
    ],
)
def test_what_curvature_cannot_settle_the_values_around_do(formula, kind, certain):
    spot = place(optlab.parse_loss(formula), [0.0, 0.0])
    assert (spot.kind, spot.certain) == (kind, certain)
    assert ("the curvature does not say" in spot.words) is not certain


def test_on_the_way_to_a_minimum_it_says_how_far():
    spot = place(optlab.parse_loss("x^2 + y^2"), [3.0, 4.0])
    assert spot.kind == "slope"
    assert spot.near
    assert "about 5 away" in spot.words
