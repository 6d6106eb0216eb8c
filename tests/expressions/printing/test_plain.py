import pytest

from optlab.expressions import parse
from optlab.expressions.printing.plain import brief_number, plain, plain_name, plain_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3*x^2", "3·x²"),
        ("(x + 1)*y", "(x + 1)·y"),
        ("x1 - 2/y", "x₁ − 2/y"),
        ("-x^2", "−x²"),
        ("2^(x + 1)", "2^(x + 1)"),
        ("(x*y)^2", "(x·y)²"),
        ("x/(y*z)", "x/(y·z)"),
        ("sqrt(x) + abs(y)", "√(x) + |y|"),
        ("pi*sigmoid(x)", "π·σ(x)"),
    ],
)
def test_formulas_read_as_one_would_write_them_on_a_line(text, expected):
    formula = parse(text)
    assert plain(formula.graph, formula.output) == expected


def test_a_long_part_is_an_ellipsis():
    formula = parse("(" + "+".join(f"x{number}" for number in range(40)) + ")^2")
    assert plain(formula.graph, formula.output) == "…²"


def test_numbers_at_the_end_of_a_name_are_subscripts():
    assert plain_name("w12") == "w₁₂"
    assert plain_name("bias") == "bias"


@pytest.mark.parametrize("value", [0.0, -1.0, 1234.5, -0.00073, 1e-300, 1e300, float("inf"), float("nan")])
def test_numbers_are_short_and_have_a_minus_sign(value):
    assert len(plain_number(value)) <= 9
    assert len(brief_number(value)) <= 7
    assert "-" not in plain_number(value) + brief_number(value)
