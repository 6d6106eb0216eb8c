"""A parameter held at a number is a constant of the loss: the same numbers as with the number typed, and its letter."""

import re

import numpy as np
import pytest
import sympy

import optlab
from optlab.errors import DataError, OptlabError
from optlab.expressions import parse, with_held

FORMULAS = [
    ("(w*x + b - y)^2 + lambda*w^2", {"lambda": 0.1}),
    ("(a - x)^2 + b*(y - x^2)^2", {"a": 1, "b": 100.0}),
    ("x^p + abs(y)*c", {"p": 3, "c": 0}),
    ("exp(-k*x)*sin(c*y)", {"k": -2, "c": 4}),
    ("where(k > 0, k*x^2, x^4)", {"k": 1}),
    ("lambda*w^2 + (1 - lambda)*abs(w)", {"lambda": np.float64(0.3)}),
    ("log(c + exp(x)) + x^2/(2*sigma^2)", {"c": 1, "sigma": 2}),
    ("Sum(x[i]^2*c, (i, 1, 4))", {"c": 2, "x3": -1}),
]


def typed(text: str, held: dict[str, float]) -> str:
    """The formula with the numbers typed in place of the letters."""
    for name, value in held.items():
        text = re.sub(rf"\b{name}\b", f"({float(value)!r})", text)
    return text


@pytest.mark.parametrize(("text", "held"), FORMULAS[:-1])
def test_value_slopes_and_bends_are_those_of_the_number_typed(text, held):
    loss, other = optlab.parse_loss(text, held=held), optlab.parse_loss(typed(text, held))
    points = np.random.default_rng(0).uniform(0.2, 2.0, (7, len(loss.parameters)))
    assert loss.parameters == other.parameters
    for answer in ("value", "gradient", "hessian"):
        np.testing.assert_allclose(getattr(loss, answer)(points), getattr(other, answer)(points), rtol=1e-12)


@pytest.mark.parametrize(("text", "held"), FORMULAS)
def test_what_is_held_is_no_parameter_and_the_others_keep_their_order(text, held):
    free, loss = optlab.parse_loss(text), optlab.parse_loss(text, held=held)
    assert loss.parameters == tuple(name for name in free.parameters if name not in held)
    assert loss.held == {name: float(value) for name, value in held.items()}
    assert free.held == {}


def test_the_formula_keeps_its_letters_and_sympy_gets_numbers():
    loss = optlab.parse_loss("(a - x)^2 + b*(y - x^2)^2", held={"a": 1, "b": 1})
    assert loss.latex == optlab.parse_loss("(a - x)^2 + b*(y - x^2)^2").latex
    assert loss.expression.free_symbols == {sympy.Symbol("x"), sympy.Symbol("y")}


def test_derivatives_are_written_with_the_number_before_the_letter():
    assert optlab.parse_loss("3*c*x^2", held={"c": 2}).partials_latex == {"x": "6 c x"}
    assert optlab.parse_loss("k*x^2/2", held={"k": 3}).partials_latex == {"x": "k x"}
    assert optlab.parse_loss("-c*x^2/2", held={"c": 3}).partials_latex == {"x": "-c x"}


def test_a_sympy_expression_is_held_alike():
    w, penalty = sympy.symbols("w lambda", real=True)
    loss = optlab.Loss((w - 1) ** 2 + penalty * sympy.Abs(w), held={"lambda": 2})
    assert (loss.parameters, loss.value([3.0])) == (("w",), 10.0)
    assert optlab.Loss((w - 1) ** 2 + penalty * sympy.Abs(w), held={penalty: 2}).held == {"lambda": 2.0}


def test_rows_and_a_stated_order_go_with_it():
    rows = {"x": [1.0, 2.0], "y": [2.0, 3.0]}
    text = "(w*x + b - y)^2 + lambda*w^2"
    for order in (("w", "b", "lambda"), ("w", "b")):
        loss = optlab.parse_loss(text, rows, order, held={"lambda": 0.5})
        assert (loss.parameters, loss.columns) == (("w", "b"), ("x", "y"))
        assert loss.value([1.0, 1.0]) == 0.5
    with pytest.raises(DataError, match="'y' is a column"):
        optlab.parse_loss(text, rows, ("w", "b", "lambda"), held={"y": 0.5})


@pytest.mark.parametrize("given", ["λ", "lambda"])
@pytest.mark.parametrize("written", ["λ", "lambda"])
def test_a_greek_letter_may_be_spelled_out(written, given):
    assert optlab.parse_loss(f"x^2 + {written}*x", held={given: 2}).held == {written: 2.0}


@pytest.mark.parametrize(
    ("held", "what", "hint"),
    [
        ({"c": 1}, "no parameter 'c'", "a, x"),
        ({"lambda": 1}, "no parameter 'lambda'", "a, x"),
        ({"a": float("nan")}, "finite number, got 'nan'", "0.1"),
        ({"a": float("inf")}, "finite number", "0.1"),
        ({"a": "1"}, "finite number, got '1'", "0.1"),
        ({"a": True}, "finite number", "0.1"),
        ({"a": 1, "x": 2}, "every parameter is held", "leave"),
    ],
)
def test_what_cannot_be_held_is_said_with_what_to_write(held, what, hint):
    with pytest.raises(OptlabError, match=what) as error:
        optlab.parse_loss("(a - x)^2", held=held)
    assert hint in error.value.hint


def test_a_column_cannot_be_held():
    with pytest.raises(DataError, match="'x' is a column"):
        optlab.parse_loss("(w*x - y)^2", {"x": [1.0], "y": [2.0]}, held={"x": 1})


@pytest.mark.parametrize(
    ("text", "held"), [("log(k)*x^2", {"k": -1}), ("x^2 + 1/c", {"c": 0}), ("sqrt(1 - k)*x", {"k": 2})]
)
def test_a_number_without_a_value_of_the_formula_is_refused(text, held):
    with pytest.raises(OptlabError, match="no finite value"):
        optlab.parse_loss(text, held=held)


def test_euler_s_number_is_a_letter_where_it_is_held():
    assert optlab.parse_loss("e*x^2", held={"e": 2}).value([3.0]) == 18.0


def test_a_formula_without_anything_held_is_the_same_object():
    formula = parse("x^2")
    assert with_held(formula, {}) is formula
