"""What travels of a picture of the data: bounds, sizes, the last finite frame, thinned steps."""

import json

import numpy as np
import pytest

from optlab import models
from optlab.charts.data import Detail, data_picture, detail_for, rows_seen
from optlab.charts.data.axes import inputs_shown
from optlab.charts.data.deltas import packed, unpacked
from optlab.charts.data.levels import CLASS_LEVELS, HEIGHT_LEVELS, LOGIT_LEVELS
from optlab.charts.data.predicted import ending_of
from optlab.charts.data.steps import MOST_FRAMES, key_steps
from optlab.optimizers import Batches
from optlab.picture.model import ModelSettings
from tests.charts.data.runs import runs_of

MOST_SENT = 400_000
SMALL = Detail(grid=12, frames=8, scores=12)

LINE = ModelSettings(kind="line", data="line")
MOONS = ModelSettings()
BLOBS = ModelSettings(data="blobs")
SPECIES = ModelSettings(kind="softmax", data="penguins", inputs=("flipper_length_mm",), target="species")
MASS = ModelSettings(kind="line", data="penguins", inputs=("flipper_length_mm", "bill_length_mm"), target="body_mass_g")
WIDE = ModelSettings(
    kind="line",
    data="penguins",
    inputs=("flipper_length_mm", "bill_length_mm", "bill_depth_mm"),
    target="body_mass_g",
)

KINDS = [
    (LINE, "curve", (1, 1, 161), 2**16 - 1),
    (MOONS, "map", (1, 12, 12), LOGIT_LEVELS),
    (BLOBS, "map", (3, 12, 12), CLASS_LEVELS),
    (SPECIES, "map", (3, 1, 161), CLASS_LEVELS),
    (MASS, "map", (1, 12, 12), HEIGHT_LEVELS),
    (WIDE, "against", None, 2**16 - 1),
]


def drawn(model, detail=SMALL, **more):
    problem, tracks = runs_of(model, more.pop("steps", 20), more.pop("factor", 1.0))
    return data_picture(problem.fit, tracks, detail=detail, **more)


@pytest.mark.parametrize(("model", "kind", "shape", "highest"), KINDS, ids=lambda value: getattr(value, "data", None))
def test_every_kind_of_model_has_its_picture_within_the_levels_that_the_browser_knows(model, kind, shape, highest):
    drawing = drawn(model)
    content = json.loads(json.dumps(drawing.content))  # it is plain
    rows = content["rows"]
    assert content["kind"] == kind
    assert [run["id"] for run in content["runs"]] == [0, 1, 2, 3]
    for run in content["runs"]:
        levels = unpacked(run["frames"])
        assert levels.shape == (len(content["steps"]), *(shape or (1, 1, len(rows["x"]))))
        assert levels.max() <= highest
        assert len(run["scores"]["train"]) == len(content["measured"])
    for axis, name in (("x", "x"), ("y", "y")):
        assert content[axis]["low"] < min(rows[name])
        assert content[axis]["high"] > max(rows[name])
    assert 0 < rows["train"] < len(rows["x"]) == len(rows["y"]) == len(rows["of"])
    assert drawing.about


def test_the_picture_shows_the_units_of_the_rows_as_they_came():
    content = drawn(MASS).content
    assert content["x"]["title"] == "flipper_length_mm"
    assert 150 < content["x"]["low"] < 172
    assert 231 < content["x"]["high"] < 250
    assert content["heights"]["low"] < 2700
    assert content["heights"]["high"] > 6300
    assert 2700 <= min(content["rows"]["of"]) <= max(content["rows"]["of"]) <= 6300


def test_a_level_is_what_the_model_says_there():
    problem, tracks = runs_of(MOONS)
    content = drawn(MOONS).content
    grid = [np.linspace(content[axis]["low"], content[axis]["high"], 12) for axis in "xy"]
    last = tracks[0].trajectory.points[-1, 0]
    inputs = {"x1": [grid[0][3]], "x2": [grid[1][8]]}
    probability = problem.fit.model.predict(last, problem.fit.train.iloc[:1].assign(**inputs))[0, 1]
    level = unpacked(content["runs"][0]["frames"])[-1, 0, 8, 3]
    bent = 2.0 * level / LOGIT_LEVELS - 1.0
    assert 1.0 / (1.0 + np.exp(-4.0 * bent / (1.0 - abs(bent)))) == pytest.approx(probability, abs=2e-3)


def test_the_exact_answer_is_drawn_as_the_least_squares_line():
    problem, _ = runs_of(LINE)
    exact = models.exact(problem.fit.model, problem.fit.train)
    content = drawn(LINE, exact=exact).content
    low, high = content["y"]["low"], content["y"]["high"]
    shares = unpacked(content["exact"])[0, 0, 0] / (2**16 - 1)
    heights = low + (9.0 * shares - 4.0) * (high - low)
    x = np.linspace(content["x"]["low"], content["x"]["high"], 161)
    slope, level = np.polyfit(problem.fit.train["x"], problem.fit.train["y"], 1)
    assert heights == pytest.approx(level + slope * x, abs=3e-4 * (high - low))


