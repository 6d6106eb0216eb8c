"""The drawing of a graph, which follows the player."""

from __future__ import annotations

import streamlit as st

from optlab.app.shared import theme
from optlab.app.shared.vega_chart import vega_chart
from optlab.app.views.graph import sentences
from optlab.app.views.graph.follower import GRAPH
from optlab.app.views.graph.station import Station
from optlab.charts.graph import Placement, drawing, graph_spec, size_of
from optlab.explain import walk as walks

NARROW, NARROW_LAYER, LOW = 98, 76, 0.86
"""Pixels for a column of boxes, for a layer of a network, and for a unit of the drawing's height: below, it scrolls."""


def drawn(station: Station, placement: Placement) -> None:
    """The graph with what is known at the player's step."""
    slopes, look = not station.computation.layers, theme.look()
    size = size_of(placement, slopes)
    rooms = {"narrowest": (NARROW if slopes else NARROW_LAYER) * len(placement.columns), "lowest": round(LOW * size[1])}
    st.html(f"<style>:root {{ {' '.join(f'--chain-{name}: {room}px;' for name, room in rooms.items())} }}</style>")
    data = drawing(station.walk, placement, slopes, look)
    about = sentences.drawn(station.walk)
    vega_chart(graph_spec(size, look), data._asdict(), GRAPH, about, fills=True)


def spots(station: Station) -> list[float]:
    """Where each step happens in the drawing, as a share of its width."""
    placement = station.computation.placement
    if placement is None:
        return []
    columns = {item: number for number, items in enumerate(placement.columns) for item in items}
    active = [walks.moment(station.walk, step).active for step in range(station.walk.steps + 1)]
    return [0.0 if place is None else (columns[place] + 0.5) / len(placement.columns) for place in active]
