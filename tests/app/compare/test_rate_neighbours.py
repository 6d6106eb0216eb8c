"""What the browser is told of a run at other rates, against what the charts would draw of it."""

import json
from dataclasses import replace

import numpy as np
import pytest

from optlab.analysis.planes import axes_plane
from optlab.app.compare import rate_neighbours
from optlab.app.compare.rate_neighbours import Question, answer, packed, rates_between, read_question
from optlab.app.shared import computations
from optlab.app.views.runs.landscape import projection
from optlab.app.views.runs.scene import Scene
from optlab.charts.convergence import Reference, curve_tables
from optlab.charts.landscape import paths
from optlab.experiment import run as descend
from optlab.picture.runs import RunSettings
from optlab.picture.settings import defaults
from optlab.picture.track import Track


def scene(**more) -> Scene:
    picture = replace(defaults("rosenbrock"), **more)
    problem = computations.problem(picture.subject)
    plane = axes_plane(problem.loss.parameters, problem.window, (0, 1), picture.start)
    return Scene(picture, problem, (), (), plane)


def question(**more) -> Question:
    return Question(**{"id": 0, "number": 1, "most": 9, "low": 1e-4, "rate": 1e-3, "high": 1.0} | more)


def told(seen: Scene, chosen: RunSettings, asked: Question):
    """Header, steps, and by rate x and y of the path and of the curve, read as the browser reads them."""
    content = packed(*answer(seen, chosen, asked))
    size = int.from_bytes(content[:4], "little")
    head, numbers = json.loads(content[4 : 4 + size]), content[4 + size :]
    count, records = len(head["rates"]), head["records"]
    fine = len(numbers) - 4 * count * records
    floats = np.frombuffer(numbers[:fine], "<f4").reshape(-1, records)
    words = np.frombuffer(numbers[fine:], "<u2").reshape(2, count, records).astype(float)
    assert len(content) % 4 == 0
    for axis, (low, high) in enumerate(head["reach"]):
        words[axis] = np.where(words[axis] == 65535, np.nan, low + words[axis] / 65534 * (high - low))
    wide = np.broadcast_to(floats[1:-count], (count, records))
    samples = {rate: (words[0, n], words[1, n], wide[n], floats[n - count]) for n, rate in enumerate(head["rates"])}
    return head, floats[0], samples


@pytest.mark.parametrize("vertical", ["gap", "loss", "gradient", "distance"])
@pytest.mark.parametrize("horizontal", ["steps", "samples"])
@pytest.mark.parametrize("number", [0, 2, 3])
def test_every_rate_is_drawn_as_the_charts_would_draw_it(vertical, horizontal, number):
    seen = scene(vertical=vertical, horizontal=horizontal, steps=300)
    chosen = seen.picture.runs[number]
    head, steps, samples = told(seen, chosen, question())
    problem, loss = seen.problem, seen.problem.loss
    for place, (rate, (x, y, wide, up)) in enumerate(samples.items()):
        rule = chosen.rule(problem.best)
        track = Track(chosen, descend(loss, rule, seen.picture.start, rate, 300, chosen.batch, seen.picture.seed))
        drawn = paths([track], projection(seen.plane), seen.plane.window)
        assert steps[np.isfinite(x)].tolist() == drawn["step"].tolist()
        spans = [high - low for low, high in seen.plane.window]
        assert x[np.isfinite(x)] == pytest.approx(drawn["x"].to_numpy(), abs=spans[0] / 2000)
        assert y[np.isfinite(y)] == pytest.approx(drawn["y"].to_numpy(), abs=spans[1] / 2000)
        tables = curve_tables([track], horizontal, vertical, Reference(problem.best, problem.minima), None, False)
        curve = tables.curves
        assert steps[np.isfinite(up)].tolist() == curve["step"].tolist()
        assert up[np.isfinite(up)] == pytest.approx(curve["y"].to_numpy(), rel=1e-5, abs=1e-30)
        inner = slice(None) if head["exits"][place] is None else slice(-1)
        assert wide[np.isfinite(up)][inner] == pytest.approx(curve["x"].to_numpy()[inner])
        arrows = tables.exits[tables.exits["shown"] == 1]
        assert len(arrows) == (head["exits"][place] is not None)


def test_a_run_that_leaves_says_where():
    head, _, _ = told(scene(), scene().picture.runs[0], question())
    assert head["exits"][-1]["label"].startswith("step ")
    assert head["exits"][0] is None


def test_the_rate_in_the_hand_is_among_those_that_are_told():
    assert 0.001234 in rates_between(1e-4, 1e-2, 0.001234, 5)


def test_a_hidden_or_a_dear_run_has_no_neighbours():
    hidden = replace(scene().picture.runs[0], shown=False)
    assert answer(scene(), hidden, question()) == ({"id": 0, "name": "Vanilla", "colour": 0, "rates": []}, b"")
    dear = scene(steps=5000, landscape="himmelblau", start=(0.0, 0.0))
    assert answer(dear, RunSettings("Few", "GradientDescent", 0.01, 256), question(most=97))[1] == b""


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        7,
        {},
        {"id": "0"},
        {"id": 0, "number": 1, "most": 9, "low": -1.0, "rate": 1.0, "high": 2.0},
        {"id": 0, "number": 1, "most": 9, "low": 2.0, "rate": 1.0, "high": 3.0},
        {"id": 0, "number": 1, "most": float("inf"), "low": 0.5, "rate": 1.0, "high": 3.0},
        {"id": 0, "number": 1, "most": 9, "low": 0.5, "rate": float("nan"), "high": 3.0},
    ],
)
def test_what_is_no_question_is_not_answered(nonsense):
    assert read_question(nonsense) is None


def test_a_question_is_read():
    assert read_question(question()._asdict()) == question()


def test_never_more_rates_are_answered_than_one_answer_has():
    head, _ = answer(scene(), scene().picture.runs[0], question(most=10**9))
    assert len(head["rates"]) <= rate_neighbours.MOST + 1
