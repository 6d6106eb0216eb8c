"""The picture of the Compare page as a value: a loss, a start, runs, and how they are looked at.

Each field is declared with its bounds and its key in an address, and nothing else declares them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from optlab.expressions.text.parser import MOST_NAMES
from optlab.losses import landscapes
from optlab.optimizers.hyperparameters import Checked
from optlab.picture.camera import camera_field
from optlab.picture.descent import Descent
from optlab.picture.fields import Field, Texts, choice, declared, number, numbers, switch, whole
from optlab.picture.holding import held_field
from optlab.picture.model import ModelSettings, model_field
from optlab.picture.model_picture import suited
from optlab.picture.model_runs import STEPS
from optlab.picture.runs import MOST_RUNS, RunSettings, read_runs, run_text
from optlab.picture.subject import DEFAULT_LANDSCAPE, Subject, formula_field, landscape_field, rows_field

MOST_STEPS, MOST_SEEDS = 5_000, 100
VERTICALS = ("gap", "loss", "gradient", "distance", "accuracy", "sharpness", "network", "numbers")
RESIDUALS = ("none", "sticks", "squares")
UNKNOWN = (0.1, 0.05)
"""Rates of plain descent and momentum on rows that only the page has."""

PRINCIPAL = "principal"
"""The plane of the main directions of all paths."""


def _plane() -> Any:
    """``"0,2"``: two different parameters; or PRINCIPAL; or nothing."""

    def holds(plane: object) -> bool:
        parts = str(plane).split(",")
        two = len(set(parts)) == len(parts) == 2
        return plane in ("", PRINCIPAL) or (two and all(part.isdecimal() and int(part) < MOST_NAMES for part in parts))

    def read(texts: Texts) -> str:
        parts = texts[0].split(",")
        return ",".join(str(int(part)) for part in parts) if all(map(str.isdecimal, parts)) else texts[0][:20]

    return declared(
        "", Field("two different parameters, such as 0,2", holds, "plane", "p", lambda plane: [plane], read)
    )


def pair_field() -> Any:
    """``"0,1"``: two different inputs of a model; or nothing, for the first two."""
    of: Field = _plane().metadata["allowed"]
    words = "two different inputs, such as 0,1"
    return declared("", replace(of, words=words, holds=lambda pair: pair != PRINCIPAL and of.holds(pair), key="a"))


def _runs() -> Any:
    """The runs of a picture, a text for each."""
    words = f"at most {MOST_RUNS} runs, each with an id and a colour of its own"
    return declared(
        (), Field(words, _each_its_own, "runs", "r", lambda runs: [run_text(run) for run in runs], read_runs)
    )


def _each_its_own(runs: Sequence[RunSettings]) -> bool:
    count = len(runs)
    return count == len({run.id for run in runs}) == len({run.colour for run in runs}) <= MOST_RUNS


@dataclass(frozen=True)
class Settings(Checked):
    """A picture: a loss, a start, and runs.  ``formula`` and ``rows`` are empty for the landscape's own, and ``held``
    are parameters that are held at numbers (see Subject).  With a ``model`` that is minimised instead; an empty
    ``start`` is the problem's own then: the weights that the model's seed draws.

    ``step`` is the one at which the player rests; ``horizontal`` what the curves are drawn against, ``vertical`` what
    they show (or the numbers of a step instead, or the network); ``view`` is the landscape from above (map) or in
    perspective (surface, its height logarithmic with ``log_height``, seen from ``camera``), or the rows with what the
    model predicts (data; ``pair`` are the two inputs that are its axes as ``"0,1"``, empty for the first two;
    ``residuals`` how the chosen run's errors are drawn there);
    ``plane`` the parameters along its axes as
    ``"0,2"``, PRINCIPAL, or empty for the first two; ``scales`` whether both axes of the map have one scale, or each
    its own; ``focus`` the id of the run that the numbers are about; ``theory`` adds predicted rates to the curves.

    >>> Settings(steps=-5)
    Traceback (most recent call last):
        ...
    optlab.errors.SettingsError: steps must be a whole number from 0 to 5000, got -5
    200 is the usual choice
    """

    landscape: str = landscape_field()
    rows: str = rows_field()
    formula: str = formula_field()
    held: tuple[tuple[str, float], ...] = held_field()
    start: tuple[float, ...] = numbers("s", (), MOST_NAMES)
    steps: int = whole("n", 200, 0, MOST_STEPS)
    seed: int = whole("d", 0, 0, 2**32 - 1)
    noise: float = number("o", 0.0, 0.0)
    horizontal: str = choice("x", "steps", ("steps", "epochs", "samples"))
    vertical: str = choice("y", "gap", VERTICALS)
    seeds: int = whole("k", 1, 1, MOST_SEEDS)
    step: int = whole("i", 0, 0, MOST_STEPS)
    log: bool = switch("l", True)
    theory: bool = switch("t", False)
    view: str = choice("v", "map", ("map", "surface", "data"))
    log_height: bool = switch("h", False)
    camera: tuple[float, ...] = camera_field("c")
    plane: str = _plane()
    scales: str = choice("q", "auto", ("auto", "equal", "free"))
    focus: int = 0
    projector: bool = switch("j", False)
    runs: tuple[RunSettings, ...] = _runs()
    model: ModelSettings | None = model_field()  # noqa: RUF009 - as all fields: it declares one
    pair: str = pair_field()
    residuals: str = choice("g", "none", RESIDUALS)

    @property
    def subject(self) -> Subject:
        """What is minimised."""
        subject = Subject(self.landscape, self.formula, self.rows, self.noise, self.held, self.model)
        return subject if self.model is None else subject.canonical

    @property
    def shown(self) -> tuple[RunSettings, ...]:
        """The runs that are in the picture."""
        return tuple(run for run in self.runs if run.shown)

    @property
    def descents(self) -> tuple[Descent, ...]:
        """Those of the runs that are in the picture."""
        return tuple(self.descent(run) for run in self.shown)

    def descent(self, run: RunSettings) -> Descent:
        """What the numbers of one of the runs depend on: it is repeated for all seeds where chance has a part."""
        seeds = 1 if run.batch is None else self.seeds
        return Descent(self.subject, self.start, self.steps, self.seed, seeds, run.unpainted)


@lru_cache(maxsize=64)
def defaults(landscape: str = DEFAULT_LANDSCAPE, model: ModelSettings | None = None) -> Settings:
    """The four runs of the mission on a landscape of the gallery: one method with three batch sizes, and momentum.

    With a ``model`` the same runs of that, seen in its data, from the weights that its seed draws.
    """
    if model is not None:
        runs = suited(mission(default_rates(*UNKNOWN)), Subject(model=model))
        looks = {"view": "data", "vertical": "loss", "plane": PRINCIPAL}
        return Settings(landscape=landscape, steps=STEPS, runs=runs, model=model, **looks)  # type: ignore[arg-type]
    entry = landscapes.get(landscape)
    rates = default_rates(entry.rate, entry.momentum_rate)
    return Settings(landscape=landscape, start=entry.start, noise=entry.noise, runs=mission(rates))


def mission(rates: Mapping[str, float]) -> tuple[RunSettings, ...]:
    """Vanilla, stochastic, mini-batch and momentum at the given rates."""
    return (
        RunSettings("Vanilla", "GradientDescent", rates["Vanilla"], None, 0, id=0),
        RunSettings("Stochastic", "GradientDescent", rates["Stochastic"], 1, 1, id=1),
        RunSettings("Mini-batch", "GradientDescent", rates["Mini-batch"], 16, 2, id=2),
        RunSettings("Momentum", "Momentum", rates["Momentum"], None, 3, id=3),
    )


def default_rates(rate: float, momentum_rate: float) -> dict[str, float]:
    """Rates of the four runs: the noisier the gradient, the smaller the step."""
    return {"Vanilla": rate, "Stochastic": rate / 4.0, "Mini-batch": rate / 2.0, "Momentum": momentum_rate}
