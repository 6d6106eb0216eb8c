"""The spellings of courses far from 0 and close to it, against mpmath with as many digits as it takes."""

import re

import mpmath
import numpy as np
import pytest
import sympy

import optlab

ONE_VARIABLE = [
    # softplus and the sigmoid
    "log(1+exp(z))", "log(1+exp(-z))", "log(exp(x)+1)", "ln(1+e^(-2*(x+1)))", "log(1+exp(2x))/2", "log2(1+exp(x))",
    "log(1+exp(x))^2", "1/(1+exp(-x))", "exp(x)/(1+exp(x))", "(1+exp(-x))^-1", "(1+exp(-x))^-2", "(1+exp(-x))^(-0.5)",
    "1-1/(1+exp(-z))", "1-exp(z)/(1+exp(z))", "(1/(1+exp(-x)) - 1)^2", "exp(-x)/(1+exp(-x))^2", "exp(x)/(1+exp(x))^2",
    "5/(2+3exp(-x))", "1/(2+exp(x))", "log(2+exp(x)/3)", "x*exp(x)/(1+exp(x))", "(1+tanh(z/2))/2", "0.5*(1-tanh(z))",
    "-log(1/(1+exp(-z)))", "log(1-1/(1+exp(-z)))", "log(exp(z)/(1+exp(z)))", "log((1+tanh(z/2))/2)",
    "log(1+exp(x))-x", "log(3/exp(x))", "exp(x)/(exp(x)+exp(-x))", "log(sqrt(1+exp(x)))",
    # hyperbolic functions
    "log(cosh(x))", "log(exp(x)+exp(-x))", "log((exp(x)+exp(-x))/2)", "log(2*cosh(x/3))", "log(1/cosh(x))",
    "sinh(x)/cosh(x)", "(exp(x)-exp(-x))/(exp(x)+exp(-x))", "(exp(2x)-1)/(exp(2x)+1)", "(1-exp(-2x))/(1+exp(-2x))",
    "2/(1+exp(-2x))-1", "1-2/(1+exp(2x))", "1/cosh(x)", "1/cosh(x)^2", "2/(exp(x)+exp(-x))", "cosh(x)^-2",
    # close to 0
    "exp(x)-1", "1-exp(-x)", "(exp(x)-1)^2", "log(1+x^2)", "(exp(x)-exp(-x))/3",
    # logarithms of densities
    "log(exp(-x^2/2)/sqrt(2*pi))", "-log(3*exp(-x))", "erfc(x)", "(1+erf(x/sqrt(2)))/2",
]  # fmt: skip

SEVERAL_VARIABLES = [
    "-(y*log(1/(1+exp(-z))) + (1-y)*log(1-1/(1+exp(-z))))", "-(y*log(sigmoid(z)) + (1-y)*log(1-sigmoid(z)))",
    "-log(sigmoid(z)^y*(1-sigmoid(z))^(1-y))", "ln(1+e^(-y*(w+b)))", "exp(a)/(exp(a)+exp(b))", "1/(1+exp(b-a))",
    "log(exp(a)+exp(b))", "log(exp(a)+exp(b))-a", "b-log(exp(a)+exp(b))", "log(2*exp(a)+exp(b)/3)",
    "log((exp(a)+exp(b))/2)", "3*log(exp(a)+exp(b))", "-log(exp(a)/(exp(a)+exp(b)))", "-log(1-exp(a)/(exp(a)+exp(b)))",
    "exp(a)/exp(b)", "log(1+exp(a)+exp(b))", "log(1+(exp(a)+exp(b)))", "exp(a)/(1+exp(a)+exp(b))",
    "exp(a)/(exp(a)+exp(b)+exp(c))", "-log(exp(a)/(exp(a)+exp(b)+exp(c)))", "log(exp(a)+exp(b)+exp(c))",
    "log(exp(a)+exp(b)+exp(c)) - b", "logsumexp(a, b, c)", "logsumexp(a, b + 2)",
]  # fmt: skip

