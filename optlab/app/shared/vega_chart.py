"""A chart on the page: a constant specification, and data that arrive by name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st


def vega_chart(
    spec: dict[str, Any], data: dict[str, pd.DataFrame], name: str, about: str, *, fills: bool = False
) -> None:
    """A chart whose specification stays: only the data travel, and the picture does not flicker.

    ``name`` is the key of its frame, by which the page's scripts find it; ``about`` is read to those who do not see it.
    It ``fills`` its frame on the stage, or has the height of its specification.
    """
    if fills:
        spec = {part: value for part, value in spec.items() if part != "height"}
    with st.container(key=name, height="stretch" if fills else "content"):
        st.vega_lite_chart(
            spec={**spec, "datasets": data},
            key=f"{name}-chart",
            width="stretch",
            height="stretch" if fills else "content",
            alt=about,
        )
