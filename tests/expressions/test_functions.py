"""The functions that are made of others, and the inverse hyperbolic ones, against SymPy and NumPy."""

import math

import numpy as np
import pytest
import sympy

import optlab

X = 0.3
CASES = {
    "cot(x)": sympy.cot,
    "sec(x)": sympy.sec,
    "csc(x)": sympy.csc,
    "coth(x)": sympy.coth,
    "sech(x)": sympy.sech,
    "csch(x)": sympy.csch,
    "asinh(x)": sympy.asinh,
    "acosh(x + 2)": lambda x: sympy.acosh(x + 2),
    "atanh(x)": sympy.atanh,
    "arsinh(x) + arctanh(x)": lambda x: sympy.asinh(x) + sympy.atanh(x),
    "square(x) + pow(x, 3)": lambda x: x**2 + x**3,
}


@pytest.mark.parametrize("text", CASES)
def test_values_slopes_and_curvatures_are_those_of_sympy(text):
    symbol = sympy.Symbol("x")
    expression = CASES[text](symbol)
    loss, same = optlab.parse_loss(text), optlab.Loss(expression)
    wanted = [float(expression.diff(symbol, order).subs(symbol, X)) for order in range(3)]
    for each in (loss, same):
        got = [each.value([X]), each.gradient([X])[0], each.hessian([X])[0, 0]]
        assert got == pytest.approx(wanted, rel=1e-12)
        assert float(each.partials["x"].subs(symbol, X)) == pytest.approx(wanted[1], rel=1e-12)
        assert each.latex


def test_the_step_function_is_a_half_at_zero_or_what_is_given():
    loss = optlab.parse_loss("Heaviside(x) + heaviside(y, 1) + 0*x*y")
    assert loss.value(np.array([[0.0, 0.0], [1.0, -1.0], [-1.0, 2.0]])).tolist() == [1.5, 1.0, 1.0]


def test_the_remainder_has_the_sign_of_the_divisor():
    loss = optlab.parse_loss("mod(x, 3)")
    assert loss.value(np.array([[7.5], [-7.5]])).tolist() == [1.5, 1.5]
    assert loss.gradient([7.5]).tolist() == [1.0]


def test_the_norm_is_the_root_of_the_squares():
    assert optlab.parse_loss("norm(x, y, 2)").value([1.0, -2.0]) == 3.0
    assert optlab.parse_loss("norm(x)").value([-2.0]) == 2.0
    assert optlab.parse_loss("hypot(x, y)").gradient([3.0, 4.0]).tolist() == pytest.approx([0.6, 0.8], rel=1e-15)


def test_the_inverse_hyperbolic_functions_keep_their_digits():
    assert optlab.parse_loss("asinh(x)").value([-1e9]) == math.asinh(-1e9)
    assert optlab.parse_loss("asinh(x)").value([1e-12]) == pytest.approx(1e-12, rel=1e-15)