NEAR = [40.0, -40.0, 20.0, -20.0, 3.0, -3.0, 0.5, -0.5, 1e-3]
FAR = [800.0, -800.0]
FARTHEST = [1e4, -1e4]
SMALLEST = 1e-290
"""What is smaller may be 0: the numbers below 1e-308 have no digits."""


def by_sympy(text: str) -> sympy.Expr:
    """The formula as it was typed, its numbers exact."""
    spelled = re.sub(r"(\d)(exp|x)", r"\1*\2", text).replace("^", "**").replace("ln(", "log(")
    own = {
        "e": sympy.E,
        "log2": lambda x: sympy.log(x) / sympy.log(2),
        "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
        "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
        "logsumexp": lambda *xs: sympy.log(sympy.Add(*map(sympy.exp, xs))),
    }
    symbols = {name: sympy.Symbol(name, real=True) for name in "abcwxyz"}
    return sympy.sympify(spelled, locals={**own, **symbols}, rational=True)


def references(text, parameters, points, digits):
    """Value, slopes and curvatures at each point."""
    expression, symbols = by_sympy(text), [sympy.Symbol(name, real=True) for name in parameters]
    slopes = [expression.diff(symbol) for symbol in symbols]
    curvatures = [slope.diff(symbol) for slope in slopes for symbol in symbols]
    evaluate = sympy.lambdify(symbols, [expression, *slopes, *curvatures], "mpmath")
    for point in points:
        with mpmath.workdps(digits):
            yield np.array([float(mpmath.re(number)) for number in evaluate(*map(mpmath.mpf, point))])


def numbers(loss, point):
    return np.array([loss.value(point), *loss.gradient(point), *loss.hessian(point).ravel()])


def assert_exact(actual, expected, scale=0.0):
    """Equal to 1e-12 of each number, and of ``scale``."""
    tiny = (np.abs(expected) < SMALLEST) & (np.abs(actual) < SMALLEST)
    with np.errstate(invalid="ignore"):  # inf - inf
        exact = tiny | (actual == expected) | (np.abs(actual - expected) <= 1e-12 * (np.abs(expected) + scale))
    assert exact.all(), (actual[~exact], expected[~exact])


def assert_exact_along(text, points, digits):
    loss = optlab.parse_loss(text)
    for point, expected in zip(points, references(text, loss.parameters, points, digits), strict=True):
        assert_exact(numbers(loss, point), expected)


@pytest.mark.parametrize("text", ONE_VARIABLE)
def test_value_slope_and_curvature_of_one_variable_keep_their_digits(text):
    assert_exact_along(text, [[x] for x in NEAR], 150)
    assert_exact_along(text, [[x] for x in FAR], 800)


@pytest.mark.slow
@pytest.mark.parametrize("text", ONE_VARIABLE[::4])
def test_they_keep_their_digits_ten_thousand_from_zero(text):
    assert_exact_along(text, [[x] for x in FARTHEST], 9000)


@pytest.mark.slow
@pytest.mark.parametrize("text", SEVERAL_VARIABLES)
def test_value_slopes_and_curvatures_of_several_variables_keep_their_digits(text):
    loss = optlab.parse_loss(text)
    near = np.random.default_rng(5).uniform(-3.0, 3.0, size=(2, len(loss.parameters)))
    # beside a 1, far out is far from it; without, only differences matter
    bases = [0.0, 20.0, -20.0, 300.0, -300.0] if "1" in text else [0.0, 20.0, -20.0, 800.0, -800.0, 1e4, -1e4]
    points = [base + offset for base in bases for offset in near] + [300.0 * np.arange(1.0, 1.0 + near.shape[1])]
    for point, expected in zip(points, references(text, loss.parameters, points, 1000), strict=True):
        actual, slopes = numbers(loss, point), slice(0, 1 + len(point))
        rounded = np.finfo(float).eps * np.abs(point).max()  # of the logarithm of a sum, where that is large
        assert_exact(actual[slopes], expected[slopes], rounded / 1e-12 * np.abs(expected[slopes]))
        curvatures = expected[slopes.stop :]
        assert_exact(actual[slopes.stop :], curvatures, (1.0 + rounded / 1e-12) * np.abs(curvatures).max())


