"""Axes of one scale: a circle is a circle and a right angle a right angle, whatever the shape of the plot."""

from __future__ import annotations

Window = tuple[tuple[float, float], tuple[float, float]]
"""What is in view, low and high along each axis."""

NARROWEST, WIDEST = 0.7, 2.0
"""Width over height of the plots for which something lies under the whole picture (style.css keeps them so)."""

MOST_UNLIKE = 20.0
"""The ratio of two spans from which on equal axes would show a thread: then each axis has a scale of its own."""

ENDS = ("{left}", "{right}", "{bottom}", "{top}")
"""The blanks of a template that ``domains`` fills; each stands where a domain has an expression."""


def are_alike(window: Window) -> bool:
    """Whether the spans of a window allow equal axes.

    >>> are_alike(((0.0, 1.0), (0.0, 4.0))), are_alike(((0.0, 1.0), (0.0, 4000.0)))
    (True, False)
    """
    wide, high = _spans(window)
    return max(wide, high) <= MOST_UNLIKE * min(wide, high)


def domain(low: str, high: str) -> list[dict[str, str]]:
    """The domain of a scale in a template, with the blanks for its ends."""
    return [{"expr": low}, {"expr": high}]


def domains(window: Window, equal: bool = True) -> dict[str, str]:
    """What goes into the blanks: expressions for the ends of both axes.

    Equal axes show the window in the middle, and as much beside it as the plot has room for; the browser works it out
    anew whenever the plot's size changes.
    """
    (left, right), (bottom, top) = window
    if not equal:
        return dict(zip(ENDS, map(repr, (left, right, bottom, top)), strict=True))
    (wide, high), across, up = _spans(window), (left + right) / 2, (bottom + top) / 2
    width, height = f"max({wide!r}, {high!r} * width / height) / 2", f"max({high!r}, {wide!r} * height / width) / 2"
    ends = (f"{across!r} - {width}", f"{across!r} + {width}", f"{up!r} - {height}", f"{up!r} + {height}")
    return dict(zip(ENDS, ends, strict=True))


def ground(window: Window, equal: bool = True) -> Window:
    """What plots of all shapes may show of a window with equal axes.

    >>> ground(((-1.0, 1.0), (0.0, 2.0)))
    ((-2.0, 2.0), (-0.4285714285714286, 2.428571428571429))
    """
    if not equal:
        return window
    wide, high = _spans(window)
    spans = (max(wide, high * WIDEST), max(high, wide / NARROWEST))
    across, up = (((low + up - span) / 2, (low + up + span) / 2) for (low, up), span in zip(window, spans, strict=True))
    return across, up


def _spans(window: Window) -> tuple[float, float]:
    (left, right), (bottom, top) = window
    return right - left, top - bottom
