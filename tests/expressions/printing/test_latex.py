"""The printed formula: LaTeX from the graph, SymPy where that is cheap, never without end."""

import numpy as np
import pytest
import sympy

import optlab
from optlab.expressions import Graph, latex, name_latex, parse
from optlab.expressions.sympy_bridge.to_sympy import LARGEST_TREE, to_sympy

X, Y = sympy.symbols("x y")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("x^2 + 3*y^2 - 4*x*y", r"x^{2} + 3 y^{2} - 4 x y"),
        ("(x+1)(y-1)/2", r"\frac{\left(x + 1\right) \left(y - 1\right)}{2}"),
        ("sqrt(x^2+0.01)", r"\sqrt{x^{2} + 0.01}"),
        ("-(x-y)", r"-\left(x - y\right)"),
        ("x^(y+1)", r"x^{y + 1}"),
        ("(x^y)^2", r"\left(x^{y}\right)^{2}"),
        ("Abs(x) + floor(y)", r"\left|x\right| + \left\lfloor y\right\rfloor"),
        ("1e-7*x", r"\left(1 \cdot 10^{-7}\right) x"),
    ],
)
def test_the_formula_prints_as_one_would_write_it(text, printed):
    formula = parse(text)
    assert latex(formula.graph, formula.output) == printed


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("x", "x"),
        ("x1", "x_{1}"),
        ("x_12", "x_{12}"),
        ("W0_1", "W_{0,1}"),
        ("lambda", r"\lambda"),
        ("λ", r"\lambda"),
        ("bias", r"\mathrm{bias}"),
        ("flipper_length", r"\mathrm{flipper\_length}"),
        ("100 % }{ \\input", r"\mathrm{100\ \%\ \}\{\ \ input}"),
        ("two\nlines", r"\mathrm{two\ lines}"),
    ],
)
def test_names_print_as_symbols_and_nothing_in_them_is_a_command(name, printed):
    assert name_latex(name) == printed


def test_small_partials_are_sympys_own():
    loss = optlab.parse_loss("x^2 + 3*y^2 - 4*x*y + sin(x)*exp(y)")
    expected = X**2 + 3 * Y**2 - 4 * X * Y + sympy.sin(X) * sympy.exp(Y)
    assert loss.expression == expected
    assert loss.partials == {"x": expected.diff(X), "y": expected.diff(Y)}
    assert optlab.parse_loss("x/3 + pi*x").partials["x"] == sympy.Rational(1, 3) + sympy.pi


def test_a_power_that_sympy_would_multiply_out_is_left_alone():
    assert str(optlab.parse_loss("(2x)^999999999").expression) == "(2*x)**999999999"


def test_parts_that_are_shared_over_and_over_end_in_dots():
    graph = Graph()
    node = graph.variable("x")
    for _ in range(30):
        node = graph.apply("sin", graph.add(node, graph.apply("exp", node)))
    printed = to_sympy(graph, node, {"x": X})
    assert len(list(sympy.preorder_traversal(printed))) <= LARGEST_TREE
    assert "…" in str(printed)
    assert len(latex(graph, node)) <= 5_000


@pytest.mark.parametrize("text", ["relu(x)*y", "Abs(x) + Max(x, y)", "where(x > y, x^2, y)", "sign(x)*floor(y)"])
def test_partials_with_kinks_evaluate_to_the_gradient(text):
    loss = optlab.parse_loss(text)
    for point in ([0.7, 0.4], [-0.3, 0.6], [0.2, 1.4]):
        values = [float(loss.partials[name].subs(dict(zip((X, Y), point, strict=True)))) for name in "xy"]
        np.testing.assert_allclose(values, loss.gradient(point), rtol=1e-14)


def test_a_condition_that_is_multiplied_prints_as_a_number():
    partial = optlab.parse_loss("relu(x)").partials["x"]
    assert partial.subs(X, 2) == 1
    assert partial.subs(X, -2) == 0


def test_what_has_no_value_can_still_be_printed():
    loss = optlab.parse_loss("x*log(y)^x + relu((sign(2)-3)^x)*where(x == y, Min(x, y), 2)")
    assert all(str(partial) for partial in loss.partials.values())
