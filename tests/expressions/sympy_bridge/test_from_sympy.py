"""SymPy expressions as input: what is read, and what is refused by name."""

import math

import numpy as np
import pytest
import sympy

import optlab
from optlab.errors import ExpressionError

X, Y = sympy.symbols("x y")
K, M = sympy.symbols("k m", integer=True)


def test_text_is_refused_and_never_evaluated(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExpressionError, match="parse_loss"):
        optlab.Loss("open('left_behind', 'w')")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("refused", "what"),
    [
        (sympy.zeta(X), "zeta is not supported"),
        (sympy.gamma(X) + 1, "gamma is not supported"),
        (sympy.Integral(X**2, X), "Integral is not supported"),
        (sympy.Derivative(sympy.Function("f")(X), X), "Derivative is not supported"),
        (sympy.Function("mystery")(X), "mystery"),
        (X + sympy.I, "ImaginaryUnit"),
        (X * sympy.nan, "nan"),
        (sympy.Add(X, sympy.oo, evaluate=False), "not a finite number"),
        (X < 1, "StrictLessThan"),
        (sympy.Matrix([X]), "Matrix"),
        (sympy.Symbol("exp") ** 2, "'exp'"),
        (sympy.Symbol("1:direction") ** 2, "direction"),
        (sympy.Sum(X, (Y, 1, sympy.oo)), "finite"),
        (sympy.Sum(X * Y, (Y, 1, sympy.Symbol("n"))), "literal bounds"),
        (sympy.Sum(X * Y, (Y, 1, 10**7)), "terms"),
        (sympy.Dummy("x") + sympy.Dummy("x"), "different symbols"),
        (X + sympy.Integer(10) ** 400, "too large"),
    ],
)
def test_what_cannot_be_a_loss_is_refused_by_name(refused, what):
    with pytest.raises(ExpressionError, match=what):
        optlab.Loss(refused)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (sympy.Function("sigmoid")(X) + Y, 1 / (1 + math.exp(-2)) + 3),
        (sympy.Heaviside(X - 2) + Y, 3.5),
        (sympy.Heaviside(X - 2, 0) + Y, 3.0),
        (sympy.Max(X, Y, 1) - sympy.Min(X, Y, 7), 1.0),
        (sympy.Piecewise((X, X > Y), (Y**2, X < 5), (0, True)), 9.0),
        (sympy.cbrt(X) * sympy.sqrt(Y) / X, math.cbrt(2) * math.sqrt(3) / 2),
        (sympy.log(X, 2) + sympy.GoldenRatio * Y, 1 + 3 * (1 + math.sqrt(5)) / 2),
        (sympy.Sum(sympy.Sum(X * K, (K, 1, M)), (M, 1, 3)) * Y, 60.0),
        (sympy.Product(X + K, (K, 1, 2)) + Y, 15.0),
        (sympy.Integer(10) ** 30 * X / Y, 2e30 / 3),
        (sympy.sqrt(2) * X + sympy.Rational(1, 3) * Y, 2 * math.sqrt(2) + 1),
    ],
)  # fmt: skip
def test_what_sympy_can_say_is_read(expression, value):
    assert optlab.Loss(expression).value([2.0, 3.0]) == pytest.approx(value, rel=1e-15)


def test_matrix_entries_are_parameters_in_the_order_of_their_places():
    matrix = sympy.MatrixSymbol("W", 2, 2)
    i = sympy.Symbol("i", integer=True)
    loss = optlab.Loss(matrix[0, 1] ** 2 + 3 * matrix[1, 0] + sympy.Sum(matrix[i, i], (i, 0, 1)))
    assert loss.parameters == ("W0_0", "W0_1", "W1_0", "W1_1")
    assert loss.gradient([1.0, 2.0, 3.0, 4.0]).tolist() == [1.0, 4.0, 3.0, 1.0]


def test_names_with_blanks_can_be_columns():
    loss = optlab.Loss((sympy.Symbol("body mass") - X) ** 2, data={"body mass": [1.0, 3.0]})
    assert loss.parameters == ("x",)
    assert loss.value([2.0]) == 1.0


@pytest.mark.slow
def test_a_sum_of_ten_thousand_terms_is_read_and_differentiated():
    x = sympy.IndexedBase("x")
    i = sympy.Symbol("i", integer=True)
    loss = optlab.Loss(sympy.Sum(i * x[i] ** 2, (i, 1, 2000)))
    np.testing.assert_array_equal(loss.gradient(np.ones(2000)), 2.0 * np.arange(1, 2001))
