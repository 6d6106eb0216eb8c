from optlab.charts.template import filled

TEMPLATE = {"title": "{x}", "scale": {"domain": ["{low}", "{high}"]}, "size": 3, "note": "about {x}"}


def test_a_blank_becomes_its_value_wherever_it_stands_and_keeps_its_type():
    spec = filled(TEMPLATE, {"{x}": "steps", "{low}": -1.5, "{high}": 2})
    assert spec == {"title": "steps", "scale": {"domain": [-1.5, 2]}, "size": 3, "note": "about {x}"}


def test_the_template_stays_as_it_is():
    filled(TEMPLATE, {"{x}": "steps"})["scale"]["domain"].append(0)
    assert TEMPLATE["scale"] == {"domain": ["{low}", "{high}"]}


def test_a_value_that_looks_like_another_blank_is_not_filled_again():
    assert filled(["{x}", "{y}"], {"{x}": "{y}", "{y}": "{x}"}) == ["{y}", "{x}"]
