"""What a run is doing at each of its steps, in plain words that know nothing of what comes after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from optlab.analysis.curvature import largest_stable_product
from optlab.analysis.evidence import Evidence, evidence
from optlab.analysis.ground import Ground, ground
from optlab.analysis.motion import LONG, Motion, motion
from optlab.analysis.noise import batch_deviation
from optlab.analysis.verdict import Verdict, verdict, which_minimum
from optlab.experiment import Trajectory
from optlab.expressions import Array

BEGINNING = 3
"""Steps of which no way of walking can be told yet."""

HOLD = 3
"""Records for which something must have been so before it is said: words that change at each step cannot be read."""

HOLD_NOISY = 8
"""The same of a run whose batches differ from step to step."""

ASKED = 4
"""Places along a run at which the error of its batches is looked at."""

START, DIVERGING, NOISE = "just started", "diverging", "wandering at its noise floor"

Mask = NDArray[np.bool_]
Choices = list[tuple[Mask, str]]
"""Words and where they are true."""


@dataclass(frozen=True)
class Phase:
    """From ``step`` on, until the next phase, a run does what the ``words`` say."""

    step: int
    words: str


def phases(
    trajectory: Trajectory,
    run: int = 0,
    *,
    rate: float | None = None,
    decay: float = 0.0,
    batch: int | None = None,
    best: float | None = None,
    known: Evidence | None = None,
    judged: Verdict | None = None,
) -> tuple[Phase, ...]:
    """The phases of one run, the first at step 0; the last, at the step where the run ended, is its plain
    verdict, or that it is "still" doing what it did.

    The words of a step depend on what happened up to it alone, and hold a few records at least.  ``known`` and
    ``judged`` are evidence and verdict where they are at hand; the other arguments are those of ``verdict``.

    >>> from optlab.experiment import run
    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> trajectory = run(parse_loss("x^2 + y^2"), GradientDescent(), [2.0, 1.0], rate=0.1, steps=60)
    >>> for phase in phases(trajectory, rate=0.1, best=0.0):
    ...     print(phase.step, phase.words)
    0 just started
    5 rolling downhill
    28 closing in on the bottom
    33 standing at the global minimum
    60 converged to the global minimum
    """
    known = evidence(trajectory, run, rate) if known is None else known
    size = batch if batch is not None and batch < trajectory.objective.examples else None
    words = _words(trajectory, run, known, decay, size, best)
    held = list(_held(words, HOLD if size is None else HOLD_NOISY))
    judged = judged or verdict(trajectory, run, rate=rate, decay=decay, batch=batch, best=best)
    end, last = _end(trajectory, run), held[-1][1]
    plain = f"still {last}" if judged.kind == "moving" and last != START else judged.plain
    begun = [Phase(int(known.steps[place]), text) for place, text in held]
    return (*[phase for phase in begun if phase.step < end], Phase(end, plain))


def _end(trajectory: Trajectory, run: int) -> int:
    """The step at which a run was lost or stopped itself, else its last."""
    outcome = trajectory.outcomes[run]
    lost = trajectory.alive[run] < len(trajectory.steps)
    return outcome.step if lost or outcome.status == "stopped" else int(trajectory.steps[-1])


def _held(words: list[str], hold: int) -> Iterator[tuple[int, str]]:
    """The records at which the words change, once the new ones held so long; what explodes is said at once."""
    said, first = words[0], 0
    yield 0, said
    for place, (before, text) in enumerate(pairwise(words), start=1):
        first = place if text != before else first
        if text != said and (place - first + 1 >= (HOLD if said == START else hold) or text == DIVERGING):
            said = text
            yield place, said


def _words(
    trajectory: Trajectory, run: int, known: Evidence, decay: float, batch: int | None, best: float | None
) -> list[str]:
    """The words for each drawn record, as if there were no other: the first that are true of it."""
    places = np.searchsorted(trajectory.steps, known.steps)
    gait = Motion(*(flags[places] for flags in motion(trajectory, run)))
    under = ground(trajectory, run, known, gait.level | gait.resting)
    limit, noisy = largest_stable_product(decay), batch is not None
    choices = [
        *([] if batch is None else [(_noise(trajectory, run, gait, places, batch), NOISE)]),
        *_standing(under, gait, best, known.points.shape[1]),
        (known.steps < BEGINNING, START),
        *([] if noisy else [(gait.soaring & gait.growing & ~(known.product <= limit), DIVERGING)]),
        (gait.above & gait.rising, "thrown higher than it began"),
        *([] if noisy else _turning(under, gait)),
        *_level(under, gait),
        (gait.barely, "barely moving"),
        *_slopes(known, gait, noisy, decay),
    ]
    masks, words = zip(*choices, strict=True)
    return [str(text) for text in np.select(masks, words, "moving")]


def _standing(under: Ground, gait: Motion, best: float | None, dim: int) -> Choices:
    """At a minimum, or where there is no slope at all."""
    stands = under.bare | (under.here & gait.resting)
    at, names = under.minimum & stands, np.array([which_minimum(float(bottom), best) for bottom in under.bottom])
    return [
        *[(at & (names == name), f"standing at {name}") for name in sorted(set(names[at].tolist()))],
        (under.other & under.shelf & stands, "standing on a plateau"),
        (under.other & under.top & stands, "standing at a maximum"),
        (under.other & stands, "standing on a saddle" if dim > 1 else "standing on a level place, no minimum"),
        (under.bare & ~under.minimum, "standing where there is no slope"),
    ]


def _turning(under: Ground, gait: Motion) -> Choices:
    """Steps that turn back again and again."""
    swinging = gait.swinging & ~(gait.level & under.plateau & ~under.minimum)
    return [
        (gait.turning & under.valley, "zigzagging across the valley"),
        (swinging & gait.returning, "swinging to and fro"),
        (swinging, "rolling on, up and down"),
        (gait.turning, "jumping from side to side"),
    ]


def _level(under: Ground, gait: Motion) -> Choices:
    """Ground that is level against what the run has seen."""
    return [
        (gait.level & under.other & ~under.top & ~under.shelf & under.saddle, "hesitating near a saddle"),
        (gait.level & under.narrow, "creeping along a narrow valley"),
        (gait.level & under.floor, "creeping along a valley floor"),
        (gait.level & under.plateau & ~under.minimum, "crawling on a plateau"),
        (gait.level & under.minimum & gait.winning & ~gait.swinging, "closing in on the bottom"),
    ]


def _slopes(known: Evidence, gait: Motion, noisy: bool, decay: float) -> Choices:
    """Up or down."""
    if noisy:
        return [(gait.winning, "jittering downhill"), (~gait.winning, "jittering about")]
    return [
        (gait.rising, "climbing, carried by its momentum" if decay else "climbing"),
        (gait.falling & gait.growing & (known.lowest < 0.0), "rolling downhill ever faster"),
        (gait.falling, "rolling downhill"),
    ]


def _noise(trajectory: Trajectory, run: int, gait: Motion, places: NDArray[np.int_], batch: int) -> Mask:
    """Where a run only wanders, because its batches err by more than the slope that is left."""
    wandering = np.flatnonzero(gait.wandering | gait.resting | (~gait.winning & (places >= LONG)))
    noise = np.zeros(len(places), dtype=bool)
    if not len(wandering):
        return noise
    # the error of a batch changes little from step to step: each place takes that of the last place asked before it
    asked = wandering[np.linspace(0, len(wandering) - 1, min(ASKED, len(wandering))).astype(int)]
    points: Array = trajectory.points[places[asked], run]
    errors = np.array([batch_deviation(trajectory.objective, point, batch) for point in points])
    latest = errors[np.searchsorted(asked, wandering, side="right") - 1]
    noise[wandering] = trajectory.gradient_norm[places[wandering], run] < latest
    return noise