@pytest.mark.parametrize("text", ["exp(x)-1", "1-exp(-x)", "log(1+x)", "log(1-x)", "sqrt(1+x^2)-1", "sqrt(x+1)-1",
    "9*(sqrt(1+(x/3)^2)-1)", "tanh(x)", "(exp(x)-exp(-x))/2", "log(cosh(x))", "log1p(x)", "expm1(x)", "x*log(1+x)",
    "(exp(2x)-1)/(exp(2x)+1)", "2/(1+exp(-x))-1", "log((exp(x)+exp(-x))/2)"])  # fmt: skip
@pytest.mark.parametrize("x", [1e-3, -1e-6, 1e-9, -1e-12])
def test_nothing_cancels_close_to_zero(text, x):
    loss = optlab.parse_loss(text)
    spelled = text.replace("log1p(x)", "log(1+x)").replace("expm1(x)", "exp(x)-1")
    ((value, slope, _),) = references(spelled, ["x"], [[x]], 80)
    assert_exact(np.array([loss.value([x]), loss.gradient([x])[0]]), np.array([value, slope]))


def test_the_two_ends_of_a_spelling_in_sympy_are_the_same():
    x, a, b = sympy.symbols("x a b")
    for expression, point in [
        (sympy.log(1 + sympy.exp(x)), [800.0]),
        (1 / (1 + sympy.exp(-x)), [-800.0]),
        (sympy.exp(x) / (1 + sympy.exp(x)), [800.0]),
        (sympy.exp(-x) / (1 + sympy.exp(-x)) ** 2, [-800.0]),
        (sympy.exp(a) / (sympy.exp(a) + sympy.exp(b)), [800.0, 801.0]),
        (sympy.log(sympy.cosh(x)), [800.0]),
        (sympy.erfc(x), [20.0]),
        (sympy.sech(x), [800.0]),
        (sympy.Function("logsumexp")(a, b), [800.0, 801.0]),
        (sympy.Function("xlogy")(a, b), [0.0, 2.0]),
        (sympy.Function("log1p")(x) + sympy.Function("expm1")(x) + sympy.Function("softplus")(x), [1.0]),
    ]:
        loss = optlab.Loss(expression)
        again = optlab.Loss(loss.expression)
        for answers in (loss, again):
            assert np.isfinite([answers.value(point), *answers.gradient(point), *answers.hessian(point).ravel()]).all()
        assert again.value(point) == pytest.approx(loss.value(point), rel=1e-12)


def test_sympys_c_functions_are_read():
    from sympy.codegen.cfunctions import expm1, log1p

    x = sympy.Symbol("x")
    assert optlab.Loss(log1p(x) + expm1(x)).value([1e-12]) == pytest.approx(2e-12, rel=1e-11)


# ------------------------------------------------------------------------ kinks


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("sqrt(x^2+y^2)", [0.0, 0.0]), ("sqrt((x-1)^2+(y-2)^2)", [1.0, 2.0]), ("(x^2+y^2)^0.5", [0.0, 0.0]),
        ("(x^4+y^4)^(1/4)", [0.0, 0.0]), ("sqrt(x^2)", [0.0]), ("sqrt(abs(x))", [0.0]), ("abs(x)^0.3", [0.0]),
        ("abs(x)^1.5", [0.0]), ("(x^2)^(1/3)", [0.0]), ("cbrt(x^2)", [0.0]), ("Max(abs(x), abs(y))^0.5", [0.0, 0.0]),
        ("where(x==0, 0, x*sqrt(x))", [0.0]), ("exp(-sqrt((x^2+y^2)/2))", [0.0, 0.0]), ("atan2(x, y)", [0.0, 0.0]),
        ("abs(x)^b", [0.5, 0.0]), ("relu(x)^0.5", [0.0]), ("sqrt(x^2*y^2)", [0.0, 2.0]),
    ],
)  # fmt: skip
def test_a_minimum_under_a_root_has_slope_zero(text, point):
    loss = optlab.parse_loss(text)
    assert np.isfinite(loss.value(point))
    assert loss.gradient(point).tolist() == [0.0] * len(point)
    assert np.isfinite(loss.hessian(point)).all()


