import pytest

from optlab.explain.blocks import folded, inputs_of
from optlab.explain.walk import walk
from optlab.expressions import parse
from optlab.losses import landscapes


def operations(formula, nodes):
    return sorted(formula.graph.nodes[node].operation for node in nodes)


def test_signs_are_folded_at_once_because_they_teach_nothing():
    formula = parse("(x - y)^2")
    assert operations(formula, folded(*formula[:2], lambda nodes: True)) == ["add", "power", "variable", "variable"]


def test_what_two_operations_use_stays_a_box_of_its_own():
    formula = parse("sin(x^2)*exp(x^2)")
    shown = folded(*formula[:2], lambda nodes: len(nodes) <= 3)
    assert operations(formula, shown) == ["multiply", "power", "variable"]


def test_what_cannot_be_folded_far_enough_is_refused():
    formula = parse("+".join(f"x{number}*x{number + 1}" for number in range(30)))
    assert folded(*formula[:2], lambda nodes: len(nodes) <= 20) is None


def test_inputs_are_found_through_what_is_folded():
    formula = parse("sin(x*y + 2)")
    shown = folded(*formula[:2], lambda nodes: len(nodes) <= 3)
    names = [formula.graph.nodes[part].label for part in inputs_of(formula.graph, formula.output, shown)]
    assert names == ["x", "y"]


@pytest.mark.parametrize("name", ["goldstein_price", "ackley", "levy_13", "branin", "logistic_regression"])
@pytest.mark.parametrize("most", [6, 9, 100])
def test_folding_changes_no_slope(name, most):
    entry = landscapes.get(name)
    formula = parse(entry.formula)
    shown = folded(*formula[:2], lambda nodes: len(nodes) <= most)
    chain = walk(*formula[:2], dict(zip(entry.loss.parameters, entry.start, strict=True)), shown)
    exact = entry.loss.gradient(entry.start)
    assert [chain.gradient[name] for name in entry.loss.parameters] == pytest.approx(exact.tolist(), rel=1e-9, abs=1e-9)
