"""All back ends give the same answers, to the last bit where they replay the same tape."""

import numpy as np
import pandas as pd
import pytest
import sympy

import optlab
from optlab.expressions import Compiled, gradient, parse
from optlab.expressions.compiled.levels import Levels, by_depth
from optlab.expressions.compiled.registers import Registers
from optlab.expressions.compiled.scalar import python_function

FORMULAS = [
    "(1-x)^2 + 100*(y-x^2)^2",
    "exp(sin(x)*y) + log(1 + x^2) - tanh(x*y)/sqrt(2 + y^2)",
    "where(x > y, x^3, erf(y)) + Max(x, y) + floor(3x) + cbrt(x - y)",
    "sigmoid(x) + softplus(y) + relu(x*y) + atan2(x, y) + x^2.7*0 + Abs(y)",
    "log(exp(x) + exp(y) + 2) + log(cosh(x)) + erfc(y)/cosh(x) + (exp(x) - 1)*(sqrt(1 + y^2) - 1) + log(1 + x^2)",
    "abs(x)^1.3*log(abs(y)) + x^(4/3) + y^(1/3) + sqrt(x^2 + y^2) + abs(x)^y + abs(y)^0.5",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_scalar_rows_and_levels_agree_to_the_last_bit(formula):
    parsed = parse(formula)
    slopes = gradient(parsed.graph, parsed.output, [parsed.graph.variable(name) for name in parsed.names])
    tape = Compiled(parsed.graph, [parsed.output, *slopes], parsed.names).tape
    points = np.random.default_rng(0).normal(size=(50, 2))
    with np.errstate(all="ignore"):
        one_by_one = np.array([python_function(tape)(*point) for point in points.tolist()])
        answers = []
        for bound in (Registers(tape, 2, 50), Levels(tape, by_depth(tape), 50)):
            np.copyto(bound.points, points.T)
            bound.replay()
            bound.finish()
            answers.append(bound.output.T.copy())
    np.testing.assert_array_equal(answers[0], one_by_one)
    np.testing.assert_array_equal(answers[1], one_by_one)


def network(hidden: int) -> sympy.Expr:
    terms = [
        sympy.Symbol(f"v{j}") * sympy.tanh(sympy.Symbol(f"u{j}") * sympy.Symbol("a") + sympy.Symbol(f"c{j}"))
        for j in range(hidden)
    ]
    return (sympy.Add(*terms) + sympy.Symbol("d") - sympy.Symbol("t")) ** 2


def test_the_matrix_back_end_equals_the_formula_row_by_row():
    generator = np.random.default_rng(1)
    rows = pd.DataFrame({"a": generator.normal(size=40), "t": generator.normal(size=40)})
    loss = optlab.Loss(network(12), data=rows)
    weights = generator.normal(size=len(loss.parameters))
    named = dict(zip(loss.parameters, weights, strict=True))
    hidden = np.array([named[f"v{j}"] * np.tanh(named[f"u{j}"] * rows["a"] + named[f"c{j}"]) for j in range(12)])
    expected = np.mean((hidden.sum(axis=0) + named["d"] - rows["t"]) ** 2)
    assert loss.value(weights) == pytest.approx(expected, rel=1e-12)
    step = 1e-6
    numeric = [
        (loss.value(weights + step * e) - loss.value(weights - step * e)) / (2 * step) for e in np.eye(len(weights))
    ]
    np.testing.assert_allclose(loss.gradient(weights), numeric, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("hidden", [2, 12])
def test_a_run_over_rows_is_the_same_alone_and_among_many(hidden):
    generator = np.random.default_rng(2)
    rows = pd.DataFrame({"a": generator.normal(size=60), "t": generator.normal(size=60)})
    loss = optlab.Loss(network(hidden), data=rows)
    points = generator.normal(size=(9, len(loss.parameters)))
    together = loss.gradient(points)
    for number, point in enumerate(points):
        np.testing.assert_array_equal(together[number], loss.gradient(point))


def test_the_gradient_tape_is_at_most_a_small_multiple_of_the_value_tape():
    for formula in FORMULAS:
        loss = optlab.parse_loss(formula)
        value, slope = loss.mean._value.tape, loss.mean._gradient.tape
        assert len(slope.steps) <= 6 * len(value.steps)


@pytest.mark.slow
def test_the_work_grows_linearly_with_the_dimension():
    sizes = []
    for dimension in (50, 100, 200):
        x = sympy.symbols(f"x1:{dimension + 1}")
        pairs = [100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(dimension - 1)]
        sizes.append(len(optlab.Loss(sympy.Add(*pairs)).mean._gradient.tape.steps))
    assert sizes[2] / sizes[1] < 2.2
    assert sizes[1] / sizes[0] < 2.2


def test_a_formula_nested_a_thousand_deep_in_sympy_needs_no_recursion():
    expression = sympy.Symbol("x")
    for _ in range(900):
        expression = sympy.sin(expression, evaluate=False)
    assert np.isfinite(optlab.Loss(expression).gradient([0.5])).all()


def test_threads_share_a_loss():
    from concurrent.futures import ThreadPoolExecutor

    loss = optlab.parse_loss("sin(x)*exp(y) + x^2*y^2")
    points = np.random.default_rng(3).normal(size=(64, 500, 2))
    expected = [loss.hessian(block) for block in points]
    with ThreadPoolExecutor(8) as pool:
        for hessian, wanted in zip(pool.map(loss.hessian, points), expected, strict=True):
            np.testing.assert_array_equal(hessian, wanted)
