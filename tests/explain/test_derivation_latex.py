import pytest

from optlab.explain.derivation import derivation
from optlab.explain.derivation_latex import LONGEST_LINE, result_latex, step_latex
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
