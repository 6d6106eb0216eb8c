"""A chart on the page: a constant specification, and data that arrive by name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st


def vega_chart(spec: dict[str, Any], data: dict[str, pd.DataFrame], name: str, about: str) -> None:
    """A chart whose specification stays: only the data travel, and the picture does not flicker.

    ``name`` is the key of its frame, by which the page's scripts find it; ``about`` is read to those who do not see it.
    """
    with st.container(key=name):
        st.vega_lite_chart(spec={**spec, "datasets": data}, key=f"{name}-chart", width="stretch", alt=about)
