"""Means over rows: what leaves them, and which back end a formula over data gets."""

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.expressions import Graph
from optlab.expressions.compiled.contraction import averaged
from optlab.expressions.compiled.matrices import Matrices
from optlab.expressions.compiled.registers import Registers
from optlab.expressions.compiled.tape import lower
from optlab.expressions.text.parser import parse

GENERATOR = np.random.default_rng(0)
ROWS = pd.DataFrame(GENERATOR.normal(size=(50, 4)), columns=["p", "q", "r", "t"])
FORMULAS = [
    "(a*p + b*q + c*r + d - t)^2",
    "2*a*p*(3*b*q - c) + where(p > a, a*q*r, b*p*q) - a*b",
    "log(1 + exp(-t*(a*p + b*q + c*r))) + 0.1*(a^2 + b^2 + c^2) + d^2",
    "a*p*q + b*p*r + c*q*r + d*p^2 - (a + b)*p*q + t",
    "Max(a*p, b*q) - Min(c*r, d*t, p) + Abs(a - p)*t/(1 + b^2)",
]


def by_hand(formula: str, point: dict[str, float]) -> float:
    """The mean of the formula with each row's numbers written in, one row at a time."""
    values = []
    for row in ROWS.to_dict("records"):
        loss = optlab.parse_loss(f"{formula} + 0*(a+b+c+d)", parameters=("a", "b", "c", "d", "p", "q", "r", "t"))
        values.append(loss.value([*point.values(), *row.values()]))
    return float(np.mean(values))


@pytest.mark.slow
@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("wide", [False, True])
def test_both_back_ends_for_rows_give_the_mean_of_the_rows(formula, wide, monkeypatch):
    monkeypatch.setattr("optlab.expressions.compiled.compiler.WIDE_OVER_ROWS", 0 if wide else 10**9)
    loss = optlab.parse_loss(formula, ROWS, ("a", "b", "c", "d"))
    point = dict(zip("abcd", GENERATOR.normal(size=4), strict=True))
    kind = type(loss.mean._gradient._registers(1, 50, False))
    assert kind is (Matrices if wide else Registers)
    assert loss.value(list(point.values())) == pytest.approx(by_hand(formula, point), rel=1e-12)


@pytest.mark.parametrize("formula", FORMULAS)
def test_both_back_ends_for_rows_give_the_same_gradient_and_hessian(formula, monkeypatch):
    points = GENERATOR.normal(size=(7, 4))
    batch = GENERATOR.integers(50, size=(7, 9))
    answers = []
    for fewest in (0, 10**9):
        monkeypatch.setattr("optlab.expressions.compiled.compiler.WIDE_OVER_ROWS", fewest)
        loss = optlab.parse_loss(formula, ROWS, ("a", "b", "c", "d"))
        answers.append((loss.gradient(points), loss.hessian(points), loss.batch_gradient(points, batch)))
    for wide, narrow in zip(*answers, strict=True):
        np.testing.assert_allclose(wide, narrow, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("fewest", [0, 10**9])
def test_rows_in_several_blocks_give_the_same_mean(fewest, monkeypatch):
    monkeypatch.setattr("optlab.expressions.compiled.compiler.WIDE_OVER_ROWS", fewest)
    whole = optlab.parse_loss(FORMULAS[0], ROWS, ("a", "b", "c", "d"))
    in_blocks = optlab.parse_loss(FORMULAS[0], ROWS, ("a", "b", "c", "d"))
    in_blocks.mean._gradient._lanes = 7
    points = GENERATOR.normal(size=(5, 4))
    np.testing.assert_allclose(in_blocks.gradient(points), whole.gradient(points), rtol=1e-12)
    for point, slopes in zip(points, in_blocks.gradient(points), strict=True):
        np.testing.assert_array_equal(in_blocks.gradient(point), slopes)


def test_factors_without_rows_leave_the_mean():
    formula = parse("2*w*x*(3*v*y)")
    graph, outputs = averaged(formula.graph, [formula.output], ["x", "y"], linear=False)
    over_rows = [step for step in lower(graph, outputs, ("w", "v", "x", "y")).steps if step.operation == "mean"]
    assert len(over_rows) == 1
    [mean] = [index for index, node in enumerate(graph.nodes) if node.operation == "mean"]
    [core] = graph.nodes[mean].arguments
    assert {graph.nodes[place].label for place in graph.nodes[core].arguments} == {"x", "y"}


def test_the_graph_that_is_rewritten_stays_as_it_was():
    formula = parse("(a*x + b*y + c*x*y - z)^2")
    before = list(formula.graph.nodes)
    averaged(formula.graph, [formula.output], ["x", "y", "z"], linear=True)
    assert formula.graph.nodes == before


def test_a_mean_of_what_does_not_vary_is_itself():
    graph = Graph()
    node = graph.apply("sin", graph.variable("w"))
    rewritten, [mean] = averaged(graph, [node], ["x"], linear=True)
    assert rewritten.nodes[mean].operation == "sin"
