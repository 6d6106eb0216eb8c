import json

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape import heights, overlay, paths, terrain
from optlab.charts.landscape.elevation import elevation
from optlab.charts.look import DASHES, INK, MARKERS, TEXT, Look
from optlab.optimizers import GradientDescent
from optlab.picture.runs import MOST_RUNS, RunSettings
from optlab.picture.track import Track

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
COLOURS = [f"#{number}{number}{number}" for number in range(MOST_RUNS)]
BOWL = optlab.parse_loss("x^2 + 3*y^2")
SURFACE = heights(BOWL, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0)))


def lying(rate: float = 0.05, log: bool = False, look: Look | None = None, count: int = 2):
    runs = [
        Track(
            RunSettings("run", colour=number, id=10 + number),
            optlab.run(BOWL, GradientDescent(), (-1.5, 2.5), rate, 50),
        )
        for number in range(count)
    ]
    walked = paths(runs, lambda drawn: (drawn.points[:, 0, 0], drawn.points[:, 0, 1]), WINDOW)
    marks = pd.DataFrame([("start", -1.5, 2.5), ("minimum", 0.0, 0.0)], columns=["kind", "x", "y"]).assign(label="")
    on = terrain(SURFACE, WINDOW, ("x", "y"), log=log, look=look or Look())
    return overlay(on, walked, marks, COLOURS, chosen=11)


def test_a_run_has_its_colour_its_dash_its_marker_and_every_drawn_step():
    drawn = lying()
    json.dumps(drawn, allow_nan=False)
    for number, run in enumerate(drawn["runs"]):
        assert (run["colour"], run["dash"], run["marker"]) == (COLOURS[number], DASHES[number], MARKERS[number])
        assert run["step"] == list(range(51))
        assert run["chosen"] == (number == 1)
        # x(t) = -1.5 (1 - 2 rate)^t for the slope 2x
        np.testing.assert_allclose(run["x"], -1.5 * 0.9 ** np.arange(51), atol=1e-4)


def test_a_run_that_leaves_and_no_run_at_all_are_told_without_nan():
    json.dumps(lying(rate=2.0), allow_nan=False)
    assert lying(count=0)["runs"] == []


@pytest.mark.parametrize("log", [False, True])
def test_three_axes_have_a_name_and_numbers_the_height_those_of_the_loss(log):
    axes = lying(log=log)["axes"]
    assert [axes[name]["title"] for name in "xyz"] == ["x", "y", elevation(SURFACE, log).title]
    for axis in axes.values():
        assert len(axis["ticks"]) == len(axis["texts"]) > 1
        assert axis["range"][0] <= min(axis["ticks"]) < max(axis["ticks"]) <= axis["range"][1]


def test_start_and_minimum_are_marked():
    assert [(mark["kind"], mark["x"], mark["y"]) for mark in lying()["marks"]] == [
        ("start", -1.5, 2.5),
        ("minimum", 0.0, 0.0),
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_text_is_large_in_the_colour_of_ink_and_larger_for_a_projector(dark):
    for large, least in ((False, TEXT), (True, 1.3 * TEXT)):
        look = lying(look=Look(dark, large))["look"]
        assert look["text"] >= least
        assert look["ink"] == INK[dark]


def test_what_lies_on_the_surface_stays_small():
    assert len(json.dumps(lying(count=MOST_RUNS))) < 60_000
