"""What the Compare page shows of a model beside its runs: rows held back, accuracy, sharpness, remarks."""

import json

import pyarrow as pa
import pytest

from tests.app.driving import assert_healthy, charts, component, opened

FEW = {"n": "60", "r": ["Full~GradientDescent~0.4~all~0", "Mini~GradientDescent~0.2~16~1"]}
SMALL = "network~hidden=4~rows=60"


def curves(page):
    """The convergence chart's specification and tables."""
    for chart in charts(page):
        tables = {data.name: pa.ipc.open_stream(data.data.data).read_all() for data in chart.proto.datasets}
        if "beside" in tables:
            return json.loads(chart.proto.spec), tables
    raise AssertionError("there is no chart of curves")


def kinds(tables):
    return set(tables["beside"]["kind"].to_pylist()) - {""}


@pytest.mark.parametrize(
    ("model", "vertical", "title", "beside"),
    [
        (SMALL, "loss", "loss (dotted: 15 test rows)", {"held"}),
        (SMALL, "accuracy", "accuracy (dotted: 15 test rows)", {"held"}),
        (SMALL, "gradient", "gradient norm", set()),
        (SMALL, "sharpness", "λmax (dashed: 2/η)", {"edge"}),
        ("network~hidden=4~rows=60~test=0", "accuracy", "accuracy", set()),
        ("line~data=line", "accuracy", "R² (dotted: 60 test rows)", {"held"}),
        ("line~data=line", "distance", "distance to minimum", set()),
    ],
)
def test_the_curves_say_what_they_are_and_what_stands_beside_them(model, vertical, title, beside):
    page = opened(m=model, y=vertical, **FEW)
    assert_healthy(page)
    spec, tables = curves(page)
    assert title in json.dumps(spec, ensure_ascii=False)
    assert kinds(tables) == beside
    assert set(tables["curves"]["run"].to_pylist()) == {0, 1}
    assert len(tables["curves"]) <= 2 * 201


@pytest.mark.quick
def test_without_a_model_nothing_stands_beside_the_curves():
    assert kinds(curves(opened())[1]) == set()


def test_the_table_tells_how_many_rows_are_wrong_at_each_drawn_step():
    page = opened(m=SMALL, **FEW)
    told = component(page, "optlab_verdicts")
    assert [head for head, _ in told["columns"]][2:] == ["loss", "test loss", "wrong", "test wrong", "η·λmax", "κ"][:4]
    line = told["lines"][0]
    assert {len(values) for values in line["evidence"]} == {len(line["steps"])}
    assert all(0 <= wrong <= 15 for wrong in line["evidence"][3])


def test_a_small_model_keeps_its_curvature_in_the_table():
    told = component(opened(m="logistic~rows=60", **FEW), "optlab_verdicts")
    heads = [head for head, _ in told["columns"]]
    assert heads[2:] == ["loss", "test loss", "wrong", "test wrong", "η·λmax", "κ"]
    assert len(told["lines"][0]["evidence"]) == len(heads) - 2


def test_dead_units_are_told_beside_what_the_run_does_and_at_its_end():
    model = "network~data=sine~hidden=16~noise=0.4~rows=24~test=0.5~activation=relu"
    page = opened(m=model, n="100", r=["Adam~Adam~0.5~all~0", "Slow~GradientDescent~0.05~all~1"])
    thrown, slow = component(page, "optlab_verdicts")["lines"]
    assert "all 16 units give 0 for every row" in thrown["phases"][-1][1]
    assert "all 16 units give 0 for every row" in thrown["sentence"]
    assert "units" not in slow["sentence"]
