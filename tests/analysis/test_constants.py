"""Letters that are probably meant as numbers: for each true example a neighbour of which nothing is said."""

import numpy as np
import pytest

from optlab.analysis.constants import is_typical, unbounded
from optlab.losses import landscapes, parse_loss

ROWS = {"x": [1.0, 2.0, 4.0], "y": [2.0, 3.0, -1.0]}


def names(text, rows=None, **held):
    return [entry.name for entry in unbounded(parse_loss(text, rows, held=held))]


@pytest.mark.parametrize(
    ("true", "expected", "false"),
    [
        ("(w*x + b - y)^2 + lambda*w^2", ["lambda"], "(w*x + b - y)^2 + lambda^2*w^2"),
        ("(w - 2)^2 + lam*abs(w)", ["lam"], "(w - 2)^2 + abs(lam*w)"),
        ("(a - x)^2 + b*(y - x^2)^2", ["b"], "(a - x)^2 + (b*(y - x^2))^2"),
        ("(x - 1)^2 + lambda1*abs(x) + lambda2*x^2", ["lambda1", "lambda2"], "(x - 1)^2 + exp(lambda1)*x^2"),
        ("a*x^2 + b*x + c", ["a", "b", "c"], "(a*x + b)^2 + c^2"),
        ("k*x", ["k"], "k"),
        ("c*x*y", ["c"], "x*y"),
        ("x^2 - y", ["y"], "x^2 - y^2"),
        ("x^2 - y - z", ["y", "z"], "x^2 - y*z"),
        ("x^2*y", ["y"], "x*y + x + y"),
        ("max(0, 1 - x) + c*x^2", ["c"], "max(0, 1 - c*x)"),
        ("c*floor(x)", ["c"], "floor(c)*x^2"),
        ("where(x > 0, x, x^2) + c*x^2", ["c"], "where(c > 0, x, x^2) + c*x^2"),
        ("x^2 + c*(x + 1)", ["c"], "x^2 + c*((x + 1)^2 - x^2 - 2x - 1)"),
        ("c*sqrt(x) + x", ["c"], "c*sqrt(-1 - x^2) + x"),
    ],
)
def test_a_letter_is_named_where_the_loss_is_linear_in_it_and_not_near_by(true, expected, false):
    assert names(true) == expected
    assert names(false) == []


@pytest.mark.parametrize(
    "text", ["x", "x*y", "x^2 - y^2", "x^3 - 3x*y^2", "a*b", "(a - x)^2", "exp(-k*x)", "x^2 + 0*c"]
)
def test_nothing_is_said_where_nothing_speaks_for_one_letter(text):
    assert names(text) == []


def test_parameters_of_a_line_on_rows_are_not_taken_for_constants():
    assert names("(k*x + b - y)^2", ROWS) == []
    assert names("k*x + b - y", ROWS) == []
    assert names("(w*x + b - y)^2 + lambda*w^2", ROWS) == ["lambda"]


def test_once_held_a_letter_is_not_named_again():
    assert names("(a - x)^2 + b*(y - x^2)^2", b=100.0) == []
    assert names("a*x^2 + b*x + c", a=1.0) == ["b", "c"]


@pytest.mark.parametrize(
    ("text", "way"),
    [("w^2 + lambda*w^2", -1), ("x^2 - y", 1), ("c*sin(x) + x^2", 0), ("x^2 + c", -1), ("x^2 - c*x^2", 1)],
)
def test_the_loss_falls_without_end_the_way_that_is_told(text, way):
    loss = parse_loss(text)
    (entry,) = unbounded(loss)
    assert entry.way == way
    place = loss.parameters.index(entry.name)
    points = np.array([[1.0, 1.0], [-1.0, -1.0]])
    for sign in (way,) if way else (-1, 1):
        far = np.array([np.where(np.arange(2) == place, sign * 10.0**power, points) for power in range(3, 12)])
        falls = [np.diff([loss.value(point) for point in far[:, start]]) < 0 for start in range(2)]
        assert any(fall.all() for fall in falls)


def test_a_letter_that_is_not_typical_is_offered_but_not_taken_for_a_constant():
    assert [entry.meant for entry in unbounded(parse_loss("x^2 - y"))] == [False]
    assert [entry.meant for entry in unbounded(parse_loss("x^2 - c"))] == [True]


def test_a_penalty_is_held_at_less_than_a_factor():
    assert [entry.value for entry in unbounded(parse_loss("x^2 + mu*abs(x) + k*x"))] == [1.0, 0.1]


def test_typical_letters_may_have_numbers_but_words_are_none():
    assert [name for name in ("c", "lambda1", "k_2", "λ", "x", "w1", "cost", "theta") if is_typical(name)] == [
        "c",
        "lambda1",
        "k_2",
        "λ",
    ]


@pytest.mark.parametrize("name", landscapes.names())
def test_no_landscape_of_the_gallery_has_such_a_letter(name):
    assert unbounded(landscapes.get(name).loss) == ()
