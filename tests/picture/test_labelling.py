"""A rule labels rows as its author means it, and text of any kind is a sentence or labels, never anything else."""

import numpy as np
import pandas as pd
import pytest

from optlab.errors import OptlabError
from optlab.picture.labelling import labels_of

ROWS = pd.DataFrame({"x1": [-1.0, 0.0, 0.5, 2.0], "x2": [0.0, 1.0, 0.2, 4.0]})
INPUTS = ("x1", "x2")

HOSTILE = [
    "__import__('os').system('true')",
    "y > (lambda: 0)()",
    "exec('1') > 0",
    "y > x; import os",
    "x1 > 0, 1, 0) + where(x2 > 0",
    "y > x.__class__",
    "0 < x < 1",
    "x = y",
    "x == y",
    "> 1",
    "y >",
    ">",
    "",
    "   ",
    "(" * 300,
    "x" * 100_000,
    "y > " + "(" * 150 + "x" + ")" * 150,
    "label > 0",
    "1/x1 > 0",
    "x1^1e9 > 9^9^9^9",
    "\u202ey > x",
    "y > \x00",
    "{x1.__init__.__globals__} > 0",
]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("y > x^2", [0, 1, 0, 0]),
        ("x2 >= x1^2", [0, 1, 0, 1]),
        ("x1*x2 < 0.05", [1, 1, 0, 0]),
        ("x1^2 + x2^2 ≤ 1", [1, 1, 1, 0]),
        ("where(x1 > 0, 1, 0) > 0.5", [0, 0, 1, 1]),
    ],
)
def test_a_comparison_makes_two_classes(rule, expected):
    assert labels_of(rule, ROWS, INPUTS).tolist() == expected


def test_a_formula_gives_values_and_x_and_y_are_the_inputs_unless_one_is_called_so():
    assert labels_of("2x + y", ROWS, INPUTS).tolist() == (2 * ROWS.x1 + ROWS.x2).tolist()
    swapped = ROWS.rename(columns={"x1": "y", "x2": "x"})
    assert labels_of("x - y", swapped, ("y", "x")).tolist() == (ROWS.x2 - ROWS.x1).tolist()


@pytest.mark.parametrize("rule", HOSTILE)
def test_hostile_text_is_a_sentence(rule):
    with pytest.raises(OptlabError) as caught:
        labels_of(rule, ROWS, INPUTS)
    assert caught.value.what
    assert "Traceback" not in str(caught.value)


def test_a_number_says_the_same_of_every_row():
    assert np.all(labels_of("1 > 0", ROWS, INPUTS) == 1.0)
