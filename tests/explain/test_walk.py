import math

import pytest

from optlab.explain.walk import moment, walk
from optlab.expressions import parse
from optlab.losses import landscapes


def line():
    formula = parse("(w*x + b - y)^2")
    return walk(*formula[:2], {"w": -1.0, "x": 0.5, "b": 1.5, "y": 2.0})


@pytest.mark.parametrize("name", [name for name in landscapes.names() if landscapes.get(name).data is None])
def test_the_adjoints_of_the_inputs_are_the_gradient_on_every_gallery_entry(name):
    entry = landscapes.get(name)
    chain = walk(*parse(entry.formula)[:2], dict(zip(entry.loss.parameters, entry.start, strict=True)))
    exact = entry.loss.gradient(entry.start).tolist()
    assert [chain.gradient[name] for name in entry.loss.parameters] == pytest.approx(exact, rel=1e-9, abs=1e-9)


def test_the_line_has_the_numbers_one_computes_by_hand():
    chain = line()
    assert [place.value for place in chain.places if place.inputs][-1] == 1.0
    assert chain.gradient == {"w": -1.0, "x": 2.0, "b": -2.0, "y": 2.0}


def test_operations_are_v1_v2_and_the_output_is_the_loss():
    chain = walk(*parse("sin(x^2)*x")[:2], {"x": 2.0})
    assert [place.name for place in chain.places] == ["x", "v1", "v2", "L"]


def test_names_avoid_those_of_the_variables():
    chain = walk(*parse("sin(v1^2)*L")[:2], {"v1": 2.0, "L": 1.0})
    assert [place.name for place in chain.places if place.inputs] == ["u1", "u2", "loss"]


def test_the_walk_goes_forward_and_then_backward_one_operation_a_step():
    chain = line()
    phases = [moment(chain, step).phase for step in range(chain.steps + 1)]
    count = len(chain.operations)
    assert phases == ["start"] + ["forward"] * count + ["backward"] * count
    actives = [moment(chain, step).active for step in range(1, chain.steps + 1)]
    assert actives == [*chain.operations, *reversed(chain.operations)]


def test_values_are_known_when_computed_and_adjoints_when_handed_back():
    chain = line()
    assert len(moment(chain, 0).known) == 4
    assert moment(chain, len(chain.operations)).adjoints == {}
    assert len(moment(chain, len(chain.operations)).known) == len(chain.places)
    end = moment(chain, chain.steps)
    assert {chain.places[number].name: adjoint for number, adjoint in end.adjoints.items()}["w"] == -1.0


def test_a_variable_used_twice_adds_up_what_it_is_handed():
    chain = walk(*parse("x*exp(-x)")[:2], {"x": 0.5})
    shares = [moment(chain, step).adjoints.get(0, 0.0) for step in range(chain.steps + 1)]
    assert shares[-2] == pytest.approx(math.exp(-0.5))
    assert shares[-1] == pytest.approx(0.5 * math.exp(-0.5))


def test_a_branch_that_is_not_taken_hands_back_nothing_even_where_its_slope_is_infinite():
    chain = walk(*parse("where(x > 1, sqrt(x - 1), x^2)")[:2], {"x": 1.0})
    assert chain.gradient["x"] == 2.0
    assert walk(*parse("sqrt(x)^2*1 + sqrt(x)")[:2], {"x": 1.0}).gradient["x"] == 1.5
