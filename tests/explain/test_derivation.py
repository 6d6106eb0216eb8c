"""The derivation's stated rules, applied one by one in SymPy, give the derivative that SymPy finds."""

import numpy as np
import pytest
import sympy

from optlab.explain.derivation import derivation
from optlab.expressions import Formula, Graph, parse
from optlab.expressions.sympy_bridge.to_sympy import to_sympy
from optlab.losses import landscapes

GALLERY = [(name, parameter) for name in landscapes.names() for parameter in landscapes.get(name).loss.parameters]
OWN_FUNCTIONS = {
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "logcosh": lambda x: sympy.log(sympy.cosh(x)),
    "log1p": lambda x: sympy.log(1 + x),
    "expm1": lambda x: sympy.exp(x) - 1,
    "sqrt1pm1": lambda x: sympy.sqrt(1 + x) - 1,
}
"""Functions that the graph has and SymPy has not."""

LOGARITHMS = {"xlogy": sympy.log, "xlog1py": OWN_FUNCTIONS["log1p"]}
"""What the second argument of a product with a logarithm is in."""

FORMULAS = [
    "x^2 + 3y^2 - 4x*y",
    "(x^2 + 1)/(x - 3)",
    "3/(x^2 + 2)",
    "x^x",
    "(x + 1)^(x*y)",
    "2^(x*y)",
    "sin(x^2)*exp(-x)",
    "-tanh(x*y)/2 + log(1 + x^2)",
    "x*x*x - sqrt(x + 9)",
    "atan(x)*sinh(x)",
    "log(cosh(x*y))/cosh(x)",
    "(exp(x*y) - 1)*erfc(x)",
    "(sqrt(1 + x^2) - 1)*log(1 + exp(x))",
    "x*log(x*y)",
    "y*log(1 + x^2)",
]


def slope_of_one_part(rule, operation, whole, arguments, part, slope):
    """The derivative of a whole with one moving part."""
    if rule == "constant factor":
        return whole / part * slope
    if rule == "reciprocal":
        return -arguments[0] * slope / part**2
    if rule == "power":
        return arguments[1] * part ** (arguments[1] - 1) * slope
    if rule == "exponential":
        return whole * sympy.log(arguments[0]) * slope
    inside, function = sympy.Dummy(), OWN_FUNCTIONS.get(operation) or getattr(sympy, operation)
    return sympy.diff(function(inside), inside).subs(inside, part) * slope


def slope_of_log(operation, inside, slope):
    """The derivative of the logarithm in a product."""
    return slope / (inside if operation == "xlogy" else 1 + inside)


def slope_by_rule(graph, step, slopes, expr):
    """The derivative of a step's subject from those of its parts, by the rule of that name as books have it."""
    rule, whole = step.rule.partition(", with the chain rule")[0], expr(step.subject)
    operation = graph.nodes[step.subject].operation
    if rule == "sum":
        return sum(slopes[part] for part in step.parts)
    if len(step.parts) == 1:
        arguments = [expr(argument) for argument in graph.nodes[step.subject].arguments]
        if operation in LOGARITHMS:
            return arguments[0] * slope_of_log(operation, arguments[1], slopes[step.parts[0]])
        return slope_of_one_part(rule, operation, whole, arguments, expr(step.parts[0]), slopes[step.parts[0]])
    (left, right), (left_slope, right_slope) = map(expr, step.parts), (slopes[part] for part in step.parts)
    if operation in LOGARITHMS:
        right, right_slope = LOGARITHMS[operation](right), slope_of_log(operation, right, right_slope)
    return {
        "product": left_slope * right + left * right_slope,
        "quotient": (right * left_slope - left * right_slope) / right**2,
        "power and exponential": whole * (right_slope * sympy.log(left) + right * left_slope / left),
    }[rule]


