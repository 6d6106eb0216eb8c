import pytest

from optlab.app.components.knob_values import increment, rounded


@pytest.mark.parametrize(("size", "round_size"), [(0.03, 0.02), (0.08, 0.1), (1.0, 1.0), (30.0, 20.0), (7e-9, 5e-9)])
def test_increments_are_round_numbers(size, round_size):
    assert rounded(size) == pytest.approx(round_size)


def test_the_increment_of_a_knob_divides_its_window_finely():
    assert increment((-3.0, 3.0)) == 0.02
