"""Everything that a picture depends on, flat: a loss, a start, and runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from optlab.losses import landscapes
from optlab.optimizers import METHODS, SCHEDULES, Clipped, Rule
from optlab.picture.subject import DEFAULT_LANDSCAPE, Subject

MOST_RUNS = 8
MOST_STEPS = 5_000
HORIZONTAL = ("steps", "epochs", "samples")
VERTICAL = ("gap", "loss", "gradient", "distance", "numbers")
"""What stands beside the landscape: a curve of one of four heights, or the numbers of a step."""

VIEWS = ("map", "surface")
PRINCIPAL = "principal"
MOST_SEEDS = 100


@dataclass(frozen=True)
class RunSettings:
    """One run: ``batch`` is None for all examples; ``options`` are hyperparameters that differ from their defaults;
    ``schedule`` is the name of one, or empty; ``clip`` is the longest gradient let through, 0 for any.
    """

    name: str
    method: str
    rate: float
    batch: int | None = None
    colour: int = 0
    options: tuple[tuple[str, float], ...] = ()
    schedule: str = ""
    clip: float = 0.0
    shown: bool = True

    def rule(self, minimum_value: float | None = None) -> Rule:
        """The method with its hyperparameters; SettingsError when one is out of range."""
        rule = METHODS[self.method].make(minimum_value, **dict(self.options))
        return Clipped(rule, self.clip) if self.clip else rule

    def factor(self, steps: int) -> Callable[[int], float] | None:
        """The schedule over that many steps."""
        if not self.schedule:
            return None
        kind: Any = SCHEDULES[self.schedule]
        return kind(steps=max(1, steps)) if "steps" in kind.__dataclass_fields__ else kind()  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Settings:
    """A picture: a loss, a start, and runs.  ``formula`` and ``rows`` are empty for the landscape's own (see Subject).

    ``view`` is the landscape from above (map) or in perspective (surface, its height logarithmic with ``log_height``,
    seen from ``camera``); ``plane`` the parameters along its axes as ``"0,2"``, PRINCIPAL, or empty for the first two;
    ``focus`` the colour of the run that the numbers are about; ``theory`` adds predicted rates to the curves.
    """

    landscape: str = DEFAULT_LANDSCAPE
    formula: str = ""
    rows: str = ""
    start: tuple[float, ...] = ()
    steps: int = 200
    seed: int = 0
    seeds: int = 1
    noise: float = 0.0
    horizontal: str = "steps"
    vertical: str = "gap"
    log: bool = True
    theory: bool = False
    view: str = "map"
    log_height: bool = False
    camera: tuple[float, ...] = ()
    plane: str = ""
    focus: int = 0
    projector: bool = False
    runs: tuple[RunSettings, ...] = ()

    @property
    def subject(self) -> Subject:
        """What is minimised."""
        return Subject(self.landscape, self.formula, self.rows, self.noise)


def defaults(landscape: str = DEFAULT_LANDSCAPE) -> Settings:
    """The four runs of the mission on a landscape of the gallery: one method with three batch sizes, and momentum."""
    entry = landscapes.get(landscape)
    rates = default_rates(entry.rate, entry.momentum_rate)
    return Settings(landscape=landscape, start=entry.start, noise=default_noise(entry), runs=mission(rates))


def mission(rates: Mapping[str, float]) -> tuple[RunSettings, ...]:
    """Vanilla, stochastic, mini-batch and momentum at the given rates."""
    return (
        RunSettings("Vanilla", "GradientDescent", rates["Vanilla"], None, 0),
        RunSettings("Stochastic", "GradientDescent", rates["Stochastic"], 1, 1),
        RunSettings("Mini-batch", "GradientDescent", rates["Mini-batch"], 16, 2),
        RunSettings("Momentum", "Momentum", rates["Momentum"], None, 3),
    )


def default_rates(rate: float, momentum_rate: float) -> dict[str, float]:
    """Rates of the four runs: the noisier the gradient, the smaller the step."""
    return {"Vanilla": rate, "Stochastic": rate / 4.0, "Mini-batch": rate / 2.0, "Momentum": momentum_rate}


def default_noise(entry: landscapes.Landscape) -> float:
    """Tilts that show but do not drown the slope: a share of the slope at the start, of one significant digit."""
    if entry.source is not None:
        return 0.0
    slope = math.hypot(*entry.loss.gradient(entry.start).tolist())
    return float(f"{0.1 * slope:.0e}")
