import numpy as np
import pytest

import optlab
from optlab.analysis.planes import axes_plane
from optlab.charts.landscape import heights
from optlab.charts.landscape.elevation import MOST_TICKS, elevation, offset_of, round_ticks, top_of

WINDOW = ((-2.0, 2.0), (-1.0, 3.0))
BOWL = optlab.parse_loss("x^2 + 3*y^2")


def test_a_tall_wall_does_not_flatten_the_valley_and_the_title_says_where_it_is_cut():
    surface = heights(
        optlab.landscapes.get("beale").loss, axes_plane("xy", ((-4.5, 4.5), (-4.5, 4.5)), (0, 1), (0.0, 0.0))
    )
    shown = elevation(surface, False)
    assert shown.range[1] < 0.01 * surface.max()
    assert f"cut at {shown.range[1]:.3g}" in shown.title
    assert top_of(surface, 3000.0) > 3000.0


def test_a_surface_without_tall_walls_is_shown_whole():
    surface = heights(BOWL, axes_plane("xy", ((-1.0, 1.0), (-1.0, 1.0)), (0, 1), (0.0, 0.0)))
    shown = elevation(surface, False)
    assert shown.range[1] > 4.0
    assert shown.title == "loss"


def test_logarithmic_heights_name_their_offset_and_their_ticks_are_losses():
    surface = heights(BOWL, axes_plane("xy", WINDOW, (0, 1), (0.0, 0.0)))
    shown = elevation(surface, True)
    offset = offset_of(surface)
    assert shown.title == f"loss, spaced as log₁₀(loss + {offset:g})"
    for tick, text in zip(shown.ticks, shown.texts, strict=True):
        assert 10.0**tick == pytest.approx(float(text) + offset)
    np.testing.assert_allclose(10.0**shown.drawn, surface + offset)


def test_logarithmic_heights_of_a_loss_below_zero_are_measured_from_the_lowest():
    shown = elevation(np.array([[-3.0, -2.0], [1.0, 97.0]]), True)
    assert shown.title.startswith("loss − lowest, spaced as log₁₀(loss − lowest + ")
    assert np.isfinite(shown.drawn).all()


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_ticks_are_few_in_the_range_and_as_many_as_their_texts(log, scale):
    shown = elevation(scale * np.linspace(0.0, 1.0, 49).reshape(7, 7) ** 2, log)
    assert len(shown.ticks) == len(shown.texts) <= MOST_TICKS + 1
    assert all(shown.range[0] <= tick <= shown.range[1] for tick in shown.ticks)


def test_a_flat_surface_has_its_one_height_as_the_only_tick_in_the_middle():
    shown = elevation(np.full((3, 3), -7.0), False)
    assert (shown.ticks, shown.texts) == ((-7.0,), ("−7",))
    assert sum(shown.range) / 2.0 == -7.0


def test_heights_beyond_single_precision_are_gaps():
    drawn = elevation(np.array([[0.0, 1.0], [2.0, 1e35]]), False).drawn
    assert np.isnan(drawn[1, 1])
    assert np.isfinite(drawn).sum() == 3


@pytest.mark.parametrize(("low", "high"), [(-2.0, 2.0), (0.0, 1e-7), (1e6, 1e6 + 30.0), (-5.12, 5.12)])
def test_round_ticks_are_few_and_between_the_ends(low, high):
    values, texts = round_ticks(low, high)
    assert 2 <= len(values) == len(set(texts)) <= MOST_TICKS + 1
    assert low <= min(values) < max(values) <= high
