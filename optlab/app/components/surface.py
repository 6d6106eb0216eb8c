"""The 3-D chart: the camera stays where the visitor put it, whatever else changes.

Streamlit draws a Plotly chart whose data changed as a new one, with the camera that Python gives it (streamlit#8882).
So the browser tells Python where the visitor stands, and the next drawing starts from there; while the data are the
same, the chart is left alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from optlab.app.components import component, reported, told
from optlab.charts.landscape import camera_spec
from optlab.picture.camera import NUMBERS, camera_error

CONFIG = {
    "modeBarButtonsToRemove": ["resetCameraLastSave3d", "zoom3d", "pan3d", "orbitRotation", "tableRotation", "toImage"],
    "displaylogo": False,
    "plotGlPixelRatio": 1.5,
}

_LISTENER = component("surface", "step", "space", "space_axes", "space_cuts", "space_picture", "space_preview")


class _Drawing(NamedTuple):
    """What the browser was given last: the figure's fingerprint, the camera it began with, and its number."""

    fingerprint: str
    camera: tuple[float, ...]
    number: int


def surface(
    figure: dict[str, Any],
    overlay: dict[str, Any],
    camera: tuple[float, ...],
    key: str,
    moved: Callable[[tuple[float, ...]], None],
) -> None:
    """Draw the figure (see ``charts.landscape.surface``) seen from the camera, and follow the visitor's hand.

    ``overlay`` is what lies on it (see ``charts.landscape.overlay``): when that alone changes, the figure is left as it
    is drawn.  It fills its container in height.  ``moved`` gets the camera to which the visitor moved; only a fragment
    runs then, not the page.
    """
    seen = _seen(figure, camera, key)
    st.plotly_chart(seen, key=key, theme=None, config=CONFIG, width="stretch", height="stretch")
    drawn = {"drawing": seen["layout"]["meta"], "camera": seen["layout"]["scene"]["camera"]}
    _follow(key, {**overlay, **drawn}, moved)


def _seen(figure: dict[str, Any], camera: tuple[float, ...], key: str) -> dict[str, Any]:
    """The figure with a camera: as it was drawn, unless the data or the place to look from are others."""
    state = st.session_state
    fingerprint = hashlib.blake2b(json.dumps(figure).encode(), digest_size=16).hexdigest()
    last: _Drawing | None = state.get(_drawing_key(key))
    # The listener's state is gone when the chart was not on the page: then the browser has none to be left alone.
    there = last is not None and _listener_key(key) in state
    if last is None or not there or last.fingerprint != fingerprint or camera != (_reported(key) or last.camera):
        last = _Drawing(fingerprint, camera, last.number + 1 if last else 0)
        state[_drawing_key(key)] = last
    layout = figure["layout"]
    scene = {**layout["scene"], "camera": camera_spec(last.camera)}
    # The number makes each drawing new to Streamlit, which else might bring back an old one with its old camera; and as
    # long as it stays, Plotly keeps the visitor's camera when Streamlit draws the same figure at another height.
    revision = f"drawing {last.number}"  # not the number itself: to Plotly 0 is none
    return {**figure, "layout": {**layout, "scene": scene, "meta": last.number, "uirevision": revision}}


@st.fragment
def _follow(key: str, drawn: dict[str, Any], moved: Callable[[tuple[float, ...]], None]) -> None:
    """Listen to the chart; in a fragment, so that a move of the camera does not run the page."""

    def put() -> None:
        camera = _reported(key)
        if camera:
            moved(camera)

    _LISTENER(data={"chart": key, "drawn": drawn}, key=_listener_key(key), on_camera_change=put, height=1)


def _reported(key: str) -> tuple[float, ...]:
    """The camera that the browser told, empty when it told none or nonsense."""
    camera = told.numbers(reported(_listener_key(key), "camera"), NUMBERS)
    return () if camera is None or camera_error(camera) else camera


def _listener_key(key: str) -> str:
    return f"{key}.listener"


def _drawing_key(key: str) -> str:
    return f"{key}.drawing"
