import math

import pytest

from optlab.errors import SettingsError
from optlab.optimizers import SCHEDULES
from optlab.optimizers.cycles import Cyclical, OneCycle, WarmRestarts, WarmupCosine
from optlab.optimizers.schedules import InverseRoot, InverseTime


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_factor_is_a_finite_number_from_zero_to_one(name):
    schedule = SCHEDULES[name]()
    factors = [schedule(step) for step in range(500)]
    assert all(math.isfinite(factor) and 0.0 <= factor <= 1.0 + 1e-12 for factor in factors)


def test_inverse_time_and_inverse_root_halve_and_fall_by_root_two_after_their_scale():
    assert InverseTime(scale=20.0)(20) == pytest.approx(0.5)
    assert InverseRoot(scale=20.0)(20) == pytest.approx(1 / math.sqrt(2))


def test_warm_up_rises_in_a_straight_line_to_one():
    assert [WarmupCosine(warmup=4, steps=10)(step) for step in range(5)] == pytest.approx([0.0, 0.25, 0.5, 0.75, 1.0])


def test_one_cycle_rises_to_one_and_ends_far_below_its_start():
    cycle = OneCycle(steps=100)
    factors = [cycle(step) for step in range(101)]
    assert max(factors) == pytest.approx(1.0)
    assert factors[-1] < factors[0] < 0.1


def test_cyclical_goes_up_and_down_in_straight_lines():
    wave = Cyclical(half=10, lowest=0.2)
    assert wave(0) == pytest.approx(wave(20))
    assert {round(wave(0), 6), round(wave(10), 6)} == {0.2, 1.0}


def test_warm_restarts_start_again_at_one_with_longer_periods():
    restarts = WarmRestarts(period=10, growth=2)
    assert restarts(0) == restarts(10) == restarts(30) == pytest.approx(1.0)
    assert restarts(5) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "make", [lambda: InverseTime(scale=0.0), lambda: WarmRestarts(period=0), lambda: Cyclical(half=-1)]
)
def test_a_schedule_out_of_range_is_refused_at_construction(make):
    with pytest.raises(SettingsError, match="got"):
        make()
