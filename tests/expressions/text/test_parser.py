import math

import pytest

import optlab
from optlab.errors import ExpressionError, OptlabError
from optlab.expressions import natural_order, parse


def value(text: str, **point: float) -> float:
    """The value of a formula at a point given by name."""
    loss = optlab.parse_loss(f"{text} + 0*x_unused")
    return loss.value([point.get(name, 0.0) for name in loss.parameters])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2x", 6.0),
        ("2(x+1)", 8.0),
        ("(x+1)(y-1)", 4.0),
        ("3sin(x)cos(y)", 3 * math.sin(3) * math.cos(2)),
        ("x²", 9.0),
        ("x⁻¹", 1 / 3),
        ("−x", -3.0),
        ("x×y", 6.0),
        ("x·y", 6.0),
        ("x÷y", 1.5),
        ("√x", math.sqrt(3)),
        ("√(x+1)", 2.0),
        ("π*x", 3 * math.pi),
        ("-x^2", -9.0),
        ("2^3^y", 2.0**9),
        ("x^-1", 1 / 3),
        ("6/2x", 9.0),
        ("e^x", math.exp(3)),
        ("E + pi", math.e + math.pi),
        ("1e2x", 300.0),
        ("x y", 6.0),
        ("ln(x)", math.log(3)),
        ("log(x, 2)", math.log2(3)),
        ("log2(x) + log10(x)", math.log2(3) + math.log10(3)),
        ("abs(0-x) + Abs(y)", 5.0),
        ("max(x, y) + Min(x, y, 1)", 4.0),
        ("where(x > y, 1, 2)", 1.0),
        ("where(1 < x < 2, 1, 2)", 2.0),
        ("where(not (x > 5) and (y == 2 or x != 3), 7, 8)", 7.0),
        ("Piecewise((1, x < 0), (5, (x > 1) & (y > 1)), (9, True))", 5.0),
        ("Sum(i*x, (i, 1, 4))", 30.0),
        ("Product(i + 0*x, (i, 1, 5))", 120.0),
        ("Sum(Sum(i*j*x, (i, 1, j)), (j, 1, 2))", 21.0),
        ("cbrt(0-8) + 0*x", -2.0),
        ("sigmoid(0) + softplus(0) + relu(0-3) + erf(0)", 0.5 + math.log(2)),
        ("atan2(y, x) + floor(2.7) + sign(0-2)", math.atan2(2, 3) + 1.0),
    ],
)
def test_formulas_are_read_as_people_write_them(text, expected):
    assert value(text, x=3.0, y=2.0) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("xy", ("x", "y")),
        ("bias*x", ("bias", "x")),
        ("x10 + x2", ("x2", "x10")),
        ("λ*x", ("x", "λ")),
        ("x₁ + x₂", ("x1", "x2")),
        ("lambda*x", ("lambda", "x")),
    ],
)
def test_the_names_found_are_told(text, names):
    assert parse(text).names == names


def test_indexed_names_give_the_rosenbrock_function_in_ten_dimensions():
    loss = optlab.parse_loss("Sum(100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2, (i, 1, 9))")
    assert loss.parameters == tuple(f"x{i}" for i in range(1, 11))
    assert loss.value([1.0] * 10) == 0.0
    assert loss.value([0.0] * 10) == 9.0


def test_natural_order_counts_as_people_do():
    assert natural_order({"x10", "x2", "b", "x"}) == ("b", "x", "x2", "x10")


@pytest.mark.parametrize(
    ("text", "position", "what", "hint"),
    [
        ("x + sni(y)", 4, "unknown function 'sni'", "did you mean sin"),
        ("x +", 3, "ends too early", ""),
        ("(x", 2, "ends too early", "close the bracket"),
        ("x)", 1, "not expected", "one closing bracket too many"),
        ("x 2", 2, "not expected", "operator"),
        ("sin + x", 0, "'sin' is a function", "sin(x)"),
        ("x = 3", 2, "cannot stand here", "right-hand side"),
        ("|x", 2, "too early", "close the bar"),
        ("x < y", 2, "not expected", "where("),
        ("1/0 + x", 0, "not a finite real number", ""),
        ("x + sqrt(-1)", 4, "not a finite real number", ""),
        ("nan*x", 0, "not a variable", ""),
        ("x + I", 4, "not a variable", "real"),
        ("$\\int x$", 1, "LaTeX", "plain formula"),
        ("х + 1", 0, "cannot stand here", "retype"),
        ("0x10*x", 0, "not decimal", ""),
        ("2j*x", 0, "complex", "2*j"),
        ("Sum(x[i], (i, 1, n))", 17, "bound", "between"),
        ("Piecewise((x, x < 1))", 20, "gap", "True"),
        ("atan2(x)", 0, "takes 2", ""),
        ("", 0, "no formula", ""),
    ],
)
def test_what_cannot_be_read_says_what_where_and_what_to_write(text, position, what, hint):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.position == position
    assert what in caught.value.what
    assert hint in caught.value.hint
    lines = str(caught.value).splitlines()
    assert lines[2].index("^") - 2 == min(position, 30) if text else True


@pytest.mark.parametrize("text", ["3", "pi*2", "2**-10"])
def test_a_formula_without_parameters_is_no_loss(text):
    with pytest.raises(OptlabError, match="no parameter"):
        optlab.parse_loss(text)


def test_constants_keep_seventeen_digits():
    assert value("0.1234567890123456789 + 0*x") == 0.1234567890123456789
    assert value("pi + 0*x") == math.pi
