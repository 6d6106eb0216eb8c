import pytest

from optlab.charts.graph.data import ADJOINT, QUIET, VALUE, Drawing, drawing
from optlab.charts.graph.geometry import size_of
from optlab.charts.graph.layout import placement_of
from optlab.charts.graph.spec import text_width
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
    now = walked.steps if step is None else step
    tables = drawing(walked, placed(formula, shown), slopes)
    return walked, Drawing(*(table[(table["first"] <= now) & (now <= table["last"])] for table in tables))


def placed_of(text: str):
    formula = parse(text)
    return placed(formula, folded(*formula[:2], lambda nodes: placed(formula, nodes).fits()))


def texts(data) -> list[str]:
    return data.texts["text"].tolist()


def test_values_stand_on_nodes_slopes_on_edges_and_adjoints_flow_back():
    _, data = drawn("sin(x^2)", x=1.2)
    assert "v₁ = x²" in texts(data)
    assert {"1.44", "2.4", "0.13", "∂L/∂x = 0.313"} <= set(texts(data))
    assert (data.arrows["dx"] < 0).all()
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
    entry = landscapes.get("easom")
    walked, data = drawn(entry.formula, **of(entry))
    lines = 3 * len(walked.places)
    active = walked.places[moment(walked, walked.steps).active]
    assert len(data.texts) == lines + len(active.inputs)


@pytest.mark.parametrize("name", [name for name in landscapes.names() if landscapes.get(name).data is None])
def test_no_number_on_an_edge_covers_another_at_any_step(name):
    entry = landscapes.get(name)
    for step in range(drawn(entry.formula, 0, **of(entry))[0].steps + 1):
        _, data = drawn(entry.formula, step, **of(entry))
        middles = {round(x, 3) for x in (data.boxes["x"] + data.boxes["x2"]) / 2.0}
        labels = [row for row in data.texts.itertuples() if round(row.x, 3) not in middles]
        for number, label in enumerate(labels):
            for other in labels[:number]:
                widths = [row.pixels if row.pixels <= row.room else text_width(row.brief) for row in (label, other)]
                assert abs(label.x - other.x) >= sum(widths) / 2.0 or abs(label.y - other.y) >= 16.0, (label, other)


def of(entry) -> dict[str, float]:
    return dict(zip(entry.loss.parameters, entry.start, strict=True))


def test_the_arrowhead_points_along_its_edge():
    _, data = drawn("(1-x)^2 + 5*(y-x^2)^2", x=-1.2, y=1.0)
    ends = data.edges.sort_values("order").groupby("edge")
    for (_, edge), arrow in zip(ends, data.arrows.sort_index().itertuples(), strict=False):
        assert len(edge) >= 2
        assert (arrow.dx, arrow.dy) != (0.0, 0.0)
    slanted = data.arrows[data.arrows["dy"] != 0.0]
    assert len(slanted) >= 4


def test_a_slope_of_which_a_part_is_known_is_marked_as_a_part():
    _, data = drawn("x*exp(-x)", 3, x=0.5)
    assert "∂L/∂x = 0.607 + …" in texts(data)
    _, data = drawn("x*exp(-x)", 4, x=0.5)
    assert "∂L/∂x = 0.303" in texts(data)


def test_rows_that_stay_the_same_travel_once():
    formula = parse("sin(x^2)")
    shown = folded(*formula[:2], lambda nodes: True)
    boxes = drawing(walk(*formula[:2], {"x": 1.2}, shown), placed(formula, shown)).boxes
    spans = boxes[boxes["label"] == "x"][["first", "last"]].to_numpy().tolist()
    assert spans == [[0, 4]]


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
    assert boxes["x2"].max() <= size_of(placed_of(entry.formula))[0]
    for number in range(len(boxes)):
        for other in range(number):
            left, right = boxes.iloc[number], boxes.iloc[other]
            apart = left.x >= right.x2 or right.x >= left.x2 or left.y >= right.y2 - 9 or right.y >= left.y2 - 9
            assert apart, (left.label, right.label)


def test_brief_numbers_fit_a_narrow_page():
    _, data = drawn(landscapes.get("ackley").formula, x=-2.0, y=1.5)
    in_boxes = data.texts[data.texts["x"].isin((data.boxes["x"] + data.boxes["x2"]) / 2.0)]
    assert (in_boxes["brief"].map(text_width) <= 0.7 * in_boxes["room"] + 4.0).all()
