import json

import numpy as np
import plotly.graph_objects as go
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape import heights, relief
from optlab.charts.look import Look
from optlab.charts.slopes.hill import EAST, NORTH, hill

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
BOWL = optlab.parse_loss("x^2 + 3*y^2")
SURFACE = heights(BOWL, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0)))
ISOLINES = relief(SURFACE, WINDOW).isolines


def at(point: tuple[float, float], dark: bool = False):
    return hill(SURFACE, WINDOW, ISOLINES, ("x", "y"), point, Look(dark))


def test_plotly_accepts_the_hill_and_json_can_hold_it():
    figure, lying = at((1.0, 0.5))
    go.Figure(figure)
    json.dumps([figure, lying], allow_nan=False)


def test_the_planes_go_through_the_point_in_the_colours_of_the_theme():
    for dark in (False, True):
        cuts = at((1.0, 0.5), dark)[1]["cuts"]
        assert cuts["point"] == [1.0, 0.5]
        assert cuts["colours"] == [EAST[dark], NORTH[dark]]


@pytest.mark.parametrize(("one", "other"), [((1.0, 0.5), (-1.0, 0.1)), ((0.0, 2.9), (0.1, 2.8))])
def test_a_point_that_moves_leaves_the_figure_as_it_is_drawn(one, other):
    assert at(one)[0] == at(other)[0]


def test_a_point_high_on_a_wall_is_in_view():
    assert at((2.0, 3.0))[0]["layout"]["scene"]["zaxis"]["range"][1] >= 4.0 + 27.0


@pytest.mark.parametrize("point", [(99.0, 0.0), (float("nan"), 1.0)])
def test_a_point_outside_the_window_or_none_raises_nothing(point):
    figure, lying = at(point)
    json.dumps(lying, allow_nan=False)
    assert np.isfinite(figure["layout"]["scene"]["zaxis"]["range"]).all()
