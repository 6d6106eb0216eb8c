"""What a landscape promises of its four default runs, in a small vocabulary, and whether the runs keep it.

A promise is a word with the names of runs, as ``first: Momentum`` or ``trapped: Vanilla, Stochastic``.  The sentence
that a landscape teaches must use words that go with each of its promises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optlab.analysis.motion import ACROSS
from optlab.analysis.phases import Phase, phases
from optlab.analysis.verdict import Verdict, verdict
from optlab.experiment import Outcome, Trajectory, run
from optlab.experiment.newton import nearby
from optlab.expressions import Array
from optlab.losses.landscapes import Landscape
from optlab.picture.runs import RunSettings
from optlab.picture.settings import defaults

NEAR, NEAR_NOISY = 0.01, 0.04
"""At a minimum: nearer than this share of the window's diagonal; a run that jitters."""

APART = 0.1
"""Ends further apart than this share of the window's diagonal are different places."""

SHOWS = 0.01
"""A rise, or a height above the minimum, that shows, as a share of the whole fall."""

SAME = 1e-4
"""A height above the minimum that is none, on a curve of minima."""

HALF = 0.5
"""A run ends lower if it is at most this share of the other's height above the minimum."""

LEFT = 0.1
"""A run that waits has won less than this share of its fall; one that is left behind, at the end."""

SOONER = 1.1
"""A run is first if the other takes so many times as many steps."""

EARLY, FEW, MANY = 12, 9, 20
"""Steps that tell whether a run zigzags, walks at an even pace, or waits."""


@dataclass(frozen=True)
class DefaultRun:
    """One of the four default runs of a landscape with what came of it."""

    entry: Landscape
    run: RunSettings
    trajectory: Trajectory

    @property
    def outcome(self) -> Outcome:
        """How it ended."""
        return self.trajectory.outcomes[0]

    @property
    def loss(self) -> Array:
        """Its losses while it lived ``(records,)``."""
        return self.trajectory.loss[: int(self.trajectory.alive[0]), 0]

    @property
    def points(self) -> Array:
        """Its points while it lived ``(records, dim)``."""
        return self.trajectory.points[: int(self.trajectory.alive[0]), 0]

    @property
    def fall(self) -> float:
        """From its start to the lowest it reached, or to the minimum where there is one."""
        best = self.entry.minimum_value
        return float(self.loss[0] - (self.loss.min() if best is None else best))

    @property
    def height(self) -> float:
        """Of its end above the minimum."""
        return float(self.loss[-1] - (self.entry.minimum_value or 0.0))

    @property
    def steps_taken(self) -> float:
        """Steps until it had converged; infinite if it had not."""
        return float(self.outcome.step) if self.outcome.status == "converged" else np.inf

    @cached_property
    def verdict(self) -> Verdict:
        """What the page says of its end."""
        run, best = self.run, self.entry.minimum_value
        return verdict(self.trajectory, rate=run.rate, decay=self._decay, batch=run.batch, best=best)

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """What the page says on the way."""
        run, best = self.run, self.entry.minimum_value
        return phases(self.trajectory, rate=run.rate, decay=self._decay, batch=run.batch, best=best)

    @property
    def _decay(self) -> float:
        return self.run.heavy_ball_decay or 0.0


Runs = list[DefaultRun]


@dataclass(frozen=True)
class Promise:
    """Whether runs (and the ``others``) keep it, and words of which a sentence that promises it has one."""

    kept: Callable[[Runs, Runs], bool]
    words: tuple[str, ...]


def each(check: Callable[[DefaultRun], bool]) -> Callable[[Runs, Runs], bool]:
    """Every one of the runs does it."""
    return lambda runs, others: all(check(run) for run in runs)


def default_runs(entry: Landscape) -> dict[str, DefaultRun]:
    """The four default runs of a landscape, by name."""
    settings = defaults(entry.name)
    loss = settings.subject.loss()
    descents = {
        each.name: run(loss, each.rule(), settings.start, each.rate, settings.steps, each.batch, settings.seed)
        for each in settings.runs
    }
    return {each.name: DefaultRun(entry, each, descents[each.name]) for each in settings.runs}


def broken_promises(entry: Landscape) -> list[str]:
    """The promises of a landscape that its default runs do not keep.

    >>> from optlab.losses import landscapes
    >>> broken_promises(landscapes.get("sphere"))
    []
    """
    runs = default_runs(entry)
    return [promise for promise in entry.promises if not _is_kept(promise, runs)]


def read_promise(text: str) -> tuple[str, list[str]]:
    """The word of a promise and the names of the runs it is about."""
    word, _, names = text.partition(":")
    return word, [name.strip() for name in names.split(",")]


def _is_kept(text: str, runs: Mapping[str, DefaultRun]) -> bool:
    word, names = read_promise(text)
    others = [run for name, run in runs.items() if name not in names and run.run.batch is None]
    return PROMISES[word].kept([runs[name] for name in names], others)


# ------------------------------------------------------------------ what each word means


