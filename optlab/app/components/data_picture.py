"""The model in its data: a canvas that follows the player in the browser, from key frames that are sent once."""

from __future__ import annotations

from typing import Any

import streamlit as st

from optlab.app.components import component

_PICTURE = component(
    "data_picture", "step", "plain", "data_frames", "data_axes", "data_marks", "data_map", "data_layout", "data_kinds"
)


def data_picture(data: dict[str, Any], key: str) -> None:
    """Draw a picture of the data (``charts.data``); it fills its container, and on a phone is as high as it needs."""
    with st.container(key=key, height="stretch"):
        _PICTURE(data=data, key=f"{key}-drawing", width="stretch", height="stretch")
