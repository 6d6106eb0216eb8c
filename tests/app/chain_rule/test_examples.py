import pytest

from optlab.app.chain_rule import examples
from optlab.charts.graph import MOST_ROWS
from optlab.explain.networks import DEEPEST
from optlab.losses import landscapes


@pytest.mark.parametrize("name", [name for name in landscapes.names() if landscapes.get(name).data is None])
def test_every_gallery_entry_is_drawn_on_one_screen(name):
    shown = examples.of_formula(landscapes.get(name).formula)
    assert shown.placement.fits()


@pytest.mark.parametrize("depth", range(1, DEEPEST + 1))
def test_networks_are_drawn_as_layers_from_left_to_right(depth):
    shown = examples.of_network(depth, 1.0, 0)
    columns = [len([item for item in column if item >= 0]) for column in shown.placement.columns]
    assert columns == [2, *[3] * depth, 1, 1]


def test_a_formula_of_many_inputs_is_drawn_tall():
    shown = examples.of_formula("+".join(f"(a{number}*sin(x{number}) + {number}.5)^2" for number in range(5)))
    assert shown.placement.rows > MOST_ROWS


@pytest.mark.parametrize("name", examples.EXAMPLES)
def test_every_example_has_a_number_for_each_input(name):
    example = examples.EXAMPLES[name]
    assert len(example.point) == len(examples.of_formula(example.formula).loss.parameters)


def test_what_is_wrong_with_a_formula_is_told():
    assert "unknown function" in str(examples.check("sni(x)"))
    assert examples.check("sin(x)") is None
    assert "no parameter" in str(examples.check("3 + 4"))
