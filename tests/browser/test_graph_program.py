"""The graph carried out in the browser gives the numbers that NumPy gives."""

import json
from inspect import signature
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.app import components
from optlab.expressions import differentiated, parse
from optlab.expressions.compiled.compiler import Compiled
from optlab.expressions.graph.operations import OPERATIONS
from optlab.expressions.printing.browser import browser_program
from optlab.losses import landscapes

pytestmark = pytest.mark.browser

SCRIPT = Path(components.__file__).with_name("graph.js").read_text(encoding="utf-8")
EVALUATE = """([program, rows, points]) =>
    graphEvaluator(program, rows)(points.map((axis) => axis.map(Number))).map((values) => Array.from(values, String))"""
CLOSE = 1e-12

FORMULAS = [
    "exp(sin(x)*y) + log(1 + x^2) - tanh(x*y)/sqrt(2 + y^2)",
    "where(x > y, x^3, erf(y)) + Max(x, y) + floor(3x) + cbrt(x - y)",
    "sigmoid(x) + softplus(y) + relu(x*y) + atan2(x, y) + x^2.7*0 + Abs(y)",
    "tan(x) + asin(x/4) - acos(y/4) + atan(x*y) + sinh(x) + cosh(y) + sign(x) - Min(x, y)",
    "asinh(x*y) + acosh(2 + x^2) - atanh(tanh(y)/2) + mod(x, 3) + sec(y) + Heaviside(x)",
    "where(x < y, x, y) + where(x <= 0, 1, y) + where(x >= y, x*y, 2) + where(not (x > 1), y, 3)",
    "where((x > 0) and (y > 0), x*y, where((x < -1) or (y < -1), x - y, x^y))",
    "x^y + 2^x - (x - y)^-2 + pi*x + E^y",
    "1/x + log(y) + sqrt(x)",
    "softplus(40*x) + sigmoid(60*y) + erf(3*x*y)",
    "log(exp(x) + exp(y) + exp(x*y)) + log(cosh(300*x)) + 1/cosh(y) + exp(x)/(exp(x) + exp(900*y))",
    "(exp(x/900) - 1)*(sqrt(1 + y^2/900) - 1) + erfc(x*y) + log(1 + x^2/900)",
    "x*log(y) + y*log(1 + x) + x^(4/3) + y^(1/3)",
    "sqrt(x^2 + y^2) + abs(x)^0.5 + abs(x)^y",
]

FORMS = "{0} + {1}; {0} - {1}; {0}*tanh({1}); {0}/(2 + tanh({1})); sin({0}); cos({1}); atan2({0}, 3); sigmoid({0})"
FORMS += "; softplus({1}); Max({0}, {1}); abs({0}); sqrt(1 + {0}^2); where({0} < {1}, {0}, 2); x*{0}; y - {1}"
FORMS = [f"({form})" for form in FORMS.split("; ")]


@pytest.fixture(scope="module")
def evaluate(chromium):
    page = chromium.new_page()
    page.add_script_tag(content=SCRIPT)

    def in_browser(program, rows, points):
        asked = [
            json.loads(json.dumps(program, allow_nan=False)),
            rows,
            [list(map(in_words, axis)) for axis in points.T],
        ]
        values = page.evaluate(EVALUATE, asked)
        return np.array([[float(value) for value in output] for output in values])

    yield in_browser
    page.close()


def in_words(value):
    return str(float(value)).replace("inf", "Infinity").replace("nan", "NaN")


def points_over(window, count=60):
    low, high = np.array(window).T
    return np.random.default_rng(0).uniform(low, high, size=(count, len(window)))


def random_formula(random, depth=5):
    """A formula of x, y and z in which every function meets every other; none of them makes large numbers larger."""
    if depth == 0:
        return str(random.choice(["x", "y", "z", "0.7", "2"]))
    inner = [random_formula(random, depth - 1) for _ in range(2)]
    form = str(random.choice(FORMS))
    return form.format(*inner)


