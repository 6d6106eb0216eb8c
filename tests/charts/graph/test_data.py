import pytest

from optlab.charts.graph.data import ADJOINT, MOST_LABELS, QUIET, VALUE, drawing
from optlab.charts.graph.layout import placement_of
from optlab.charts.graph.spec import WIDTH, text_width
from optlab.charts.look import PLAIN
from optlab.explain.blocks import folded, inputs_of
from optlab.explain.walk import moment, walk
from optlab.expressions import parse
from optlab.losses import landscapes


def placed(formula, shown):
    order = {node: number for number, node in enumerate(sorted(shown))}
    return placement_of(
        [tuple(order[part] for part in inputs_of(formula.graph, node, shown)) for node in sorted(shown)]
    )


def drawn(text: str, step: int | None = None, slopes: bool = True, **values: float):
    """The walk and its drawing, folded until it fits, at one step (None: the last)."""
    formula = parse(text)
    shown = folded(*formula[:2], lambda nodes: placed(formula, nodes).fits())
    walked = walk(*formula[:2], values, shown)
    now = moment(walked, walked.steps if step is None else step)
    return walked, drawing(walked, now, placed(formula, shown), slopes)


def texts(data) -> list[str]:
    return data.texts["text"].tolist()


def test_values_stand_on_nodes_slopes_on_edges_and_adjoints_flow_back():
    _, data = drawn("sin(x^2)", x=1.2)
    assert "v₁ = x²" in texts(data)
    assert {"1.44", "2.4", "0.13", "← 0.313"} <= set(texts(data))
    assert set(data.arrows["side"]) == {"backward"}
    assert set(data.edges["colour"]) == {PLAIN.of(ADJOINT)}


def test_before_the_first_step_only_the_inputs_have_a_value():
    _, data = drawn("sin(x^2)", 0, x=1.2)
    assert texts(data) == ["x", "1.2", "v₁ = x²", "L = sin(v₁)"]
    assert set(data.edges["colour"]) == {PLAIN.of(QUIET)}


def test_forward_values_are_known_up_to_the_step():
    _, data = drawn("sin(x^2)", 1, x=1.2)
    assert "1.44" in texts(data)
    assert "0.991" not in texts(data)
    assert set(data.edges["colour"]) == {PLAIN.of(VALUE), PLAIN.of(QUIET)}


def test_no_text_is_written_in_the_quiet_colour():
    for step in range(5):
        _, data = drawn("sin(x^2)", step, x=1.2)
        assert PLAIN.of(QUIET) not in set(data.texts["colour"])


def test_on_a_crowded_drawing_only_the_step_at_hand_has_its_slopes():
    entry = landscapes.get("levy_13")
    walked, data = drawn(entry.formula, **dict(zip(entry.loss.parameters, entry.start, strict=True)))
    assert len(set(data.edges["edge"])) > MOST_LABELS
    lines = sum(3 for _ in walked.places)
    active = walked.places[moment(walked, walked.steps).active]
    assert len(data.texts) == lines + len(active.inputs)


def test_in_a_network_the_slope_is_the_width_of_the_edge():
    _, data = drawn("tanh(3*x + 0.1*y)", slopes=False, x=0.1, y=0.1)
    widths = sorted(data.edges.groupby("edge")["width"].first())
    assert widths[0] < 1.0 < widths[-1]
    assert "3" not in texts(data)


@pytest.mark.parametrize("name", ["rosenbrock", "beale", "ackley", "levy_13", "goldstein_price", "logistic_regression"])
def test_boxes_lie_inside_the_picture_and_apart_from_each_other(name):
    entry = landscapes.get(name)
    _, data = drawn(entry.formula, **dict(zip(entry.loss.parameters, entry.start, strict=True)))
    boxes = data.boxes
    assert boxes["x"].min() >= 0
    assert boxes["x2"].max() <= WIDTH
    for number in range(len(boxes)):
        for other in range(number):
            left, right = boxes.iloc[number], boxes.iloc[other]
            apart = left.x >= right.x2 or right.x >= left.x2 or left.y >= right.y2 - 9 or right.y >= left.y2 - 9
            assert apart, (left.label, right.label)


def test_brief_numbers_fit_a_narrow_page():
    _, data = drawn(landscapes.get("ackley").formula, x=-2.0, y=1.5)
    in_boxes = data.texts[data.texts["x"].isin((data.boxes["x"] + data.boxes["x2"]) / 2.0)]
    assert (in_boxes["brief"].map(text_width) <= 0.7 * in_boxes["room"] + 4.0).all()
