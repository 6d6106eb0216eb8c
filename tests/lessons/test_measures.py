"""Each measure against numbers worked out by hand: descent on a parabola goes by w ← (1 − η·λ)·w."""

import math
from contextlib import suppress

import pytest

from optlab.lessons import Click, Lesson, Truth
from optlab.lessons.faults import LessonError
from optlab.lessons.lesson import said
from optlab.lessons.measures import MEASURES, measured
from optlab.lessons.pictured import pictured

STEPS = 10
PARABOLA = "compare?e=3*x%5E2%2By%5E2&s=1,2&n=10"
RUNS = "&r=Slow~GradientDescent~0.05~all~0&r=Fast~GradientDescent~0.1~all~1&r=Wild~GradientDescent~0.5~all~2"
X, Y = 0.4, 0.8
"""What one step of Fast leaves of x and y: 1 − 0.1·6 and 1 − 0.1·2."""


@pytest.fixture(scope="module")
def shown():
    return pictured(PARABOLA + RUNS)


def run(name: str, measure: str, **more: object) -> dict[str, object]:
    return {"measure": measure, "run": name, **more}


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        (run("Fast", "at", step=3, of="x"), X**3),
        (run("Fast", "at", step=0), 7.0),
        (run("Fast", "final"), 3 * X**20 + 4 * Y**20),
        (run("Fast", "final", of="y"), 2 * Y**10),
        (run("Fast", "final", of="gradient"), math.hypot(6 * X**10, 4 * Y**10)),
        (run("Wild", "least"), 7.0),
        (run("Fast", "steps_to", of="loss", target=3 * X**8 + 4 * Y**8 + 1e-9), 4.0),
        (run("Slow", "steps_to", of="loss", target=1e-6), math.inf),
        (run("Fast", "diverged_at"), math.inf),
        (run("Fast", "bend"), 6.0),
        (run("Fast", "edge"), 2.0 / 6.0),
        (run("Fast", "rate"), 0.1),
        ({"measure": "steps"}, 10.0),
        ({"measure": "ratio", "of": run("Fast", "rate"), "over": run("Slow", "rate")}, 2.0),
        ({"measure": "difference", "of": run("Fast", "rate"), "minus": run("Slow", "rate")}, 0.05),
        ({"measure": "partial", "along": "x"}, 6.0),
        ({"measure": "gradient_length"}, math.hypot(6.0, 4.0)),
        ({"measure": "value"}, 7.0),
        ({"measure": "drop"}, 7.0 - 3 * 0.7**2 - 4 * 0.9**2),
        ({"measure": "promised_drop"}, 0.05 * 52.0),
        ({"measure": "lambda_min"}, 2.0),
        ({"measure": "lambda_max"}, 6.0),
        ({"measure": "moved", "along": "x", "by": 1.0}, 9.0),
        ({"measure": "parameters"}, 2.0),
    ],
    ids=str,
)
def test_a_measure_is_the_number_that_one_works_out(shown, spec, value):
    assert measured(spec, shown) == pytest.approx(value, rel=1e-9)


def test_measures_of_places_and_words(shown):
    assert measured(run("Fast", "end"), shown) == pytest.approx((X**10, 2 * Y**10))
    assert measured({"measure": "downhill"}, shown) == pytest.approx((0.7, 1.8))
    assert measured({"measure": "steepest"}, shown) == "x"
    assert measured({"measure": "kind"}, shown) == "slope"
    assert measured(run("Fast", "outcome"), shown) == "step limit"
    curve = measured(run("Fast", "curve", of="x"), shown)
    assert curve == tuple((float(step), pytest.approx(X**step)) for step in range(11))


@pytest.mark.parametrize(
    ("measure", "answer"), [("first", "Fast"), ("last", "Wild"), ("order", ("Fast", "Slow", "Wild"))]
)
def test_runs_are_put_in_order_by_what_is_measured(shown, measure, answer):
    spec = {"measure": measure, "runs": ["Wild", "Slow", "Fast"], "by": {"measure": "final"}}
    assert measured(spec, shown) == answer


