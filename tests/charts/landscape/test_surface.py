import base64
import json
import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape import heights, paths, relief
from optlab.charts.landscape.camera import DEFAULT_CAMERA, camera_error, camera_spec
from optlab.charts.landscape.draping import draped, draped_path
from optlab.charts.landscape.elevation import elevation, offset_of, top_of
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


def lines_of(made: dict, colour: str) -> list[dict]:
    return [trace for trace in made["data"] if trace.get("mode") == "lines" and trace["line"]["color"] == colour]


@pytest.mark.parametrize("log", [False, True])
def test_plotly_accepts_the_figure_and_json_can_hold_it(log):
    made = figure(log=log)
    go.Figure({**made, "layout": {**made["layout"], "scene": {**made["layout"]["scene"], "camera": camera_spec(())}}})
    json.dumps(made, allow_nan=False)


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
    made = figure()
    for colour, dash, glyph in ((COLOURS[0], "solid", "●"), (COLOURS[1], "dash", "■")):
        (path,) = lines_of(made, colour)
        assert path["line"]["dash"] == dash
        (head,) = [one for one in made["data"] if one.get("mode") == "text" and one["textfont"]["color"] == colour]
        assert head["text"] == [glyph]
        x, y = unpacked(path["x"]), unpacked(path["y"])
        assert (unpacked(head["x"])[0], unpacked(head["y"])[0]) == (x[-1], y[-1])
    assert len(lines_of(made, PAPER[False])) == 2


def test_start_and_minimum_are_marked():
    (spots,) = [one for one in figure()["data"] if one.get("mode") == "text" and one["textfont"]["color"] == INK[False]]
    assert spots["text"] == ["○", "★"]


def test_the_surface_has_the_heights_it_was_given_with_y_along_the_first_axis():
    surface = figure("x + 10*y")["data"][0]
    z = unpacked(surface["z"])
    assert z[0, -1] == pytest.approx(2.0 - 10.0)
    assert z[-1, 0] == pytest.approx(-2.0 + 30.0)


@pytest.mark.parametrize("log", [False, True])
def test_paths_lie_on_the_surface_between_their_steps_as_well(log):
    surface = heights(BOWL, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0)))
    drawn = elevation(surface, log).drawn
    x, y, z = draped_path(drawn, WINDOW, np.array([-2.0, 2.0]), np.array([0.0, 0.0]))
    assert len(x) > 100
    np.testing.assert_allclose(z, draped(drawn, WINDOW, x, y))
    assert z[len(z) // 2] < z[0]


def test_a_path_that_leaves_the_window_is_drawn_to_the_edge_with_a_gap_and_has_no_marker_outside():
    x, y, z = draped_path(np.zeros((5, 5)), WINDOW, np.array([0.0, 8.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    assert np.nanmax(x) == 2.0
    assert np.isnan(z).sum() == 1
    assert (x[0], x[-1]) == (0.0, 0.0)
    assert np.nanmax(y) == 1.0
    gone = figure(rate=2.0)
    colours = [one["textfont"]["color"] for one in gone["data"] if one.get("mode") == "text"]
    assert COLOURS[0] not in colours


def test_a_path_outside_the_window_altogether_and_one_that_stands_still_are_drawn_without_trouble():
    away = draped_path(np.zeros((5, 5)), WINDOW, np.array([5.0, 9.0]), np.array([0.0, 0.0]))
    assert all(part.size == 0 for part in away)
    x, _, z = draped_path(np.ones((5, 5)), WINDOW, np.array([1.0, 1.0]), np.array([0.0, 0.0]))
    assert np.isfinite(x).all()
    assert (z == 1.0).all()


def test_a_tall_wall_does_not_flatten_the_valley_and_the_title_says_where_it_is_cut():
    surface = heights(
        optlab.landscapes.get("beale").loss, axes_plane("xy", ((-4.5, 4.5), (-4.5, 4.5)), (0, 1), (0.0, 0.0))
    )
    made = elevation(surface, False)
    assert made.range[1] < 0.01 * surface.max()
    assert f"cut at {made.range[1]:.3g}" in made.title
    assert top_of(surface, 3000.0) > 3000.0


def test_a_surface_without_tall_walls_is_shown_whole():
    surface = heights(BOWL, axes_plane("xy", ((-1.0, 1.0), (-1.0, 1.0)), (0, 1), (0.0, 0.0)))
    made = elevation(surface, False)
    assert made.range[1] > 4.0
    assert made.title == "height: loss"


def test_logarithmic_heights_name_their_offset_and_their_ticks_are_losses():
    surface = heights(BOWL, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0)))
    made = elevation(surface, True)
    offset = offset_of(surface)
    assert made.title == f"height: log₁₀(loss + {offset:g})"
    for tick, text in zip(made.ticks, made.texts, strict=True):
        assert 10.0**tick == pytest.approx(float(text) + offset)
    np.testing.assert_allclose(10.0**made.drawn, surface + offset)


def test_logarithmic_heights_of_a_loss_below_zero_are_measured_from_the_lowest():
    made = elevation(np.array([[-3.0, -2.0], [1.0, 97.0]]), True)
    assert made.title.startswith("height: log₁₀(loss − lowest + ")
    assert np.isfinite(made.drawn).all()


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
    made = figure(formula, log=log)
    json.dumps(made, allow_nan=False)
    low, high = made["layout"]["scene"]["zaxis"]["range"]
    assert low < high
    assert not np.isinf(unpacked(made["data"][0]["z"])).any()


def test_undefined_heights_are_gaps():
    z = unpacked(figure("sqrt(x) + y")["data"][0]["z"])
    assert np.isnan(z[:, :60]).all()
    assert np.isfinite(z[:, 61:]).all()


@pytest.mark.parametrize("camera", [(), DEFAULT_CAMERA, (1.0, 2.0, 3.0, 0.0, 0.0, 0.0)])
def test_good_cameras_have_no_error(camera):
    assert camera_error(camera) == ""


@pytest.mark.parametrize("camera", [(1.0,), (1.0,) * 6, (math.nan, 0, 1, 0, 0, 0), (99.0, 0, 1, 0, 0, 0), (1.0,) * 7])
def test_bad_cameras_are_said_to_be_bad_and_replaced_by_the_default(camera):
    assert camera_error(camera)
    assert camera_spec(camera) == camera_spec(())


def test_a_figure_stays_small():
    assert len(json.dumps(figure())) < 400_000