def _first(runs: Runs, others: Runs) -> bool:
    latest = max(run.steps_taken for run in runs)
    return latest < np.inf and all(latest * SOONER <= other.steps_taken for other in others)


def _lower(runs: Runs, others: Runs) -> bool:
    return all(run.height <= HALF * other.height for run in runs for other in others)


def _apart(runs: Runs, others: Runs) -> bool:
    ends = [run.points[-1] for run in runs]
    gaps = [float(np.linalg.norm(a - b)) for place, a in enumerate(ends) for b in ends[:place]]
    return min(gaps) > APART * _diagonal(runs[0])


def _global(run: DefaultRun) -> bool:
    gaps = np.linalg.norm(np.array(run.entry.minima) - run.points[-1], axis=1)
    near = gaps.min() <= (NEAR if run.run.batch is None else NEAR_NOISY) * _diagonal(run)
    return bool(near or run.height <= SAME * run.fall)


def _trapped(run: DefaultRun) -> bool:
    near = nearby(run.trajectory.objective, run.points[-1:])
    return bool(near.minimum[0]) and run.height > SHOWS * run.fall


def _slow(run: DefaultRun) -> bool:
    return run.outcome.status == "step limit" and bool(run.loss[-1] < run.loss[len(run.loss) // 2])


def _falls(run: DefaultRun) -> bool:
    low, high = np.array(run.entry.domain).T
    inside = ((run.points[-1] >= low) & (run.points[-1] <= high)).all()
    return run.entry.minimum_value is None and bool(run.loss[-1] < run.loss[0]) and not inside


def _stuck(run: DefaultRun) -> bool:
    slopes = run.trajectory.gradient_norm[: len(run.loss), 0]
    return bool(slopes[-1] < SHOWS * slopes.max()) and run.verdict.kind in {"stationary", "plateau"}


def _zigzags(run: DefaultRun) -> bool:
    moves = np.diff(run.points[: EARLY + 1], axis=0)
    return bool(((moves[1:] * moves[:-1]).sum(axis=1) < 0.0).mean() >= ACROSS)


def _straight(run: DefaultRun) -> bool:
    lengths = np.linalg.norm(np.diff(run.points, axis=0), axis=1)
    return bool(lengths.sum() <= 1.001 * np.linalg.norm(run.points[-1] - run.points[0]))


def _even(run: DefaultRun) -> bool:
    lengths = np.linalg.norm(np.diff(run.points[: FEW + 1], axis=0), axis=1)
    return bool(lengths.min() >= 0.9 * lengths.max())


def _overshoots(run: DefaultRun) -> bool:
    return bool(np.maximum(0.0, np.diff(run.loss)).sum() >= SHOWS * run.fall)


def _waits(run: DefaultRun) -> bool:
    won = run.loss[0] - run.loss
    return bool(won[MANY] <= LEFT * won[-1])


def _pauses(run: DefaultRun) -> bool:
    """Whether a step is a tenth of one before it and half of one after it."""
    lengths = np.linalg.norm(np.diff(run.points, axis=0), axis=1)
    before, after = np.maximum.accumulate(lengths), np.maximum.accumulate(lengths[::-1])[::-1]
    return bool(((lengths <= LEFT * before) & (lengths <= HALF * after)).any())


def _left(run: DefaultRun) -> bool:
    return run.height >= (1.0 - LEFT) * run.fall


def _says(*words: str) -> Callable[[DefaultRun], bool]:
    return lambda run: any(word in phase.words for phase in run.phases for word in words)


def _diagonal(run: DefaultRun) -> float:
    return float(np.linalg.norm(np.diff(np.array(run.entry.domain))))


PROMISES: dict[str, Promise] = {
    "first": Promise(_first, ("first", "sooner", "before")),
    "lower": Promise(_lower, ("lower", "deeper")),
    "apart": Promise(_apart, ("different", "another", "other")),
    "global": Promise(each(_global), ("minimum", "minima", "lowest", "bottom", "line", "same place")),
    "trapped": Promise(each(_trapped), ("trap", "caught", "nearest")),
    "slow": Promise(each(_slow), ("slow", "never", "creep", "still", "far from")),
    "falls": Promise(each(_falls), ("for ever", "without end")),
    "stuck": Promise(each(_stuck), ("stuck", "stay", "still")),
    "jitters": Promise(each(lambda run: run.verdict.kind == "noise floor"), ("jitter", "never settle", "noise")),
    "zigzags": Promise(each(_zigzags), ("zigzag", "side to side")),
    "jumps": Promise(each(_says("side to side")), ("side to side",)),
    "left": Promise(each(_left), ("left behind",)),
    "straight": Promise(each(_straight), ("straight",)),
    "even": Promise(each(_even), ("even pace",)),
    "overshoots": Promise(each(_overshoots), ("past", "overshoot", "swing")),
    "waits": Promise(each(_waits), ("wait", "hardly", "slowly at first")),
    "creeps": Promise(each(_says("creeping along")), ("creep",)),
    "pauses": Promise(each(_pauses), ("pauses", "slow down")),
}
"""The vocabulary: what each word means of a run, and how a sentence says it."""