def by_the_rules(formula, name, symbols):
    """The derivative put together from the rules that the derivation states, the innermost first."""
    partial = derivation(formula, name)

    def expr(node):
        return to_sympy(partial.graph, node, symbols, tidy=False)

    slopes = {partial.variable: sympy.Integer(1)}
    for step in sorted(partial.steps, key=lambda step: step.subject):
        slopes[step.subject] = slope_by_rule(partial.graph, step, slopes, expr)
    return slopes[partial.steps[0].subject], expr(partial.result)


def assert_equal_derivatives(derivatives, expected, symbols, windows):
    functions = [sympy.lambdify(list(symbols.values()), expression) for expression in (*derivatives, expected)]
    points = np.random.default_rng(3).uniform(*np.array(windows).T, size=(5, len(windows)))
    for point in points:
        by_rules, result, reference = (float(function(*point)) for function in functions)
        assert by_rules == pytest.approx(reference, rel=1e-8, abs=1e-8)
        assert result == pytest.approx(reference, rel=1e-8, abs=1e-8)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "parameter"), GALLERY)
def test_the_stated_rules_give_sympys_derivative_on_every_gallery_entry(name, parameter):
    entry = landscapes.get(name)
    columns = () if entry.data is None else tuple(entry.data.columns)
    declared = [*entry.loss.parameters, *columns]
    symbols = {name: sympy.Symbol(name) for name in declared}
    formula = parse(entry.formula, declared)
    expected = sympy.sympify(entry.formula, locals=symbols).diff(symbols[parameter])
    windows = [*entry.domain, *[(-2.0, 2.0)] * len(columns)]
    assert_equal_derivatives(by_the_rules(formula, parameter, symbols), expected, symbols, windows)


@pytest.mark.slow
@pytest.mark.parametrize("text", FORMULAS)
def test_the_stated_rules_give_sympys_derivative_of_every_kind_of_formula(text):
    formula = parse(text)
    symbols = {name: sympy.Symbol(name) for name in formula.names}
    expected = sympy.diff(to_sympy(formula.graph, formula.output, symbols), symbols["x"])
    windows = [(0.5, 2.5)] * len(symbols)
    assert_equal_derivatives(by_the_rules(formula, "x", symbols), expected, symbols, windows)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("x^2 + 3*y^2 - 4*x*y", ["sum", "power", "constant factor", "constant factor", "constant factor"]),
        ("sin(x^2)", ["chain rule through sin", "power"]),
        ("(1 + x^2)^3", ["power, with the chain rule", "sum", "power"]),
        ("x*exp(x)", ["product", "slope of exp"]),
        ("x/(1 + x)", ["quotient", "sum"]),
        ("1/x", ["reciprocal"]),
        ("floor(x)", ["flat almost everywhere"]),
        ("x*log(x)", ["product, with the chain rule through log"]),
        ("log(1 + x)", ["slope of log"]),
        ("x^(4/3)", ["power"]),
    ],
)
def test_each_rule_has_its_textbook_name(text, rules):
    assert [step.rule for step in derivation(parse(text), "x").steps] == rules


def test_a_part_that_stands_in_two_places_is_derived_once():
    steps = derivation(parse("sin(x^2) + cos(x^2)"), "x").steps
    assert [step.rule for step in steps].count("power") == 1


def test_a_formula_without_the_variable_has_slope_zero_and_no_steps():
    partial = derivation(parse("y^2 + x - x"), "z")
    assert partial.steps == ()
    assert partial.graph.values[partial.result] == 0.0


def test_the_formula_itself_is_left_as_it_was():
    formula = parse("sin(x^2)*exp(-x)")
    before = len(formula.graph)
    derivation(formula, "x")
    assert len(formula.graph) == before


@pytest.mark.slow
def test_a_derivation_through_ten_thousand_functions_needs_no_recursion():
    graph = Graph()
    node = graph.variable("x")
    for _ in range(10_000):
        node = graph.apply("sin", node)
    assert len(derivation(Formula(graph, node, ("x",)), "x").steps) == 10_000
