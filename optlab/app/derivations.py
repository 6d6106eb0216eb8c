"""Derivations of slopes, remembered for all visitors."""

from __future__ import annotations

import streamlit as st

from optlab.analysis.derivation import Derivation, derivation
from optlab.app.work import HOUR
from optlab.experiment.settings import uses_rows
from optlab.expressions import parse
from optlab.losses import landscapes


@st.cache_resource(max_entries=200, ttl=HOUR, show_spinner=False)
def derived(landscape: str, formula: str, name: str) -> Derivation:
    """The partial derivative of one example's loss, rule by rule."""
    entry = landscapes.get(landscape)
    has_rows = entry.data is not None and (not formula or uses_rows(landscape, formula))
    declared = [*(entry.parameters or ()), *(entry.data.columns if has_rows and entry.data is not None else ())]
    return derivation(parse(formula or entry.formula, declared), name)