def test_what_never_happens_stands_last_and_two_that_never_do_are_no_answer(shown):
    by = {"measure": "steps_to", "of": "loss", "target": 0.05}
    assert measured({"measure": "order", "runs": ["Wild", "Fast"], "by": by}, shown) == ("Fast", "Wild")
    with pytest.raises(LessonError, match="equal by this measure"):
        measured({"measure": "order", "runs": ["Wild", "Fast", "Slow"], "by": by}, shown)
    with pytest.raises(LessonError, match="equal by this measure"):
        measured({"measure": "first", "runs": ["Slow", "Fast"], "by": {"measure": "diverged_at"}}, shown)


def test_a_run_that_is_lost_has_no_last_loss_and_a_step_at_which_it_was():
    lost = pictured("compare?e=x%5E2&s=1&n=2000&r=A~GradientDescent~1.5~all~0")  # w ← −2·w
    assert measured(run("A", "final"), lost) == math.inf
    assert measured(run("A", "outcome"), lost) == "diverged"
    step = measured(run("A", "diverged_at"), lost)
    assert 1 < step < 2000
    assert measured(run("A", "curve"), lost)[-1][0] < 2000
    assert measured(run("A", "end"), lost)[0] != 0.0


def test_a_place_on_slopes_is_measured_and_a_single_parameter_has_a_height():
    hill = pictured("slopes?e=x%5E2&at=3&eta=0.25")
    assert measured({"measure": "partial", "along": "x"}, hill) == 6.0
    assert measured({"measure": "downhill"}, hill) == (1.5, 2.25)


def test_a_walk_over_the_chain_rule_is_measured():
    walk = pictured("chain-rule?e=(w*x%2Bb)%5E2&at=1,2,3")
    parameters = walk.walk.gradient
    assert measured({"measure": "output"}, walk) == 49.0
    assert {name: measured({"measure": "adjoint", "of": name}, walk) for name in parameters} == parameters
    assert parameters["b"] == 14.0


SPECS = [
    *(None, 3, "final", [], {}, {"measure": 3}, {"measure": "constant", "value": 3}),
    *({"measure": name} for name in sorted(MEASURES)),
    *({"measure": name, "run": ["A"], "runs": [3], "of": 3, "by": "final"} for name in sorted(MEASURES)),
    *({"measure": name, "run": "Fast", "runs": ["Fast", "Fast"], "of": "nonsense"} for name in sorted(MEASURES)),
    run("Fast", "at", step=99),
    run("Fast", "at", step="three"),
    run("Fast", "final", of="distance"),
    {"measure": "compared", "of": run("Fast", "rate"), "beside": run("Slow", "rate"), "within": "little"},
    {"measure": "chosen", "of": run("Fast", "outcome"), "words": {"diverged": "gone"}},
    {"measure": "first", "runs": ["Fast", "Slow"], "by": {"measure": "outcome"}},
]


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize(
    "page",
    [
        PARABOLA + RUNS,
        PARABOLA + "&r=A~Adam~0.1~all~0~hidden=1",
        "slopes?e=x%5E2",
        "chain-rule",
        "chain-rule?eg=network",
    ],
)
def test_a_measure_with_nonsense_is_named_and_no_traceback(spec, page):
    with suppress(LessonError):
        measured(spec, pictured(page))


def test_measures_stand_within_each_other_only_so_deep(shown):
    spec = run("Fast", "rate")
    for _ in range(50):
        spec = {"measure": "ratio", "of": spec, "over": spec}
    with pytest.raises(LessonError, match="deep"):
        measured(spec, shown)


def test_an_explanation_has_the_numbers_of_the_picture_in_it(shown):
    lesson = Lesson("", "", 3, "hill", "compare", "", Click("?", run("Fast", "end"), 0.1), "From {edge} on {what}.")
    assert lesson.explained(Truth((0.0, 0.0), {"edge": 1 / 3, "what": "<b>"})) == "From 0.3333 on <b>."


@pytest.mark.parametrize(
    ("value", "text"), [(12345.0, "12,345"), (-0.5, "−0.5"), (math.inf, "∞"), (math.nan, "undefined"), (1e20, "1e20")]
)
def test_numbers_are_said_as_one_writes_them(value, text):
    assert said(value) == text
