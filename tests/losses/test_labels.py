"""What is called x is x, wherever it stands."""

import numpy as np
import pandas as pd
import pytest

import optlab
from optlab.errors import OptlabError

LOSS = optlab.parse_loss("x + 2*y")
RULE = optlab.optimizers.GradientDescent()


@pytest.mark.parametrize(
    "start",
    [
        {"y": 1.0, "x": 2.0},
        pd.Series({"y": 1.0, "x": 2.0}),
        pd.DataFrame({"y": [1.0], "x": [2.0]}),
        pd.Series([2.0, 1.0]),
        pd.DataFrame([[2.0, 1.0]]),
        (2, 1),
    ],
    ids=["dict", "Series", "DataFrame", "Series without names", "DataFrame without names", "tuple"],
)
def test_a_start_goes_by_the_names_of_the_parameters(start):
    trajectory = optlab.run(LOSS, RULE, start, 0.1, 1)
    assert trajectory.points[0].tolist() == [[2.0, 1.0]]
    assert np.ravel(LOSS.value(start)).tolist() == [4.0]


def test_many_starts_by_name():
    points = {"y": [1.0, 2.0, 3.0], "x": 0.0}
    assert LOSS.value(points).tolist() == [2.0, 4.0, 6.0]
    assert optlab.run(LOSS, RULE, points, 0.1, 1).points[0].tolist() == [[0.0, 1.0], [0.0, 2.0], [0.0, 3.0]]
    assert LOSS.gradient(pd.DataFrame(points)).tolist() == [[1.0, 2.0]] * 3


@pytest.mark.parametrize(
    ("start", "what"),
    [
        ({"x": 1.0}, "nothing of 'y'"),
        ({"x": 1.0, "y": 2.0, "z": 3.0}, "no parameter called 'z'"),
        ({"X": 1.0, "y": 2.0}, "nothing of 'x'"),
        ({"x": "a", "y": 1.0}, "not numbers"),
        ({"x": [1.0, 2.0], "y": [1.0, 2.0, 3.0]}, "not numbers"),
        (pd.Series([1.0, 2.0, 3.0], index=["x", "y", "x"]), "two numbers are called 'x'"),
    ],
)
def test_other_names_are_refused(start, what):
    for ask in (LOSS.value, lambda points: optlab.run(LOSS, RULE, points, 0.1, 1)):
        with pytest.raises(OptlabError, match=what):
            ask(start)
