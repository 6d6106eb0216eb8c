"""The gap of a loss on rows is measured from its minimum to the last digit."""

import numpy as np
import pytest

import optlab
from optlab.losses import landscapes
from optlab.losses.refining import Minima, refined

ON_ROWS = [name for name in landscapes.names() if landscapes.get(name).source is not None]


@pytest.mark.parametrize("name", ON_ROWS)
def test_a_descent_on_rows_comes_down_to_its_minimum_to_the_last_digit(name):
    entry = landscapes.get(name)
    steps = optlab.run(entry.loss, optlab.optimizers.Newton(), entry.start, 1.0, 60)
    gaps = steps.loss[:, 0] - entry.minimum_value
    assert abs(gaps[-1]) <= 4 * np.spacing(entry.minimum_value)
    assert gaps.min() >= -4 * np.spacing(entry.minimum_value)
    assert abs(entry.minimum_value - entry.stated.value) < 1e-9


def test_minima_that_are_stated_of_a_function_stay_as_they_are():
    entry = landscapes.get("rosenbrock")
    assert (entry.minima, entry.minimum_value) == entry.stated


def test_where_newton_leads_away_the_stated_minimum_stays():
    stated = Minima(((0.9,),), 1.0)
    assert refined(optlab.parse_loss("2 - exp(-x^2)"), stated).points == stated.points


def test_no_minimum_stays_none():
    assert refined(optlab.parse_loss("x"), Minima((), None)) == Minima((), None)
