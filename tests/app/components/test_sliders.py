import pytest

from optlab.app.components.sliders import rounded, turn


@pytest.mark.parametrize(("size", "round_size"), [(0.03, 0.02), (0.08, 0.1), (1.0, 1.0), (30.0, 20.0), (7e-9, 5e-9)])
def test_turns_are_round_numbers(size, round_size):
    assert rounded(size) == pytest.approx(round_size)


def test_the_turn_of_a_knob_divides_its_range_finely():
    assert turn((-3.0, 3.0)) == 0.02
