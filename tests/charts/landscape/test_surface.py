import base64
import json
import math

import numpy as np
import plotly.graph_objects as go
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape import heights, relief, surface_figure, terrain
from optlab.charts.landscape.camera import camera_spec
from optlab.charts.landscape.shading import on_paper
from optlab.charts.landscape.surface import LONGEST, aspect
from optlab.charts.look import PAPER, PLAIN, Look

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))


def unpacked(values: dict[str, str]) -> np.ndarray:
    flat = np.frombuffer(base64.b64decode(values["bdata"]), dtype="<f4").astype(float)
    return flat.reshape([int(size) for size in values["shape"].split(",")]) if "shape" in values else flat


def figure(formula: str = "x^2 + 3*y^2", window=WINDOW, kept: float = -math.inf, log: bool = False, look: Look = PLAIN):
    surface = heights(optlab.parse_loss(formula), axes_plane("xy", window, (0, 1), (0.0, 0.0)))
    return surface_figure(terrain(surface, window, ("x", "y"), kept, log, look), relief(surface, window).isolines)


@pytest.mark.parametrize("log", [False, True])
def test_plotly_accepts_the_figure_and_json_can_hold_it(log):
    drawing = figure(log=log)
    go.Figure(
        {**drawing, "layout": {**drawing["layout"], "scene": {**drawing["layout"]["scene"], "camera": camera_spec(())}}}
    )
    json.dumps(drawing, allow_nan=False)


def test_the_surface_has_the_colours_of_the_map():
    for dark in (False, True):
        trace = figure(look=Look(dark))["data"][0]
        assert [trace["colorscale"][end][1] for end in (0, -1)] == [on_paper(end, PAPER[dark]) for end in (0.0, 1.0)]
        shown = unpacked(trace["surfacecolor"])
        assert (shown.min(), shown.max()) == (0.0, 1.0)


def test_horizontal_axes_have_one_scale_as_far_as_the_picture_allows():
    def ratio(window) -> float:
        sides = aspect(window)
        return sides["x"] / sides["y"]

    assert ratio(((0.0, 2.0), (0.0, 2.0))) == 1.0
    assert ratio(((0.0, 2.0), (0.0, 1.0))) == pytest.approx(2.0)
    assert ratio(((0.0, 1.0), (0.0, 2.0))) == pytest.approx(0.5)
    assert ratio(((0.0, 10.0), (0.0, 1.0))) == LONGEST
    assert ratio(((0.0, 1000.0), (0.0, 1.0))) == 1.0


def test_the_surface_has_the_heights_it_was_given_with_y_along_the_first_axis():
    surface = figure("x + 10*y")["data"][0]
    z = unpacked(surface["z"])
    assert z[0, -1] == pytest.approx(2.0 - 10.0)
    assert z[-1, 0] == pytest.approx(-2.0 + 30.0)


def test_a_height_that_is_kept_is_in_view_where_a_wall_is_cut():
    formula = "exp(2*x)*exp(2*y)"
    assert figure(formula)["layout"]["scene"]["zaxis"]["range"][1] < 3000.0
    assert figure(formula, kept=3000.0)["layout"]["scene"]["zaxis"]["range"][1] > 3000.0


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
    middle = z.shape[1] // 2
    assert np.isnan(z[:, :middle]).all()
    assert np.isfinite(z[:, middle + 1 :]).all()


def test_a_figure_stays_small():
    assert len(json.dumps(figure())) < 400_000
