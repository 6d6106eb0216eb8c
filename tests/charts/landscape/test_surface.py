import base64
import json

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape import heights, paths, relief
from optlab.charts.landscape.camera import camera_spec
from optlab.charts.landscape.draping import draped_path
from optlab.charts.landscape.surface import surface_figure
from optlab.charts.look import INK, PAPER, TEXT, Look
from optlab.optimizers import GradientDescent
from optlab.picture.runs import MOST_RUNS, RunSettings
from optlab.picture.track import Track

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
COLOURS = [f"#{number}{number}{number}" for number in range(MOST_RUNS)]
BOWL = optlab.parse_loss("x^2 + 3*y^2")


def unpacked(values: dict[str, str]) -> np.ndarray:
    flat = np.frombuffer(base64.b64decode(values["bdata"]), dtype="<f4").astype(float)
    return flat.reshape([int(size) for size in values["shape"].split(",")]) if "shape" in values else flat


def marks(*rows: tuple[str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["kind", "x", "y"]).assign(ink="black", label="")


def figure(formula: str = "x^2 + 3*y^2", rate: float = 0.05, start: tuple[float, float] = (-1.5, 2.5), **more):
    loss = optlab.parse_loss(formula)
    surface = heights(loss, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0)))
    runs = [
        Track(
            RunSettings(name, colour=colour, id=colour),
            optlab.run(BOWL, GradientDescent(), start, rate / (1 + colour), 50),
        )
        for colour, name in enumerate(("one", "two"))
    ]
    walked = paths(runs, lambda drawn: (drawn.points[:, 0, 0], drawn.points[:, 0, 1]), WINDOW)
    lines = relief(surface, WINDOW).isolines
    spots = marks(("start", *start), ("minimum", 0.0, 0.0))
    return surface_figure(surface, WINDOW, walked, spots, lines, ("x", "y"), COLOURS, **more)


def lines_of(drawing: dict, colour: str) -> list[dict]:
    return [trace for trace in drawing["data"] if trace.get("mode") == "lines" and trace["line"]["color"] == colour]


def texts_of(drawing: dict, colour: str) -> list[dict]:
    return [trace for trace in drawing["data"] if trace.get("mode") == "text" and trace["textfont"]["color"] == colour]


@pytest.mark.parametrize("log", [False, True])
def test_plotly_accepts_the_figure_and_json_can_hold_it(log):
    drawing = figure(log=log)
    go.Figure(
        {**drawing, "layout": {**drawing["layout"], "scene": {**drawing["layout"]["scene"], "camera": camera_spec(())}}}
    )
    json.dumps(drawing, allow_nan=False)


@pytest.mark.parametrize("dark", [False, True])
def test_text_is_large_in_the_colour_of_ink_and_larger_for_a_projector(dark):
    for large, least in ((False, TEXT), (True, 1.3 * TEXT)):
        layout = figure(look=Look(dark, large))["layout"]
        axes = [layout["scene"][f"{name}axis"] for name in "xyz"]
        fonts = [axis["tickfont"] for axis in axes] + [axis["title"]["font"] for axis in axes[:2]]
        for font in [*fonts, layout["annotations"][0]["font"]]:
            assert font["size"] >= least
            assert font["color"] == INK[dark]


def test_a_run_has_its_colour_its_dash_an_outline_and_a_marker_at_its_end():
    drawing = figure()
    for colour, dash, glyph in ((COLOURS[0], "solid", "●"), (COLOURS[1], "dash", "■")):
        (path,) = lines_of(drawing, colour)
        assert path["line"]["dash"] == dash
        (head,) = [
            trace for trace in drawing["data"] if trace.get("mode") == "text" and trace["textfont"]["color"] == colour
        ]
        assert head["text"] == [glyph]
        x, y = unpacked(path["x"]), unpacked(path["y"])
        assert (unpacked(head["x"])[0], unpacked(head["y"])[0]) == (x[-1], y[-1])
    assert len(lines_of(drawing, PAPER[False])) == 2


def test_start_and_minimum_are_marked():
    (spots,) = [
        trace for trace in figure()["data"] if trace.get("mode") == "text" and trace["textfont"]["color"] == INK[False]
    ]
    assert spots["text"] == ["○", "★"]


def test_the_surface_has_the_heights_it_was_given_with_y_along_the_first_axis():
    surface = figure("x + 10*y")["data"][0]
    z = unpacked(surface["z"])
    assert z[0, -1] == pytest.approx(2.0 - 10.0)
    assert z[-1, 0] == pytest.approx(-2.0 + 30.0)


def test_a_path_that_leaves_the_window_is_drawn_to_the_edge_with_a_gap_and_has_no_marker_outside():
    x, y, z = draped_path(np.zeros((5, 5)), WINDOW, np.array([0.0, 8.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    assert np.nanmax(x) == 2.0
    assert np.isnan(z).sum() == 1
    assert (x[0], x[-1]) == (0.0, 0.0)
    assert np.nanmax(y) == 1.0
    gone = figure(rate=2.0)
    colours = [trace["textfont"]["color"] for trace in gone["data"] if trace.get("mode") == "text"]
    assert COLOURS[0] not in colours


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    "formula",
    [
        "x*0 + y*0 + 1",
        "sqrt(x) + y",
        "1/(x*y)",
        "exp(exp(x^2 + y^2))",
        "exp(exp(3*x^2)) + y",
        "log(-1 - x^2) + y",
        "1e30*x + y",
    ],
)
def test_flat_steep_and_undefined_surfaces_are_drawn_and_their_axes_are_finite(formula, log):
    drawing = figure(formula, log=log)
    json.dumps(drawing, allow_nan=False)
    low, high = drawing["layout"]["scene"]["zaxis"]["range"]
    assert low < high
    assert not np.isinf(unpacked(drawing["data"][0]["z"])).any()


def test_undefined_heights_are_gaps():
    z = unpacked(figure("sqrt(x) + y")["data"][0]["z"])
    assert np.isnan(z[:, :60]).all()
    assert np.isfinite(z[:, 61:]).all()


def test_a_figure_stays_small():
    assert len(json.dumps(figure())) < 400_000
