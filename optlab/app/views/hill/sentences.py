"""The sentences of the slopes page: what the numbers shown there mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optlab.analysis.curvature import FLAT, Curvature, Kind
from optlab.app.shared.escaping import escaped
from optlab.expressions import Array
from optlab.expressions.printing.plain import plain_name, plain_number
from optlab.picture.problem import Problem
from optlab.picture.subject import Subject

LEVEL = 1e-8
"""A gradient shorter than this counts as none, in words."""

MOST_NUMBERS = 4


def left_behind(subject: Subject | None) -> list[str]:
    """Why another function is shown than what Compare is about; nothing where that is the same."""
    if subject is None:
        return []
    return [
        f"The {subject.text} stays on Compare: it is about rows, and here the slopes of one function are looked at."
    ]


def headline(problem: Problem) -> tuple[str, str]:
    """What the page is about: the title of the function, and a sentence of what it teaches."""
    lesson = problem.teaches
    return escaped(problem.title), f"{lesson[:1].upper()}{lesson[1:]}." if lesson else ""


def about_hill(names: Sequence[str], axes: Sequence[int]) -> str:
    """What the map shows, for those who do not see it; the numbers are in the words beside it."""
    east, north = (plain_name(names[axis]) for axis in axes)
    return (
        f"The loss from above over {east} and {north}, as isolines, with the point, its gradient at right angles to "
        "them and the next step of descent; click or drag to move the point"
    )


def about_slice(name: str) -> str:
    """What a slice shows, for those who do not see it."""
    return (
        f"The loss along {plain_name(name)}, all else fixed, with its tangent at the point and the secant of the nudge"
    )


def knob(slope: float, size: float) -> str:
    """What a small move of one knob does to the loss now."""
    return f"{size:g} more: loss {signed(slope * size)}" if np.isfinite(slope) else "no slope here"


def overshooting(rate: float | None) -> str:
    """What a step that is too large would do, or that there is none."""
    if rate is None:
        return "No step against the gradient was found that raises the loss from here."
    return f"With η = {plain_number(rate)} one step goes so far beyond that the loss rises."


def direction(word: str, symbol: str, slope: float) -> str:
    """The slope along one parameter, above its slice; no ``word`` of the compass where there is one parameter."""
    if not np.isfinite(slope):
        return f"**{word}**: {symbol} does not exist here" if word else f"{symbol} does not exist here"
    arrow = "→" if slope == 0.0 else "↗" if slope > 0 else "↘"
    side = f"{word} {arrow}" if word else arrow
    return f"**{side}** {symbol} = **{plain_number(slope)}**"


def _way(slope: float) -> str:
    return "level" if slope == 0.0 else "uphill" if slope > 0 else "downhill"


def secant(nudge: float, quotient: float, rounding: float) -> str:
    """The difference quotient of a nudge; ``rounding`` is about the error that rounding makes in it."""
    if not np.isfinite(quotient):
        return "Δ leaves the domain"
    gives = "rounds to" if rounding > 1e-3 * max(1.0, abs(quotient)) else "gives"
    return f"Δ = {plain_number(nudge, 2)} {gives} {plain_number(quotient, 4)}"


def gradient(slope: Array, height: float) -> str:
    """The gradient in one sentence."""
    if not np.isfinite(height):
        return "The formula has no finite value at this point: turn a knob."
    if not np.isfinite(slope).all():
        return f"The loss is {plain_number(height)} here, but its slope does not exist at this point."
    length = float(np.linalg.norm(slope))
    if length == 0.0:
        return f"The loss is {plain_number(height)}. Every slope vanishes here: descent stands still."
    if length < LEVEL:
        return f"The loss is {plain_number(height)}. Every slope almost vanishes here: descent hardly moves."
    what = f"**Gradient** ({listed(slope)}), length {plain_number(length)}, points uphill"
    if len(slope) == 1:
        what = f"**Slope** {plain_number(float(slope[0]))}, uphill is {'right' if slope[0] > 0 else 'left'}"
    return f"{what}; descent goes the opposite way. The loss here is {plain_number(height)}."


def promise(slope: Array, promised: float, drop: float) -> str:
    """What the tangent promises for the next step, and what the step would really bring."""
    if not np.isfinite(slope).all() or promised < LEVEL**2:
        return ""
    return f"**Next step**: the tangent promises a drop of {plain_number(promised)}; {_result(promised, drop, 'will')}"


def taken(promised: float, drop: float) -> str:
    """The result of the step just taken."""
    if not np.isfinite(promised):
        return "**That step** would leave all numbers behind: take a smaller rate."
    return f"**Step taken.** The tangent promised a drop of {plain_number(promised)}; {_result(promised, drop, '')}"


def _result(promised: float, drop: float, will: str) -> str:
    """The drop beside the one promised; ``will`` where it is still to come."""
    if not np.isfinite(drop):
        return "the loss has no finite value there."
    if promised < LEVEL**2:
        return "nothing changed."
    if drop < 0.0:
        verb = "will rise" if will else "rose"
        return f"the loss {verb} by {plain_number(-drop)}: the step is too long for the curvature."
    verb = "will fall" if will else "fell"
    share = f" ({100.0 * drop / promised:.0f} % of it)" if drop < 100.0 * promised else ""
    return f"the loss {verb} by {plain_number(drop)}{share}."


def curved(curvature: Curvature, kind: Kind, rate: float) -> str:
    """The curvature at the point, and what can be said of a place of this ``kind`` ("slope": of this point alone)."""
    bend = bend_of(curvature)
    if bend == "undefined":
        return "**Curvature.** The second derivatives do not exist at this point."
    meaning = LEVEL_PLACES.get(kind) or SLOPING_PLACES[bend]
    return f"**Curvature** λ = {_range(curvature)}: {meaning}{_limit(curvature, rate)}"


def bend_of(curvature: Curvature) -> str:
    """How the loss bends: minimum or maximum where it bends in every direction, else up, down, saddle, flat."""
    if curvature.shape in ("undefined", "flat", "saddle"):
        return curvature.shape
    least = FLAT * float(np.abs(curvature.values).max())
    if curvature.shape == "minimum":
        return "minimum" if curvature.lowest > least else "up"
    return "maximum" if curvature.highest < -least else "down"


LEVEL_PLACES: dict[str, str] = {
    "minimum": "a **minimum**: descent settles here.",
    "maximum": "a **maximum**: descent runs away from the top.",
    "saddle": "a **saddle**: descent is drawn in where the loss bends up, carried off where it bends down.",
    "flat": "**level**, but no minimum: lower ground lies beside it.",
}
SLOPING_PLACES = {
    "minimum": "the loss bends **up** in every direction, so the way down becomes less steep. "
    "Whether there is a bottom, one point does not tell.",
    "maximum": "the loss bends **down** in every direction, so the way down becomes steeper.",
    "saddle": "bent like a **saddle**: descent is drawn in where λ > 0, carried off where λ < 0.",
    "up": "the loss bends **up** in some directions and not at all in others. "
    "Whether there is a bottom, one point does not tell.",
    "down": "the loss bends **down** in some directions and not at all in others: the way down becomes no gentler.",
    "flat": "no bend, **flat** as a board: next to this point the slope, and so the step, stays as it is.",
}
"""What a place is and what descent does there, where every slope vanishes, and where one does not."""


def _range(curvature: Curvature) -> str:
    """The curvatures, or the lowest and the highest; what is lost in rounding is 0."""
    least = FLAT * float(np.abs(curvature.values).max())
    low, high = (plain_number(value if abs(value) > least else 0.0) for value in (curvature.lowest, curvature.highest))
    return low if len(curvature.values) == 1 else f"{low}, {high}" if len(curvature.values) == 2 else f"{low} … {high}"


def _limit(curvature: Curvature, rate: float) -> str:
    """A warning where the rate is too high for the curvature."""
    highest = curvature.largest_stable_rate
    return f" η > 2/λmax = {highest:.3g} overshoots." if highest is not None and rate > highest else ""


def fate(curvature: Curvature, names: Sequence[str]) -> str:
    """What descent will do near the point, with its directions, in full."""
    bend = bend_of(curvature)
    if bend != "saddle":
        return FATES[bend]
    down, up = listed(curvature.directions[:, 0]), listed(curvature.directions[:, -1])
    lowest, highest = plain_number(curvature.lowest), plain_number(curvature.highest)
    listed_names = ", ".join(plain_name(name) for name in names[:MOST_NUMBERS])
    return (
        f"A saddle: along ({listed_names}) = ({up}) the loss bends up (λ = {highest}) and descent "
        f"is pulled towards the pass; along ({down}) it bends down (λ = {lowest}) and every step "
        "carries descent a larger stretch away. A start exactly on the pass would stay; a start beside it slows down "
        "near the pass, then leaves faster and faster."
    )


FATES = {
    "minimum": "The loss bends up in every direction. Where every slope vanishes too, that is a minimum, at which "
    "descent comes to rest if the rate allows; elsewhere it makes the way down less steep, and promises no bottom.",
    "maximum": "The loss bends down in every direction: the way down becomes steeper, and descent leaves ever faster.",
    "up": "The loss bends up in some directions and not at all in others: along these only the slope decides, and "
    "there need not be a bottom.",
    "down": "The loss bends down in some directions and not at all in others: nothing here slows descent.",
    "flat": "The second derivatives vanish: next to this point the slope, and so every step, stays as it is.",
    "undefined": "The second derivatives do not exist at this point.",
}


def listed(values: Array | Sequence[float]) -> str:
    """The first few numbers of a list."""
    shown = ", ".join(plain_number(float(value)) for value in values[:MOST_NUMBERS])
    return f"{shown}, …" if len(values) > MOST_NUMBERS else shown


def signed(value: float) -> str:
    """A number with its sign."""
    return f"+{plain_number(value)}" if value >= 0.0 else plain_number(value)


def steepness(word: str, slope: float) -> str:
    """How the ground goes in one direction of the compass."""
    if not np.isfinite(slope):
        return f"{word} has no slope"
    return f"{word} is {_way(slope)} (slope {plain_number(slope)})"


def rates(curvature: Curvature) -> str:
    """The learning rates that follow from the curvature."""
    highest, condition, best = curvature.largest_stable_rate, curvature.condition_number, curvature.best_rate
    if highest is None:
        return ""
    limit = f"Where the loss bends up, a rate above 2/λmax = **{highest:.3g}** overshoots more each step."
    if condition is None or best is None or len(curvature.values) == 1:
        return limit
    return (
        f"{limit} The steepest direction bends κ = λmax/λmin = **{plain_number(condition)}** times as much "
        "as the flattest, and one rate must serve both: on a parabola of this shape the fastest is "
        f"2/(λmin + λmax) = **{best:.3g}**."
    )