def test_a_geometric_median_may_start_on_a_data_point():
    rows = {"u": [0.0, 1.0, 1.0], "v": [0.0, 0.0, 2.0]}
    loss = optlab.parse_loss("sqrt((a-u)^2 + (b-v)^2)", data=rows)
    expected = -(np.array([1.0, 0.0]) + np.array([1.0, 2.0]) / np.sqrt(5.0)) / 3.0
    np.testing.assert_allclose(loss.gradient([0.0, 0.0]), expected, rtol=1e-14)


def test_an_infinite_slope_is_told():
    assert optlab.parse_loss("sqrt(x)").gradient([0.0])[0] == np.inf
    assert optlab.parse_loss("cbrt(x)").gradient([0.0])[0] == np.inf
    assert optlab.parse_loss("x^(1/3)").gradient([0.0])[0] == np.inf
    assert optlab.parse_loss("x*log(x)").gradient([0.0])[0] == -np.inf
    assert optlab.parse_loss("x^x").gradient([0.0])[0] == -np.inf


def test_powers_products_and_logarithms_have_their_limit_at_zero():
    column = {"x": [0.0, 1.0], "y": [0.0, 2.0]}
    power = optlab.parse_loss("(a*x^b - y)^2", data=column)
    assert power.value([1.5, 1.2]) == 0.125
    assert power.gradient([1.5, 1.2]).tolist() == [-0.5, 0.0]
    assert power.hessian([1.5, 1.2]).tolist() == [[1.0, 0.0], [0.0, 0.0]]
    poisson = optlab.parse_loss("w*x - y*log(w*x)", data=column)
    assert poisson.gradient([4.0])[0] == pytest.approx(0.25)
    entropy = optlab.parse_loss("-(y*log(p) + (1-y)*log(1-p))", data={"y": [0.0]})
    assert entropy.value([0.0]) == 0.0
    assert entropy.gradient([0.0]).tolist() == [1.0]
    assert optlab.parse_loss("x*log(x)").value([0.0]) == 0.0
    assert optlab.parse_loss("x*sqrt(x)").gradient([0.0])[0] == 0.0
    assert np.isnan(optlab.parse_loss("x*log(y)").value([0.0, -1.0]))


# ---------------------------------------------------------------- real branches


@pytest.mark.parametrize(("above", "below"), [(4, 3), (2, 3), (1, 3), (-1, 3), (-2, 3), (3, 5), (1, 5), (7, 3), (5, 7)])
@pytest.mark.parametrize("x", [-8.0, -0.3, 0.3, 8.0])
def test_a_fraction_with_an_odd_denominator_is_a_real_power(above, below, x):
    exact = sympy.Rational(above, below)

    def power(exponent):  # of a negative number: that of its size, its sign kept where the numerator is odd
        return (np.sign(x) if exponent.p % 2 else 1.0) * abs(x) ** float(exponent)

    expected = [power(exact), float(exact) * power(exact - 1), float(exact * (exact - 1)) * power(exact - 2)]
    for loss in (optlab.parse_loss(f"x^({above}/{below})"), optlab.Loss(sympy.Symbol("x") ** exact)):
        np.testing.assert_allclose(numbers(loss, [x]), expected, rtol=1e-13)


def test_decimals_and_even_denominators_are_no_real_powers_of_negative_numbers():
    for text in ("x^0.2", "x^(3/2)", "x^1.5", "x^(5/6)"):
        assert np.isnan(optlab.parse_loss(text).value([-8.0]))


def test_newton_on_the_power_four_thirds_doubles_and_turns_round():
    loss = optlab.parse_loss("x^(4/3)")
    trajectory = optlab.run(loss, optlab.optimizers.Newton(), starts=[1.0], rate=1.0, steps=6)
    np.testing.assert_allclose(trajectory.points.ravel(), [1, -2, 4, -8, 16, -32, 64], rtol=1e-12)
