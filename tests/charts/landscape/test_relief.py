import numpy as np
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape import heights, relief
from optlab.charts.landscape.contours import levels_of

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))


def test_isolines_lie_at_their_level():
    loss = optlab.parse_loss("x^2 + y^2")
    surface = heights(loss, axes_plane("xy", ((-2.0, 2.0), (-2.0, 2.0)), (0, 1), (0.0, 0.0)))
    lines = relief(surface, ((-2.0, 2.0), (-2.0, 2.0))).isolines
    levels = levels_of(surface)
    heights_of_lines = np.sort(np.unique((lines["x"] ** 2 + lines["y"] ** 2).groupby(lines["line"]).mean().round(2)))
    for height in heights_of_lines:
        assert np.abs(levels - height).min() < 0.02


@pytest.mark.parametrize("formula", ["x*0 + y*0 + 1", "sqrt(x) + y", "1/(x*y)", "exp(exp(x^2 + y^2))"])
def test_flat_and_undefined_surfaces_have_a_relief_without_nan(formula):
    loss = optlab.parse_loss(formula)
    picture = relief(heights(loss, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0))), WINDOW)
    assert np.isfinite(picture.isolines[["x", "y"]].to_numpy(dtype=float)).all()
    assert picture.shade["url"].iloc[0].startswith("data:image/png;base64,")


def test_shading_and_isolines_have_the_same_heights_so_that_a_line_is_where_the_shade_changes():
    flat_then_steep = np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 8.0]])
    picture = relief(flat_then_steep, WINDOW)
    assert (picture.isolines["x"] >= 0.0).all()
    assert (picture.isolines["y"] >= 1.0).all()
