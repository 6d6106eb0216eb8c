"""Each sentence about a run: a function of which it is true, and one near it of which it is not."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import optlab
from optlab.analysis import phases, verdict
from optlab.analysis.promises import default_runs
from optlab.losses import landscapes
from optlab.optimizers import LBFGS, Adam, GradientDescent, Momentum, Newton


class Run(NamedTuple):
    formula: str
    start: tuple[float, ...]
    rate: float = 0.1
    rule: object = GradientDescent()
    steps: int = 200

    def made(self):
        return optlab.run(optlab.parse_loss(self.formula), self.rule, self.start, self.rate, self.steps)


def told(run: Run) -> str:
    """All that is said of the end of a run."""
    trajectory, plain = run.made(), isinstance(run.rule, GradientDescent)
    ended = verdict(trajectory, rate=run.rate if plain else None)
    return " | ".join([trajectory.outcomes[0].sentence, ended.plain, ended.sentence])


SENTENCES = [
    # sentence, a run of which it is true, runs near it of which it is not
    ("escaped to −∞", Run("x^2 - y^2", (1, 1), 0.3), [Run("x^2 - tanh(y)", (1, 1), 1e8), Run("exp(-x)", (1,), 1e9)]),
    ("escaped to −∞", Run("x - x^3", (2,), 0.1), [Run("sqrt(x)", (1,), 0.5), Run("x^2", (1,), 1.5)]),
    ("unbounded below that way", Run("x^2 - y", (1, 1)), [Run("x^2 + exp(-y)", (1, 1)), Run("x^2 + 1e-3*y^2", (1, 1))]),
    ("unbounded below that way", Run("-log(x)", (1,), 10), [Run("-log(x) + x/1000", (1,), 10), Run("-atan(x)", (1,))]),
    ("levels off", Run("exp(-x)", (1,), 1.0), [Run("exp(-x) + exp(x/9)", (1,)), Run("max(0, 9 - x)", (1,), 1e-3)]),
    ("levels off", Run("1/x", (1,), 1.0), [Run("1/x + x/99", (1,), 1.0), Run("-log(x)", (1,), 1.0)]),
    ("left the domain", Run("sqrt(x)", (1,), 0.5), [Run("sqrt(x^2 + 1)", (1,), 0.5), Run("exp(x)", (1,), 0.5)]),
    ("left the domain", Run("acos(x)", (0,), 0.5), [Run("exp(x)-exp(2*x)", (1,), 1.0), Run("-x^2", (1,), 1.0)]),
    ("has no finite value at x = -0.725", Run("sqrt(x)", (1,), 0.5), [Run("sqrt(x)", (1,), 0.01)]),
    ("at a kink", Run("sqrt(x^2 + y^2)", (3, 4), 1.0, steps=20), [Run("sqrt(x^2 + y^2 + 1)", (3, 4), 1.0)]),
    ("at a kink", Run("abs(x)", (1,), 0.25), [Run("-abs(x)", (1,), 0.25), Run("x^2", (1,), 0.25)]),
    ("at a kink", Run("(w-1)^2/2 + 5*abs(w)", (1,), 1.0, LBFGS()), [Run("(w-1)^2/2 + abs(w)/2", (1,), 1.0)]),
    ("on a flat stretch", Run("max(x, 0)", (1,), 0.3), [Run("min(x, 0)", (1,), 0.3), Run("x^2", (1,), 0.3)]),
    ("stopped on a plateau", Run("min(x, 0)", (1,), 0.3), [Run("max(x, 0)", (-1,), 0.3), Run("x^3", (0,), 0.3)]),
    ("stopped on a plateau", Run("relu(x) - relu(x - 1)", (2,)), [Run("relu(x) - relu(x - 1)", (-2,))]),
    ("too small for numbers", Run("exp(-x)", (1000,)), [Run("max(0, 1 - x)", (1000,)), Run("exp(-x)", (10,))]),
    ("converged to a minimum", Run("x^4", (0,)), [Run("x^3", (0,)), Run("-x^4", (0,)), Run("x^4 - x^2", (0,))]),
    ("converged to a minimum", Run("x^4", (1,), 1.0, Newton()), [Run("x^3", (1,), 1.0, Newton())]),
    ("converged to a minimum", Run("7 + x^6", (0,)), [Run("7 + x^5", (0,))]),
    ("converged to a minimum", Run("x^2 + y^4", (1, 0)), [Run("x^2 - y^4", (1, 0)), Run("x^2 + y^3", (1, 0))]),
    ("converged to a minimum", Run("x^2*y^2", (1, 2)), [Run("x^2*y", (1, 0)), Run("x*y", (0, 0))]),
    ("converged to a minimum", Run("(y - x^2)^2", (0, 1)), [Run("(y - x^2)*(y - 2*x^2)", (0, 1))]),
    ("converged to a minimum", Run("(x + y)^2", (1, 0.5)), [Run("(x + y)^2 - 1e-3*x", (1, 0.5))]),
    ("converged to a minimum", Run("x^2", (1,)), [Run("exp(x)", (1,)), Run("x^2 - y", (1, 1)), Run("1/x", (1,), 1e6)]),
    ("on a saddle", Run("x^2 - y^2", (1, 0)), [Run("x^2 + y^2", (1, 0)), Run("-x^2 - y^2", (0, 0)), Run("x^3", (0,))]),
    ("on a saddle", Run("x^3 - 3*x*y^2", (0, 0)), [Run("x^4 + y^4", (0, 0)), Run("-x^4 - y^4", (0, 0))]),
    ("at a maximum", Run("-x^4", (0,)), [Run("x^4", (0,)), Run("-x^3", (0,)), Run("y^4 - x^4", (0, 0))]),
    ("on a level place", Run("x^3", (0,)), [Run("x^4", (0,)), Run("x^3 + y^2", (0, 0))]),
    ("on a level place", Run("floor(x) + x^2", (1.5,)), [Run("x^2 - floor(-x)", (-0.9,)), Run("x^2", (1.5,))]),
    ("oscillating across the ravine", Run("(x^2 + 100*y^2)/2", (1, 1), 0.0199), [Run("x^2/2", (1,), 1.99, steps=60)]),
    ("oscillating", Run("x^2", (1,), 1.0, steps=41), [Run("x^2", (1,), 0.4, steps=41), Run("exp(-x)", (1,), 1.0)]),
    ("oscillating", Run("2/3*abs(x)^(3/2)", (0.0625,), 0.5, steps=40), [Run("x^2", (1,), 1.0, steps=2)]),
    ("creeping along a narrow valley", Run("(1-x)^2 + 100*(y-x^2)^2", (-1.2, 1), 1e-3, steps=2000), [Run("x^4", (1,))]),
    ("crawling on a plateau", Run("y^2 - 1/(9 + x^2)", (50, 1), 0.4), [Run("x^2*y^2", (1e-3, 2), 1e-4)]),
    ("κ = ", Run("(x^2 + 100*y^2)/2", (1, 1), 0.0199), [Run("x^2", (1,), 0.999), Run("x^4", (1,))]),
]


@pytest.mark.parametrize(("sentence", "run"), [(sentence, run) for sentence, run, _ in SENTENCES])
def test_it_is_said_where_it_is_true(sentence, run):
    assert sentence in told(run)


@pytest.mark.parametrize(
    ("sentence", "run"), [(sentence, neighbour) for sentence, _, neighbours in SENTENCES for neighbour in neighbours]
)
def test_it_is_not_said_of_a_neighbour_of_which_it_is_false(sentence, run):
    words = told(run)
    assert sentence not in words.replace("oscillating across the ravine", "" if "ravine" not in sentence else words)


ONE_PARAMETER = [
    "x^2",
    "x^4",
    "exp(-x)",
    "-x^2",
    "abs(x)",
    "x^3",
    "sqrt(x)",
    "x*log(x)",
    "(x^2-1)^2",
    "sin(x)",
    "x^2+50*x",
]


@pytest.mark.parametrize("formula", ONE_PARAMETER)
@pytest.mark.parametrize("rate", [1e-3, 0.1, 0.9, 1.0])
@pytest.mark.parametrize("rule", [GradientDescent(), Momentum(), Adam()], ids=lambda rule: type(rule).__name__)
def test_one_parameter_has_no_valley_no_saddle_and_no_condition_number(formula, rate, rule):
    trajectory = optlab.run(optlab.parse_loss(formula), rule, [0.7], rate, 120)
    ended = verdict(trajectory, rate=rate)
    words = " ".join([trajectory.outcomes[0].sentence, ended.sentence, *(p.words for p in phases(trajectory))])
    assert not any(word in words for word in ("valley", "ravine", "saddle", "κ"))


@pytest.mark.parametrize("rate", [0.003, 0.01, 0.03])
@pytest.mark.parametrize("decay", [0.8, 0.9, 0.97])
def test_momentum_on_a_parabola_is_told_in_few_words_that_last(rate, decay):
    trajectory = optlab.run(optlab.parse_loss("x^2"), Momentum(decay=decay), [1.0], rate, 300)
    told_phases = phases(trajectory, rate=rate, decay=decay)
    assert len(told_phases) <= 8
    swinging = [phase.step for phase in told_phases[:-1] if "swinging" in phase.words]
    assert len(swinging) <= 1


@pytest.mark.parametrize("name", ["zakharov", "dixon_price", "parabola", "three_hump_camel"])
def test_the_gallerys_momentum_is_told_in_few_words(name):
    assert len(default_runs(landscapes.get(name))["Momentum"].phases) <= 9


def test_the_rings_of_ripples_are_minima_for_all_runs_or_for_none():
    entry = landscapes.get("plateau_ripples")
    starts = [[r * np.cos(a), r * np.sin(a)] for r in (0.55, 0.7) for a in (0.1, 1.3, 2.9, 4.4)]
    ends = optlab.run(entry.loss, GradientDescent(), starts, entry.rate, 400).outcomes
    resting = {ended.status for ended in ends if ended.status != "step limit"}
    assert resting == {"converged"}


def lowest_around(loss, point, radius, count=400):
    """The lowest value on a small sphere, by brute force."""
    drawn = np.random.default_rng(1).standard_normal((count, len(point)))
    sphere = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        return float(np.nanmin(loss.value(point + radius * sphere)))


def is_a_minimum(loss, point, way):
    """Whether some small sphere around is nowhere lower than all that was seen inside it."""
    inside = float(loss.value(point))
    for share in (1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1):
        around = lowest_around(loss, point, share * max(way, 1e-3))
        if around >= inside - 1e-13 * max(1.0, abs(inside)):
            return True
        inside = min(inside, around)
    return False


@pytest.mark.slow
@pytest.mark.parametrize("name", landscapes.names())
def test_wherever_the_gallery_says_minimum_nothing_around_is_lower(name):
    for run in default_runs(landscapes.get(name)).values():
        if run.verdict.kind == "minimum":
            way = float(np.linalg.norm(run.points[-1] - run.points[0]))
            assert is_a_minimum(run.trajectory.objective, run.points[-1], way)


POWERS = st.integers(1, 6)
FACTORS = st.floats(-2.0, 2.0).map(lambda value: round(value, 2)).filter(bool)


@settings(max_examples=60, deadline=None)
@given(POWERS, POWERS, FACTORS, FACTORS, st.sampled_from([0.0, 7.0]), st.sampled_from([(1, 0), (0, 0), (1, 1)]))
def test_whatever_the_powers_a_minimum_is_one(first, second, left, right, level, start):
    loss = optlab.parse_loss(f"{level} + ({left})*x^{first} + ({right})*y^{second} + 0*x*y")
    ended = optlab.run(loss, GradientDescent(), start, 0.02, 300).outcomes[0]
    if ended.status == "converged":
        point = np.array(ended.point)
        assert is_a_minimum(loss, point, float(np.linalg.norm(point - start)))
    if start == (0, 0) and min(first, second) > 1:
        lowest = left > 0.0 and right > 0.0 and first % 2 == second % 2 == 0
        assert (ended.status == "converged") == lowest
