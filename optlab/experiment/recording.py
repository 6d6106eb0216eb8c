"""A run with everything its rule saw and remembered: what a step's formula is filled with."""

from __future__ import annotations

from typing import Any, NamedTuple

from optlab.expressions import Array
from optlab.optimizers import Clipped, Rule
from optlab.optimizers.rule import Calls, ForwardingOracle, Mask, Oracle
from optlab.optimizers.wrappers import ClippedOracle

Vector = tuple[float, ...]


class Step(NamedTuple):
    """One step of one run: from ``before`` to ``after`` ``(dim,)`` with learning rate ``rate``.

    ``gradient`` is the first that the rule asked for, over its batch (None: it asked for none), taken ``at`` a point;
    ``memory`` gives what the rule remembers before and after, by name.
    """

    before: Vector
    after: Vector
    rate: float
    gradient: Vector | None
    at: Vector | None
    memory: dict[str, tuple[Vector, Vector]]


class Recorder:
    """A rule that does what another does and writes down, as ``steps``, what happens inside it in the first run.

    Handed to ``run`` in place of its rule, it changes no number.  Only the first ``coordinates`` of every vector are
    written down (None: all).

    >>> from optlab.experiment import run
    >>> from optlab.losses import parse_loss
    >>> from optlab.optimizers import GradientDescent
    >>> recorder = Recorder(GradientDescent())
    >>> trajectory = run(parse_loss("x^2"), recorder, starts=[1.0], rate=0.25, steps=2)
    >>> [(step.before, step.gradient, step.after) for step in recorder.steps]
    [((1.0,), (2.0,), (0.5,)), ((0.5,), (1.0,), (0.25,))]
    """

    def __init__(self, rule: Rule, coordinates: int | None = None) -> None:
        # a formula is filled with the gradient that its method gets, so a clipped rule is recorded inside the clipping
        self.rule = rule.rule if isinstance(rule, Clipped) else rule
        self._norm = rule.norm if isinstance(rule, Clipped) else None
        self._coordinates = coordinates
        self.steps: list[Step] = []

    @property
    def calls(self) -> Calls:
        """As the rule inside."""
        return self.rule.calls

    def init(self, points: Array) -> Any:
        """As the rule inside."""
        return self.rule.init(points)

    def update(self, points: Array, state: Any, oracle: Oracle, rate: Array) -> tuple[Array, Any]:
        """As the rule inside, written down."""
        listener = Listener(oracle if self._norm is None else ClippedOracle(oracle, self._norm))
        moved, following = self.rule.update(points, state, listener, rate)
        before, after = _vectors(state, points.shape), _vectors(following, points.shape)
        memory = {name: (self._first(before[name]), self._first(after[name])) for name in after if name in before}
        asked, slope = (None, None) if listener.first is None else map(self._first, listener.first)
        self.steps.append(Step(self._first(points), self._first(moved), float(rate[0, 0]), slope, asked, memory))
        return moved, following

    def _first(self, points: Array) -> Vector:
        return tuple(points[0, : self._coordinates].tolist())


class Listener(ForwardingOracle):
    """An oracle that answers as another and keeps its first gradient with the point it was asked at."""

    def __init__(self, oracle: Oracle) -> None:
        super().__init__(oracle)
        self.first: tuple[Array, Array] | None = None

    def gradient(self, points: Array, active: Mask | None = None) -> Array:
        """As the oracle inside; the first answer is kept."""
        slopes = super().gradient(points, active)
        self.first = self.first or (points, slopes)
        return slopes


def _vectors(state: Any, shape: tuple[int, ...]) -> dict[str, Array]:
    """The parts of a memory that are one vector a run, also of memories inside it."""
    vectors: dict[str, Array] = {}
    for name, part in zip(getattr(state, "_fields", ()), state if isinstance(state, tuple) else (), strict=False):
        if isinstance(part, tuple):
            vectors |= _vectors(part, shape)
        elif getattr(part, "shape", None) == shape:
            vectors[name] = part
    return vectors