def test_a_run_that_diverges_keeps_its_last_finite_picture_and_says_at_which_step():
    content = drawn(LINE, steps=300, factor=1e3).content
    _, tracks = runs_of(LINE, 300, 1e3)
    for run, track in zip(content["runs"], tracks, strict=True):
        alive = int(track.trajectory.alive[0])
        assert run["ends"]["step"] == alive < 300
        assert f"diverged at step {alive}: its weights " in run["ends"]["sentence"]
        frames = unpacked(run["frames"])
        after = np.array(content["steps"]) >= alive - 1
        assert after.sum() > 1
        assert (frames[after] == frames[after][0]).all()
        assert any(value is not None for value in run["scores"]["train"])


def test_what_is_said_of_a_run_that_is_drawn_no_more_is_so():
    _, tracks = runs_of(LINE, 300, 1e3)
    trajectory = tracks[0].trajectory
    lost = int(trajectory.alive[0])
    far = ending_of(trajectory)
    assert np.isfinite(trajectory.points[lost]).all()
    assert far.sentence == f"diverged at step {lost}: its weights grew without bound"
    broken = trajectory.kept(len(trajectory.steps))
    broken.points[lost:] = np.nan
    assert ending_of(broken).sentence == f"diverged at step {lost}: its weights are not finite"
    assert ending_of(runs_of(LINE)[1][0].trajectory) is None


def test_key_frames_are_few_begin_and_end_with_the_run_lie_denser_early_and_keep_the_last_finite_step():
    _, tracks = runs_of(MOONS, 300)
    steps = key_steps([track.trajectory for track in tracks])
    assert len(steps) <= MOST_FRAMES
    assert (steps[0], steps[-1]) == (0, 300)
    assert np.diff(steps)[:5].max() < np.diff(steps)[-5:].min()
    _, diverging = runs_of(LINE, 300, 1e3)
    trajectories = [track.trajectory for track in diverging]
    steps = key_steps(trajectories)
    assert {int(trajectory.alive[0]) - 1 for trajectory in trajectories} <= set(steps.tolist())
    assert key_steps([runs_of(MOONS)[1][0].trajectory]).tolist() == list(range(21))


def test_the_usual_picture_of_four_runs_over_two_inputs_is_small():
    for model in (MOONS, BLOBS):
        drawing = data_picture(runs_of(model, 300)[0].fit, runs_of(model, 300)[1])
        assert len(drawing.content["steps"]) >= 30
        assert len(json.dumps(drawing.content)) < MOST_SENT


def test_what_takes_too_many_bytes_has_fewer_frames(monkeypatch):
    monkeypatch.setattr("optlab.charts.data.pictures.MOST_CHARACTERS", 1_500)
    content = drawn(MOONS).content
    assert sum(len(run["frames"]["data"]) for run in content["runs"]) < 3_000
    assert (content["steps"][0], content["steps"][-1]) == (0, 20)
    assert len(content["steps"]) < 8


def test_a_dear_model_is_drawn_coarser():
    cheap, dear = (detail_for(cost, 4, 240, 10**8) for cost in (20, 20_000))
    assert cheap.grid == 48
    assert cheap.frames == MOST_FRAMES
    assert dear.grid < cheap.grid
    assert dear.frames < cheap.frames
    assert dear.scores < cheap.scores


def test_of_many_inputs_values_stand_against_actual_ones_and_a_pair_makes_a_map_that_says_where_the_others_are():
    drawing = drawn(WIDE, pair="0,2")
    assert drawing.content["kind"] == "map"
    assert (drawing.content["x"]["title"], drawing.content["y"]["title"]) == ("flipper_length_mm", "bill_depth_mm")
    assert "at their mean" in drawing.notes[0]
    fit = runs_of(WIDE)[0].fit
    assert inputs_shown(fit, "1,7") == ("flipper_length_mm", "bill_length_mm")
    assert inputs_shown(fit, "") == ()


def test_the_rows_that_light_up_are_those_that_the_run_saw():
    seen = rows_seen(180, 16, seed=3, steps=40)
    batches = Batches(180, 16, [3])
    assert (seen == [batches.draw()[0] for _ in range(40)]).all()
    assert rows_seen(180, 180, 0, 40) is None
    assert rows_seen(180, 16, 0, 5_000) is None
    content = drawn(MOONS, lit={1: rows_seen(180, 1, 0, 20)}).content
    assert [run["lit"] is not None for run in content["runs"]] == [False, True, False, False]


def test_packing_loses_nothing():
    rng = np.random.default_rng(0)
    frames = rng.integers(0, 2**16, size=(3, 2, 4, 5)).astype(np.uint16)
    assert (unpacked(packed(frames)) == frames).all()


def test_a_run_that_is_known_is_not_predicted_again():
    known, asked = {}, []

    def kept(track, steps, make):
        asked.append(track.id)
        if track.id not in known:
            known[track.id] = make()
        return known[track.id]

    first = drawn(MOONS, kept=kept)
    parts = dict(known)
    assert drawn(MOONS, kept=kept).content == first.content == drawn(MOONS).content
    assert asked == [0, 1, 2, 3, 0, 1, 2, 3]
    assert known == parts


def test_without_a_run_the_rows_are_there_all_the_same():
    for model in (LINE, MOONS, WIDE):
        content = data_picture(runs_of(model)[0].fit, []).content
        assert content["runs"] == content["steps"] == []
        assert content["rows"]["train"] > 0
