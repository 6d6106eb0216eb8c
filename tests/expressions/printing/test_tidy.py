"""What is written tidily is the same function."""

import numpy as np
import pytest

from optlab.expressions import Compiled, gradient, latex, parse
from optlab.expressions.printing.tidy import tidied
from optlab.losses import landscapes

FORMULAS = [
    "sqrt(x^2 + y^2)",
    "relu(x*y)*3",
    "Max(x, y) - Min(2*x, y)",
    "where(x < y, x^2, y)/3",
    "erf(x*y) + cbrt(x)/7",
]
FORMULAS += [
    landscapes.get(name).formula for name in landscapes.names() if landscapes.get(name).loss.parameters == ("x", "y")
]


@pytest.mark.parametrize("text", FORMULAS)
def test_the_tidied_derivative_has_the_same_values(text):
    formula = parse(text)
    points = np.random.default_rng(0).normal(size=(40, 2))
    for slope in gradient(formula.graph, formula.output, [formula.graph.variable(name) for name in ("x", "y")]):
        own, output = tidied(formula.graph, slope)
        expected = Compiled(formula.graph, [slope], ["x", "y"])(points, None)
        np.testing.assert_allclose(Compiled(own, [output], ["x", "y"])(points, None), expected, rtol=1e-12)


def test_numbers_gather_in_front_and_fractions_go_outside():
    formula = parse("3*(2*(x/y))")
    assert latex(*tidied(formula.graph, formula.output)) == r"\frac{6 x}{y}"
