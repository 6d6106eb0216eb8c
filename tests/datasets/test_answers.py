"""NIST's certified regressions: formula and rows as they are shipped, and our L-BFGS from both published starts."""

import numpy as np
import pytest

import optlab
from optlab import datasets
from optlab.errors import DataError

DIGITS = 5e-7
"""Six digits."""

STEPS = {("mgh09", 0): 400, ("misra1a", 0): 60}
"""From a far start, where 30 are not enough."""


def loss_of(name):
    return optlab.parse_loss(f"({datasets.certified(name).formula} - y)^2", data=datasets.load(name))


def test_six_tables_have_certified_answers_that_fit_their_rows():
    assert set(datasets.certified_names()) == {"misra1a", "rat42", "boxbod", "danwood", "chwirut2", "mgh09"}
    for name in datasets.certified_names():
        answers, loss, rows = datasets.certified(name), loss_of(name), len(datasets.load(name))
        assert tuple(loss.parameters) == answers.names
        assert rows * loss.value(answers.parameters) == pytest.approx(answers.residual_sum, rel=1e-9)
        slopes = np.abs(loss.gradient(answers.parameters)) * answers.deviations
        assert (slopes < 1e-6 * loss.value(answers.parameters)).all()  # no slope within a standard deviation


@pytest.mark.parametrize("start", [0, 1], ids=["far", "near"])
@pytest.mark.parametrize("name", datasets.certified_names())
def test_l_bfgs_reaches_the_certified_parameters_to_six_digits(name, start):
    answers, loss = datasets.certified(name), loss_of(name)
    steps = STEPS.get((name, start), 30)
    trajectory = optlab.run(loss, optlab.optimizers.LBFGS(), answers.starts[start], rate=1.0, steps=steps)
    last = trajectory.points[-1, 0]
    np.testing.assert_allclose(last, answers.parameters, rtol=DIGITS)
    residual_sum = len(datasets.load(name)) * loss.value(last)
    assert residual_sum == pytest.approx(answers.residual_sum, rel=DIGITS)


@pytest.mark.parametrize(
    ("name", "safeguarded"),
    [("chwirut2", False), ("danwood", False), ("rat42", False), ("boxbod", True), ("mgh09", True)],
)
def test_newton_needs_its_safeguard_for_the_difficult_ones(name, safeguarded):
    answers = datasets.certified(name)
    rule = optlab.optimizers.Newton(safeguarded=safeguarded)
    trajectory = optlab.run(loss_of(name), rule, answers.starts[1], rate=1.0, steps=12)
    np.testing.assert_allclose(trajectory.points[-1, 0], answers.parameters, rtol=DIGITS)


def test_a_table_without_certified_answers_is_refused():
    with pytest.raises(DataError, match=r"'iris'\nthere are for: boxbod"):
        datasets.certified("iris")
