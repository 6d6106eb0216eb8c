import pytest

from optlab.explain.derivation import derivation
from optlab.explain.derivation_latex import LONGEST_LINE, held, held_latex, result_latex, step_latex
from optlab.expressions import parse


def lines(text: str) -> list[str]:
    partial = derivation(parse(text), "x")
    return [step_latex(partial, step).replace(r"\!", "") for step in partial.steps]


def test_the_quotient_is_written_as_books_write_it():
    top = r"\left(x - 3\right) \, \partial_{x}\left[x^{2}\right] - \left(x^{2}\right) \, \partial_{x}\left[x - 3\right]"
    assert lines("x^2/(x - 3)")[0].endswith(rf"\frac{{{top}}}{{\left(x - 3\right)^{{2}}}}")


def test_the_reciprocal_is_written_as_books_write_it():
    assert lines("3/x")[0].endswith(r"= -\frac{3}{\left(x\right)^{2}}")


def test_the_chain_rule_shows_the_slope_outside_times_the_slope_inside():
    assert lines("sin(x^2)")[0].endswith(r"= \cos\left(x^{2}\right) \cdot \partial_{x}\left[x^{2}\right]")


@pytest.mark.parametrize("text", ["floor(x) + x", "x - 3", "-x"])
def test_every_line_has_a_right_side(text):
    assert all(line.split(" = ", 1)[1] for line in lines(text))


def test_a_line_too_long_to_read_is_written_with_dots():
    (first, *_) = lines("+".join(f"sin({number}*x)" for number in range(1, 90)))
    assert r"\cdots" in first
    assert len(first) < 2 * LONGEST_LINE


def test_the_result_is_the_partial_derivative():
    assert result_latex(derivation(parse("x^2 + 3*y^2 - 4*x*y"), "y")) == "6 y - 4 x"


def test_a_term_held_fixed_is_in_the_sum_and_has_a_line_of_its_own():
    partial = derivation(parse("x^2 + 3*y^2 - 4*x*y"), "x")
    first = partial.steps[0]
    assert r"= \partial_{x}\left[x^{2}\right] + \partial_{x}\left[3 y^{2}\right] + " in lines("x^2 + 3*y^2 - 4*x*y")[0]
    assert [held_latex(partial, term).replace(r"\!", "") for term in held(partial, first)] == [
        r"\partial_{x}\left[3 y^{2}\right] = 0"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sqrt(x^2 + y^2)", r"\frac{x}{\sqrt{x^{2} + y^{2}}}"),
        ("relu(x)", r"\begin{cases}1 & \text{if } 0 < x \\ 0 & \text{otherwise}\end{cases}"),
        ("20 + x^2 - 10*cos(2*pi*x)", r"2 x + 20 \pi \sin\left(2 \pi x\right)"),
        ("Max(y, x)", r"H\left(x - y\right)"),
    ],
)
def test_a_result_is_written_as_a_person_would(text, expected):
    assert result_latex(derivation(parse(text), "x")) == expected
