"""Spellings that overflow or cancel: what is recognised, what is left as it is, and how both are printed."""

import pytest

import optlab
from optlab.expressions import Graph, parse
from optlab.expressions.graph.fractions import notes
from optlab.expressions.printing.plain import plain


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("log(1 + exp(z))", "softplus(z)"),
        ("ln(1+e^(-y*(w*x+b)))", "softplus(−y·(w·x + b))"),
        ("log(exp(a) + 2*exp(b) + 3)", "logsumexp(a, b + log(2), log(3))"),
        ("log(3*exp(u)*r)", "u + log(3·r)"),
        ("log(r/exp(u))", "log(r) − u"),
        ("log(sigmoid(z)^y)", "−y·softplus(−z)"),
        ("log(exp(a)/(exp(a)+exp(b)+exp(c)))", "−softplus(logsumexp(b, c) − a)"),
        ("log(exp(u) - 1)", "u + log(1 − exp(−u))"),
        ("exp(z)/(1 + exp(z))", "σ(z)"),
        ("y/(1 + exp(-z))", "y·σ(z)"),
        ("5/(2 + 3exp(-x))", "2.5·σ(x + log(2/3))"),
        ("exp(-x)/(1 + exp(-x))^2", "σ(−x)·σ(x)"),
        ("exp(a)/(exp(a) + exp(b) + exp(c))", "σ(a − logsumexp(b, c))"),
        ("1/(exp(a) + exp(b))", "exp(−logsumexp(a, b))"),
        ("exp(a)/exp(b)", "exp(a − b)"),
        ("sinh(u)/cosh(u)", "tanh(u)"),
        ("x/cosh(u)^2", "x·sech(u)²"),
        ("(exp(2u) - 1)/(exp(2u) + 1)", "tanh(u)"),
        ("exp(u) - exp(-u)", "2·sinh(u)"),
        ("1 - sigmoid(a - b)", "σ(b − a)"),
        ("2*sigmoid(z) - 1", "tanh(z/2)"),
        ("(1 + tanh(z/2))/2", "σ(z)"),
        ("1 - erf(u)", "erfc(u)"),
        ("log(exp(a) + exp(b)) - a", "softplus(b − a)"),
        ("log(1+exp(x)) - x", "softplus(−x)"),
        ("u*sqrt(u)", "u^1.5"),
    ],
)
def test_a_recognised_spelling_is_printed_by_the_name_of_its_function(typed, printed):
    formula = parse(typed)
    assert plain(formula.graph, formula.output) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("log(cosh(u))", "log(cosh(u))"),
        ("log(1 + u)", "log(u + 1)"),
        ("log(1 - u)", "log(1 − u)"),
        ("exp(u) - 1", "exp(u) − 1"),
        ("x*(1 - exp(-u))", "−x·(exp(−u) − 1)"),
        ("1 - exp(-u)", "1 − exp(−u)"),
        ("sqrt(1 + u^2) - 1", "√(u² + 1) − 1"),
        ("y*log(p)", "y·log(p)"),
        ("(1-y)*log(1-p)", "(1 − y)·log(1 − p)"),
        ("x^(4/3)", "x^(4/3)"),
        ("x^(1/5)", "x^(1/5)"),
    ],
)
def test_a_recognised_spelling_without_a_name_is_printed_as_it_was_typed(typed, printed):
    formula = parse(typed)
    assert plain(formula.graph, formula.output) == printed


@pytest.mark.parametrize(
    "typed",
    ["log(x)", "2·log(x)", "exp(x) + y − 1", "1/(x + exp(z))", "exp(x) − exp(y)", "log(x·y)", "tanh(x)"],
)
def test_what_needs_no_rule_is_left_as_it_is(typed):
    formula = parse(typed)
    assert plain(formula.graph, formula.output) == typed


def test_slopes_are_written_as_books_have_them():
    slopes = {
        "sqrt(x^2 + y^2)": r"\frac{x}{\sqrt{x^{2} + y^{2}}}",
        "x^(4/3)": r"\frac{4 x^{\frac{1}{3}}}{3}",
        "log(1 + exp(x))": r"\sigma\left(x\right)",
        "log(cosh(x))": r"\tanh\left(x\right)",
        "a*x^b": r"a b x^{b - 1}",
        "x*log(x)": r"\log\left(x\right) + 1",
    }
    for text, slope in slopes.items():
        assert optlab.parse_loss(text).partials_latex["x"] == slope


def test_the_real_power_of_negative_numbers_is_told_once_a_power():
    formula = parse("x^(4/3) + y^(4/3) + (x^2)^(1/3) + z^(3/2)")
    assert notes(formula.graph, formula.output) == (
        "The power 4/3 is the real one for negative numbers too, because 3 is odd: (-8)^(4/3) = 16.",
    )


def test_a_sum_of_many_exponentials_becomes_groups_and_stays_small():
    formula = parse("log(Sum(exp(x[i]), (i, 1, 60)))")
    loss = optlab.Loss.from_formula(formula, None, None)
    assert loss.nodes < 2_000
    assert loss.gradient([0.0] * 60) == pytest.approx([1 / 60] * 60)


def test_an_empty_rule_leaves_numbers_alone():
    graph = Graph()
    assert graph.values[graph.apply("log", graph.constant(2.0))] == pytest.approx(0.6931471805599453)
    assert graph.values[graph.apply("logsumexp", *map(graph.constant, (1.0, 2.0, 3.0)))] == pytest.approx(
        3.40760596444438
    )
