"""A held variable is a constant to all that computes, and a letter to all that writes."""

import pytest

from optlab.explain.derivation import derivation
from optlab.explain.derivation_latex import result_latex
from optlab.explain.narration import sentence
from optlab.explain.walk import moment, walk
from optlab.expressions import Graph, latex, parse, with_held
from optlab.expressions.graph.nodes import Held, Node
from optlab.expressions.printing.browser import browser_program
from optlab.expressions.printing.plain import plain


@pytest.fixture
def penalty():
    return with_held(parse("(w - 2)^2 + lambda*w^2"), {"lambda": 0.25})


def test_it_survives_a_copy_and_is_one_node(penalty):
    copy = Graph()
    place = penalty.graph.copied([penalty.output], copy.take_over)[penalty.output]
    assert latex(copy, place) == latex(penalty.graph, penalty.output)
    assert copy.held("lambda", 0.25) == copy.take_over(Node("held", (), Held("lambda", 0.25)))
    assert copy.values[copy.held("lambda", 0.25)] == 0.25
    assert copy.held("lambda", 0.25) != copy.variable("lambda")


def test_it_is_written_with_its_letter(penalty):
    assert plain(penalty.graph, penalty.output) == "(w − 2)² + lambda·w²"
    assert r"\lambda w^{2}" in latex(penalty.graph, penalty.output)


def test_the_browser_gets_its_number_and_no_name(penalty):
    program = browser_program(penalty.graph, [penalty.output], ["w"])
    assert ["constant", 0.25] in program["nodes"]
    assert "lambda" not in str(program)


def test_a_walk_passes_it_by_and_tells_its_number(penalty):
    chain = walk(penalty.graph, penalty.output, {"w": 2.0})
    assert [place.name for place in chain.places if not place.inputs] == ["w"]
    assert chain.gradient == {"w": 1.0}
    told = "".join(sentence(chain, moment(chain, step)) for step in range(chain.steps + 1))
    assert r"\lambda" in told
    assert "0.25" in told


def test_a_derivation_takes_it_for_a_constant_factor(penalty):
    slope = derivation(penalty, "w")
    rules = {latex(slope.graph, step.subject): step.rule for step in slope.steps}
    assert rules[r"\lambda w^{2}"] == "constant factor"
    assert result_latex(slope) == r"2 \left(w - 2\right) + 2 \lambda w"