def assert_close(answers, expected):
    """To 1e-12 of the number itself, or of the largest of its kind where it is what is left of a difference."""
    expected = np.asarray(expected)
    finite = np.isfinite(expected)
    np.testing.assert_array_equal(answers[~finite], expected[~finite])
    numbers = np.where(finite, expected, 0.0)
    largest = np.abs(numbers).max(axis=1, keepdims=True)
    difference = np.abs(np.where(finite, answers, 0.0) - numbers)
    assert (difference <= CLOSE * np.maximum(largest, 1.0)).all(), difference.max()


def numbers_of(loss, points):
    return np.vstack([loss.value(points), loss.gradient(points).T])


@pytest.mark.parametrize("name", landscapes.names())
def test_every_function_of_the_gallery_has_numpys_value_and_gradient(evaluate, name):
    landscape = landscapes.get(name)
    points = points_over(landscape.domain, 20 if landscape.loss.columns else 60)
    program, rows = landscape.loss.mean.browser_program()
    answers = evaluate(program, [] if rows is None else rows.tolist(), points)
    assert_close(answers, numbers_of(landscape.loss, points))


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_operation_has_numpys_value_and_gradient(evaluate, formula):
    loss = optlab.parse_loss(formula)
    points = points_over([(-3.0, 3.0), (-3.0, 3.0)], 200)
    points[:3] = [[0.0, 0.0], [1.0, 1.0], [-1.0, 2.0]]
    assert_close(evaluate(loss.mean.browser_program()[0], [], points), numbers_of(loss, points))


@pytest.mark.parametrize("seed", range(12))
def test_random_expressions_have_numpys_value_and_gradient(evaluate, seed):
    formula = random_formula(np.random.default_rng(seed))
    loss = optlab.parse_loss(f"x + {formula}")
    points = points_over([(-2.0, 2.0)] * len(loss.parameters))
    assert_close(evaluate(loss.mean.browser_program()[0], [], points), numbers_of(loss, points))


def test_these_formulas_hold_every_operation():
    operations = set(OPERATIONS) - {"subtract", "not_equal", "equal"}
    held = set()
    for formula in FORMULAS:
        program, _ = optlab.parse_loss(formula).mean.browser_program()
        held |= {node[0] for node in program["nodes"]}
    assert held >= operations


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_each_operation_agrees_where_numbers_end(evaluate, operation):
    special = np.array([0.0, -0.0, 1.0, -1.0, 0.5, -2.0, 7.0, 40.0, -40.0, 1e300, -1e300, np.inf, -np.inf, np.nan])
    evaluation = OPERATIONS[operation]
    arity = evaluation.nin if isinstance(evaluation, np.ufunc) else len(signature(evaluation).parameters) - 1
    grid = np.stack(np.meshgrid(*[special] * arity), axis=-1).reshape(-1, arity)
    program = {"nodes": [*(["parameter", place] for place in range(arity)), [operation, *range(arity)]]}
    with np.errstate(all="ignore"):
        expected = np.asarray(OPERATIONS[operation](*grid.T), dtype=float)
    answers = evaluate({**program, "outputs": [arity]}, [], grid)
    np.testing.assert_allclose(answers[0], expected, rtol=CLOSE)


def test_rows_are_averaged(evaluate):
    rows = pd.DataFrame({"hours": [1.0, 2.0, 4.0], "score": [3.0, 5.0, 4.5]})
    loss = optlab.parse_loss("(w*hours + b - score)^2", data=rows)
    points = points_over([(-2.0, 2.0), (-2.0, 2.0)])
    program, columns = loss.mean.browser_program()
    assert_close(evaluate(program, columns.tolist(), points), numbers_of(loss, points))


def test_any_nodes_may_be_asked_for_even_constant_ones_and_inputs(evaluate):
    formula = parse("(x + 2)^2 * y")
    whole = differentiated(formula.graph, formula.output, ["x", "y"])
    nodes = list(range(len(whole.graph)))
    points = points_over([(-2.0, 2.0), (-2.0, 2.0)])
    expected = Compiled(whole.graph, nodes, ["x", "y"])(points, None).T
    assert_close(evaluate(browser_program(whole.graph, nodes, ["x", "y"]), [], points), expected)
