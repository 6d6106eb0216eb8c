"""The products along the paths of a walk add up to its adjoints."""

import pytest

from optlab.explain.walk import walk
from optlab.explain.walk_paths import count, last_step, paths
from optlab.expressions import parse

FORMULAS = {
    "sin(x^2)": {"x": 1.2},
    "(w*x + b - y)^2": {"w": -1.0, "x": 0.5, "b": 1.5, "y": 2.0},
    "sin(x*y)*exp(x) + x^2*sin(x*y)": {"x": 0.7, "y": -1.1},
    "where(x > 0, x^2, y)*(x + y)": {"x": 0.4, "y": 2.0},
    "where(x > 0, x^2, y)*(x - y)": {"x": -0.4, "y": 2.0},
    "((x + x^2)*(x + x^3))*(x + x^4)": {"x": 1.1},
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_summed_over_all_paths_the_products_are_the_gradient(formula):
    text = parse(formula)
    chain = walk(text.graph, text.output, FORMULAS[formula])
    by_name = {place.name: number for number, place in enumerate(chain.places)}
    for name, slope in chain.gradient.items():
        found = paths(chain, by_name[name])
        assert len(found) == count(chain, by_name[name])
        assert sum(path.product for path in found) == pytest.approx(slope, rel=1e-12, abs=1e-12)
        assert all(path.places[0] == len(chain.places) - 1 and path.places[-1] == by_name[name] for path in found)


def test_paths_doubled_over_and_over_are_counted_without_being_listed():
    text = parse("x")
    graph, node = text.graph, text.output
    for _ in range(40):
        node = graph.apply("sin", graph.add(graph.apply("cos", node), graph.apply("exp", node)))
    chain = walk(graph, node, {"x": 0.3})
    assert count(chain, 0) == 2**40


def test_half_way_back_only_the_users_that_have_handed_back_count():
    text = parse("sin(x^2)*x")
    chain = walk(text.graph, text.output, {"x": 2.0})
    product = len(chain.places) - 1
    assert [path.places for path in paths(chain, 0, after=product)] == [(product, 0)]
    assert count(chain, 0, after=product) == 1
    assert count(chain, 0) == 2
    assert last_step(chain, 0) == 2 * len(chain.operations)
