"""Take it away: the iterates as a table, the settings as a file, a program that gives the same numbers."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from optlab.app.compare import session
from optlab.app.components.picture import LegendRow, picture
from optlab.app.shared import escaping, notices
from optlab.app.shared.qr import page_url, project_button
from optlab.charts import Track
from optlab.picture.address import from_query, to_query
from optlab.picture.caption import about, run_words, shown
from optlab.picture.program import script
from optlab.picture.settings import Settings

FORMAT = "optlab settings 1"
"""The first word of a settings file, with the version of its layout."""


def keep(settings: Settings, tracks: list[Track], notes: str) -> None:
    """A popover with the downloads and the way back; ``notes`` go into the picture's caption."""
    shelf = st.popover("Keep", key="keep", on_change="rerun", width="stretch", type="tertiary")
    if not shelf.open:
        return
    with shelf:
        runs = [LegendRow(one.name, one.colour, run_words(one, settings.steps)) for one in shown(settings)]
        picture(["landscape", "surface", "curves"], [*about(settings), *filter(None, [notes])], runs)
        project_button(page_url(to_query(settings)), "keep")
        st.download_button("All iterates (CSV)", lambda: iterates(tracks), "optlab.csv", "text/csv", width="stretch")
        st.download_button(
            "Settings (JSON)", settings_file(settings), "optlab.json", "application/json", width="stretch"
        )
        st.download_button("Program (Python)", script(settings), "optlab_runs.py", "text/x-python", width="stretch")
        st.file_uploader("Open settings", type="json", key="settings_file", on_change=_load)


def iterates(tracks: list[Track]) -> bytes:
    """Every step of every run as tidy CSV."""
    frames = [track.trajectory.frame().assign(name=track.name).rename(columns={"run": "seed"}) for track in tracks]
    table = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if frames:
        table["name"] = escaping.for_spreadsheets(table["name"])
    return table.to_csv(index=False).encode("utf-8")


def settings_file(settings: Settings) -> str:
    """The settings as JSON: the same words as in the address."""
    query = {"f": [settings.landscape], **to_query(settings)} | ({"z": [settings.rows]} if settings.rows else {})
    return json.dumps({"format": FORMAT, "settings": query}, indent=2, ensure_ascii=False) + "\n"


def read_settings(text: str) -> tuple[Settings, list[str]]:
    """The settings of a file, and a notice for each part that could not be read; nonsense gives the defaults."""
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            return from_query({})[0], [f"format: {str(found['format'])[:60]!r}, this reads {FORMAT!r}"]
        query = {str(name): [str(part) for part in parts] for name, parts in found["settings"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return from_query({})[0], [f"this is not a settings file: {str(error)[:80]}"]
    return from_query(query)


def _load() -> None:
    """After a file was chosen: take its settings over, with a notice for what could not be read."""
    file = st.session_state["settings_file"]
    if file is None:
        return
    settings, faults = read_settings(file.getvalue().decode("utf-8", errors="replace"))
    settings, more = session.fitting(settings)
    session.fill(settings)
    notices.not_understood("file", faults + more)
