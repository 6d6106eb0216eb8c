"""Gradients, Hessians and Hessian products against SymPy's own derivatives, and the choices where none exists."""

import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import optlab

X, Y = sympy.symbols("x y")
UNARY = [sympy.sin, sympy.cos, sympy.atan, sympy.sinh, sympy.tanh, sympy.exp, sympy.erf, sympy.cosh]
POSITIVE = [sympy.log, sympy.sqrt]


def combined(inner: st.SearchStrategy) -> st.SearchStrategy:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda pair: pair[0] + pair[1]),
        pairs.map(lambda pair: pair[0] * pair[1]),
        pairs.map(lambda pair: pair[0] / (1 + pair[1] ** 2)),
        st.tuples(st.sampled_from(UNARY), inner).map(lambda made: made[0](made[1])),
        st.tuples(st.sampled_from(POSITIVE), inner).map(lambda made: made[0](1 + made[1] ** 2)),
        st.tuples(inner, st.integers(2, 4)).map(lambda made: made[0] ** made[1]),
        pairs.map(lambda pair: sympy.atan2(pair[0], 2 + pair[1] ** 2)),
    )


LEAVES = st.sampled_from([X, Y, X + Y, 2 * X - Y, sympy.Rational(1, 3) * X, sympy.pi * Y, sympy.Integer(2)])
EXPRESSIONS = st.recursive(LEAVES, combined, max_leaves=6)
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def exact(expression: sympy.Expr, point: tuple[float, float]) -> float:
    """The value to 40 digits."""
    return float(expression.subs({X: sympy.Float(point[0], 40), Y: sympy.Float(point[1], 40)}).evalf(40))


@pytest.mark.slow
@RELAXED
@given(EXPRESSIONS, st.tuples(st.floats(0.2, 1.2), st.floats(0.2, 1.2)), st.tuples(st.floats(-1, 1), st.floats(-1, 1)))
def test_gradient_hessian_and_hessian_product_equal_sympys(expression, point, direction):
    assume(expression.free_symbols)
    loss = optlab.Loss(expression, parameters=("x", "y"))
    slopes = [expression.diff(symbol) for symbol in (X, Y)]
    curvatures = [[slope.diff(symbol) for symbol in (X, Y)] for slope in slopes]
    hessian = np.array([[exact(entry, point) for entry in row] for row in curvatures])
    gradient = np.array([exact(slope, point) for slope in slopes])
    assume(np.abs(hessian).max() < 1e6)
    scale = max(1.0, abs(exact(expression, point)), np.abs(gradient).max(), np.abs(hessian).max())
    np.testing.assert_allclose(loss.gradient(point), gradient, rtol=1e-10, atol=1e-12 * scale)
    np.testing.assert_allclose(loss.hessian(point), hessian, rtol=1e-10, atol=1e-11 * scale)
    np.testing.assert_allclose(
        loss.hessian_product(point, direction), hessian @ direction, rtol=1e-9, atol=1e-10 * scale
    )


@pytest.mark.slow
@RELAXED
@given(EXPRESSIONS, st.tuples(st.floats(0.2, 1.2), st.floats(0.2, 1.2)))
def test_sympy_and_back_is_the_same_function(expression, point):
    assume(expression.free_symbols)
    loss = optlab.Loss(expression, parameters=("x", "y"))
    expected = exact(expression, point)
    assert exact(loss.expression, point) == pytest.approx(expected, rel=1e-12, abs=1e-12)
    again = optlab.Loss(loss.expression, parameters=("x", "y"))
    assert again.value(point) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    "formula",
    [
        "sigmoid(x*y) + softplus(x)", "relu(x - 0.3)*y", "cbrt(x)*y", "Abs(x - y) + Max(x, y^2, 0.1)", "erf(x)^2*y",
        "where(x > y, x^3, y^3)", "x^y + y^x", "log2(x) + log10(y)", "tan(x) + asin(x/2) + acos(y/2)", "atan2(x, y)",
        "Product(x + i*y, (i, 1, 6))", "x^(1/3) + y^-2.5", "Min(sin(x), cos(y))",
    ],
)  # fmt: skip
def test_the_gradient_equals_central_differences(formula):
    loss = optlab.parse_loss(formula)
    point, step = np.array([0.7, 0.4]), 1e-6
    numeric = [(loss.value(point + step * e) - loss.value(point - step * e)) / (2 * step) for e in np.eye(2)]
    np.testing.assert_allclose(loss.gradient(point), numeric, rtol=1e-7, atol=1e-8)
    curved = np.array(
        [(loss.gradient(point + step * e) - loss.gradient(point - step * e)) / (2 * step) for e in np.eye(2)]
    )
    np.testing.assert_allclose(loss.hessian(point), curved, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(
    ("formula", "point", "slope"),
    [
        ("Abs(x)", 0.0, 0.0),
        ("relu(x)", 0.0, 0.0),
        ("Max(x, 0)", 0.0, 0.5),
        ("Min(x, 0)", 0.0, 0.5),
        ("floor(x)", 1.0, 0.0),
        ("sign(x)*x", 0.0, 0.0),
        ("where(x > 0, x, 0)", 0.0, 0.0),
    ],
)
def test_the_subgradient_chosen_where_no_derivative_exists(formula, point, slope):
    assert optlab.parse_loss(formula).gradient([point])[0] == slope


@pytest.mark.parametrize(
    "formula", ["where(x > 0, x*log(x), 0)", "where(x > 0, sqrt(x), 0)", "where(x != 0, sin(x)/x, 1)"]
)
def test_no_nan_comes_through_where(formula):
    loss = optlab.parse_loss(formula)
    points = np.array([[-1.0], [0.0], [1.0]])
    assert np.isfinite(loss.value(points)).all()
    assert np.isfinite(loss.gradient(points)).all()
    assert np.isfinite(loss.hessian(points)).all()


def test_two_symbols_of_one_name_are_one_parameter():
    mixed = sympy.Symbol("x") ** 2 + sympy.Symbol("x", real=True) ** 3
    assert optlab.Loss(mixed).gradient([2.0]).tolist() == [16.0]


def test_erf_is_exact():
    import math

    loss = optlab.parse_loss("erf(x)")
    for x in np.linspace(-3, 3, 41):
        assert loss.value([x]) == pytest.approx(math.erf(x), abs=1e-15)


@pytest.mark.parametrize(
    "refused", [sympy.zeta(X), sympy.Integral(X, X), sympy.oo * X, sympy.I * X, sympy.Function("mystery")(X)]
)
def test_sympy_that_is_not_supported_is_refused_by_name(refused):
    with pytest.raises(optlab.OptlabError):
        optlab.Loss(refused)


def test_sums_products_indexed_names_and_matrix_entries_of_sympy_are_read():
    i, n = sympy.symbols("i", integer=True), 4
    x = sympy.IndexedBase("x")
    loss = optlab.Loss(sympy.Sum(x[i] ** 2, (i, 1, n)) * sympy.Product(i, (i, 1, 3)))
    assert loss.parameters == ("x1", "x2", "x3", "x4")
    assert loss.value([1.0, 1.0, 1.0, 1.0]) == 24.0
    matrix = sympy.MatrixSymbol("W", 2, 2)
    assert optlab.Loss(matrix[0, 1] ** 2).value([3.0]) == 9.0
