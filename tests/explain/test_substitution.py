import pytest

from optlab.explain.substitution import number, substituted
from optlab.expressions import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2*x - 4*y", r"2 \cdot (-3) - 4 \cdot 2"),
        ("x*y", r"(-3) \cdot 2"),
        ("cos(2*pi*x)", r"\cos\left(2 \pi \cdot (-3)\right)"),
        ("x^2/3", r"\frac{(-3)^{2}}{3}"),
        ("x*exp(y)", r"(-3) \cdot \exp\left(2\right)"),
    ],
)
def test_numbers_stand_where_the_names_stood_with_dots_between_factors(text, expected):
    formula = parse(text)
    values = {formula.graph.variable(name): value for name, value in (("x", -3.0), ("y", 2.0))}
    assert substituted(formula.graph, formula.output, values) == expected


def test_numbers_have_four_digits_and_undefined_ones_a_word():
    assert number(1 / 3) == "0.3333"
    assert number(-2.0, bracketed=True) == "(-2)"
    assert number(1.5e-7) == r"1.5 \cdot 10^{-7}"
    assert number(float("nan")) == r"\text{undefined}"
    assert number(float("-inf")) == r"-\infty"
