"""One look for all charts: sizes for the back row, and a colour, a dash and a marker for each run.

Colours are the theme's (``chartCategoricalColors`` in .streamlit/config.toml): a run's colour number means the same in
every chart and in the words beside it, in light and dark.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import altair as alt

from optlab.picture.runs import MOST_RUNS

TEXT = 16
"""Size of the text in charts, in pixels at 1280 x 720."""

HEIGHT = 400
"""Usual height of a chart in pixels."""

ENLARGED = 1.4
"""Factor of text, lines and marks on a projector."""

INK = ("#12161c", "#f2f5f9")
"""Colour of text and marks; a pair is always of the light theme and the dark one."""

PAPER = ("#ffffff", "#0f1217")
"""Colour of the outline that lifts a path off its background."""

GREY = "#8894a8"
"""Colour of what stands back: isolines, the loss itself as a curve, grid lines in space."""

SMALL_AND_LARGE = (
    "abs(datum.value) >= 0.01 && abs(datum.value) < 1e5 || datum.value == 0"
    " ? format(datum.value, '.3~r') : format(datum.value, '.2~e')"
)
"""How a height is written on its axis: 0.02, 150, 1e-8."""

DASHES = [[1, 0], [8, 4], [2, 3], [12, 3, 2, 3], [5, 2], [14, 5], [3, 2, 8, 2], [2, 6]]
MARKERS = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"]
NUMBERS = list(range(MOST_RUNS))

Of = TypeVar("Of")


@dataclass(frozen=True)
class Look:
    """How a chart is to look: in the light or the ``dark`` theme, ``large`` for a projector, ``height`` in pixels.

    >>> Look(dark=True).of(("black", "white"))
    'white'
    """

    dark: bool = False
    large: bool = False
    height: int = HEIGHT

    def of(self, pair: tuple[Of, Of]) -> Of:
        """The theme's own of a pair for the light theme and the dark one."""
        return pair[self.dark]

    @property
    def ink(self) -> str:
        """Colour of text and marks."""
        return self.of(INK)

    @property
    def paper(self) -> str:
        """Colour of the background, and of outlines on it."""
        return self.of(PAPER)

    @property
    def scale(self) -> float:
        """Factor of text, lines and marks."""
        return ENLARGED if self.large else 1.0

    @property
    def of_usual_height(self) -> Look:
        """The same look in the usual height: the key of a template, whose height is filled in later."""
        return replace(self, height=HEIGHT)


PLAIN = Look()
"""The light theme on a screen."""

STEP_ELEMENT = "optlab-step"
"""Id of the hidden field of the page that holds the player's step; step.js and style.css know it by the same id."""

STEP = "toNumber(step)"
"""The player's step inside Vega expressions (the page's slider hands over text)."""


def step_param() -> alt.Parameter:
    """The step shown, bound to the hidden field of the page that the player moves."""
    return alt.param(name="step", value=0, bind=alt.BindDirect(element=f"#{STEP_ELEMENT}", event="input"))


def run_colour() -> alt.Color:
    """Colour by the field ``colour``, a run's number."""
    return alt.Color(field="colour", type="nominal", scale=alt.Scale(domain=NUMBERS, range="category"), legend=None)


def run_fill() -> alt.Fill:
    """Fill by the field ``colour``."""
    return alt.Fill(field="colour", type="nominal", scale=alt.Scale(domain=NUMBERS, range="category"), legend=None)


def run_dash() -> alt.StrokeDash:
    """Dash by the field ``colour``: the second sign of a run beside its colour."""
    return alt.StrokeDash(field="colour", type="nominal", scale=alt.Scale(domain=NUMBERS, range=DASHES), legend=None)


def run_marker() -> alt.Shape:
    """Marker by the field ``colour``: the third sign."""
    return alt.Shape(field="colour", type="nominal", scale=alt.Scale(domain=NUMBERS, range=MARKERS), legend=None)


def finished(chart: alt.LayerChart, look: Look) -> dict[str, Any]:
    """The chart as a Vega-Lite dict with the common look, its data still to be filled in by name."""
    axis = {"labelFontSize": TEXT, "titleFontSize": TEXT, "labelFlush": False, "titleFontWeight": "normal"}
    axis |= {"labelColor": look.ink, "titleColor": look.ink}
    spec: dict[str, Any] = (
        chart.resolve_scale(shape="independent")
        .properties(height=look.height)
        .configure_axis(**axis, tickCount=5, labelOverlap=True)
        .configure_view(strokeOpacity=0.25)
        .configure_text(fontSize=TEXT)
        .configure_mark(tooltip=None)
        .to_dict(validate=False)
    )
    spec.pop("datasets", None)
    spec["config"] |= {
        "aria": False,
        "mark": {**spec["config"]["mark"], "aria": False},
    }  # read out is the frame's sentence
    spec["padding"] = {"left": 2, "right": 6, "top": 6, "bottom": 2}
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    return _enlarged(spec) if look.large else spec


def _enlarged(part: Any) -> Any:
    """Text and lines ENLARGED, areas by its square, in every mark and in the configuration."""
    if isinstance(part, list):
        return [_enlarged(item) for item in part]
    if not isinstance(part, dict):
        return part
    factors = {"labelFontSize": ENLARGED, "titleFontSize": ENLARGED, "fontSize": ENLARGED, "strokeWidth": ENLARGED}
    factors |= {"size": ENLARGED**2}
    return {
        name: value * factors[name] if name in factors and isinstance(value, int | float) else _enlarged(value)
        for name, value in part.items()
    }
