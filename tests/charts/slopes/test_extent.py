import numpy as np
import pytest

import optlab
from optlab.charts.slopes.extent import LONGEST, alike, extent, with_room
from optlab.losses import landscapes

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))


def test_a_place_steeper_than_nine_tenths_has_an_arrow_of_the_stated_length():
    bowl = extent(optlab.parse_loss("x^2 + y^2"), (0.0, 0.0), (0, 1), WINDOW)
    across = np.linspace(-3.0, 3.0, 15)
    steepness = np.hypot(2 * across[:, None], 2 * across[None])
    assert bowl.arrow * np.quantile(steepness, 0.9) == pytest.approx(LONGEST * 6.0)


def test_the_scale_does_not_depend_on_the_point_but_on_the_window_alone():
    loss = optlab.parse_loss("x^2 + y^2")
    assert extent(loss, (0.0, 0.0), (0, 1), WINDOW) == extent(loss, (2.0, -1.0), (0, 1), WINDOW)


@pytest.mark.parametrize("name", landscapes.names())
def test_every_landscape_has_a_scale_a_round_bar_and_heights(name):
    entry = landscapes.get(name)
    axes = tuple(range(min(2, len(entry.domain))))
    arrow, bar, (low, high) = extent(entry.loss, entry.start, axes, entry.domain)
    assert 0.0 < arrow < np.inf
    assert 0.05 < bar * arrow / max(entry.domain[axis][1] - entry.domain[axis][0] for axis in axes) < 0.2
    assert low < high


def test_slices_of_windows_of_one_scale_have_one_span():
    (left, right), (bottom, top) = alike(((0.0, 1.0), (-3.0, 1.0)))
    assert right - left == top - bottom == 4.0
    assert alike(((0.0, 1.0), (0.0, 1000.0))) == ((0.0, 1.0), (0.0, 1000.0))


def test_a_map_has_room_for_the_arrows_at_its_border():
    assert with_room(WINDOW) == ((-3.6, 3.6), (-3.6, 3.6))
