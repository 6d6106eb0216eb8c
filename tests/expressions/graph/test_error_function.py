import math

import mpmath
import numpy as np
import pytest

from optlab.expressions.graph.error_function import BLOCK, FEW, erf

NUMBERS = np.concatenate([np.linspace(-7.0, 7.0, 3_001), 10.0 ** np.linspace(-300.0, 1.0, 500)])


def test_it_agrees_with_forty_digits():
    with mpmath.workdps(40):
        right = [mpmath.erf(number) for number in NUMBERS.tolist()]
        errors = [abs(float(found - wanted)) for found, wanted in zip(erf(NUMBERS).tolist(), right, strict=True)]
        sizes = [float(abs(wanted)) for wanted in right]
    assert max(error - 3e-16 * size for error, size in zip(errors, sizes, strict=True)) <= 0.0


@pytest.mark.parametrize("count", [1, FEW - 1, FEW, 100, BLOCK, BLOCK + 1])
def test_a_number_has_one_answer_however_many_are_asked_beside_it(count):
    together = erf(NUMBERS)[:count]
    assert erf(NUMBERS[:count]).tolist() == together.tolist()
    assert [float(erf(number)) for number in NUMBERS[:count].tolist()] == together.tolist()


def test_what_is_not_finite_has_its_limit_and_zero_its_sign():
    for numbers in (np.array([np.nan, np.inf, -np.inf, -0.0]), np.resize([np.nan, np.inf, -np.inf, -0.0], 2 * FEW)):
        answers = erf(numbers)
        assert np.isnan(answers[0])
        assert answers[1:3].tolist() == [1.0, -1.0]
        assert math.copysign(1.0, answers[3]) == -1.0


def test_it_writes_where_it_is_told_whatever_the_layout():
    numbers, place = np.linspace(-3.0, 3.0, 60).reshape(6, 10).T, np.empty((10, 6))
    assert erf(numbers, place) is place
    assert place.tolist() == [[float(erf(number)) for number in row] for row in numbers.tolist()]
