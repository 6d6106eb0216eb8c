from optlab.explain.blocks import folded
from optlab.explain.narration import box_text, sentence
from optlab.explain.walk import moment, walk
from optlab.expressions import parse


def narrated(text: str, step: int, **values: float) -> str:
    formula = parse(text)
    chain = walk(*formula[:2], values, folded(*formula[:2], lambda nodes: True))
    return sentence(chain, moment(chain, step))


def test_a_forward_step_states_formula_numbers_and_result():
    assert narrated("sin(x^2)", 1, x=1.2) == "**Forward.** $v_{1} = x^{2} = 1.2^{2} = 1.44$"


def test_a_backward_step_states_rule_formula_and_numbers():
    last = narrated("sin(x^2)", 4, x=1.2)
    assert "power rule" in last
    assert r"$\overline{x} = \overline{v_{1}} \cdot 2 x = 0.1304 \cdot 2.4 = 0.313$" in last


def test_the_outermost_step_starts_from_one():
    assert r"$\overline{L} = 1$" in narrated("sin(x^2)", 3, x=1.2)
    assert "chain rule through sin" in narrated("sin(x^2)", 3, x=1.2)


def test_an_input_used_twice_is_added_to():
    assert r"\mathrel{+}=" in narrated("x*exp(-x)", 3, x=0.5)
    assert r"\mathrel{+}=" not in narrated("sin(x^2)", 4, x=0.5)


def test_each_kind_of_step_has_its_rule():
    assert "product rule" in narrated("x*y", 2, x=1.0, y=2.0)
    assert "sum rule" in narrated("x + y", 2, x=1.0, y=2.0)
    assert "quotient rule" in narrated("x/y", 2, x=1.0, y=2.0)
    assert "constant factor" in narrated("3*x", 2, x=1.0)


def test_before_the_first_step_the_inputs_are_given():
    assert narrated("sin(x^2)", 0, x=1.2).startswith("The inputs are given")


def test_slopes_with_a_negative_number_are_bracketed():
    assert r"\cdot (-0.5) = -0.1219" in narrated("(sigmoid(w*x + b) - y)^2", 10, b=2.0, w=1.0, x=-0.5, y=0.0)


def test_a_box_says_in_plain_text_what_it_computes():
    formula = parse("(w*x + b - y)^2")
    chain = walk(*formula[:2], {"w": 1.0, "x": 1.0, "b": 1.0, "y": 1.0}, folded(*formula[:2], lambda nodes: True))
    assert [box_text(chain, place) for place in chain.places if place.inputs] == ["w·x", "v₁ + b − y", "v₂²"]
