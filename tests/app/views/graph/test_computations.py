import pytest

from optlab.app.views.graph import computations
from optlab.charts.graph.layout import MOST_ROWS
from optlab.losses import landscapes
from optlab.picture.chain_rule import EXAMPLES, ChainSettings
from optlab.picture.fields import bounds

SHALLOWEST, DEEPEST = bounds(ChainSettings, "depth")


@pytest.mark.parametrize("name", [name for name in landscapes.names() if landscapes.get(name).data is None])
def test_every_gallery_entry_is_drawn_on_one_screen(name):
    assert computations.of_formula(landscapes.get(name).formula).placement.fits()


@pytest.mark.parametrize("depth", range(SHALLOWEST, DEEPEST + 1))
def test_networks_are_drawn_as_layers_from_left_to_right(depth):
    network = computations.of_network(depth, 1.0, 0)
    columns = [len([item for item in column if item >= 0]) for column in network.placement.columns]
    assert columns == [2, *[3] * depth, 1, 1]


def test_a_formula_of_many_inputs_is_drawn_tall():
    computation = computations.of_formula("+".join(f"(a{number}*sin(x{number}) + {number}.5)^2" for number in range(5)))
    assert computation.placement.rows > MOST_ROWS


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_has_a_number_for_each_input(name):
    settings = ChainSettings(name)
    parameters = computations.computation_of(settings).loss.parameters
    assert len(computations.first_point(settings)) == len(parameters)


def test_what_is_wrong_with_a_formula_is_told():
    assert "unknown function" in str(computations.fault_of("sni(x)"))
    assert computations.fault_of("sin(x)") is None
    assert "no parameter" in str(computations.fault_of("3 + 4"))
