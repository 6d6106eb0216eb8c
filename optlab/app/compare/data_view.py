"""The left picture as the rows themselves, with what each run's model predicts at the player's step."""

from __future__ import annotations

import streamlit as st

from optlab.app.compare.scene import Scene
from optlab.charts import Look


def data(scene: Scene, look: Look) -> None:
    """The rows with the runs' predictions."""
    fit = scene.fit
    if fit is not None:
        st.caption(f"{len(fit.train)} rows of {', '.join(fit.model.inputs)} and {fit.model.target}")
