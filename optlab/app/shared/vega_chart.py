"""A chart on the page: a constant specification, and data that arrive by name."""

from __future__ import annotations

import weakref
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

_TABLES: dict[int, pa.Table] = {}
"""The frames that live now as Arrow tables: those in the shared cache are converted once and not for each visitor."""


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
            spec={**spec, "datasets": {name: _as_table(frame) for name, frame in data.items()}},
            key=f"{name}-chart",
            width="stretch",
            height="stretch" if fills else "content",
            alt=about,
        )


def _as_table(frame: pd.DataFrame) -> pa.Table:
    """What travels; the frame must not be changed afterwards."""
    known = _TABLES.get(id(frame))
    if known is None:
        known = _TABLES[id(frame)] = pa.Table.from_pandas(frame)
        weakref.finalize(frame, _TABLES.pop, id(frame), None)
    return known
