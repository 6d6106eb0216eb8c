"""Take it away: the iterates as a table, the settings as a file, a program that gives the same numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from optlab.app.compare import session
from optlab.app.compare.scene import Scene
from optlab.app.components.picture import LegendRow, picture
from optlab.app.shared import escaping, notices
from optlab.app.shared.qr import page_url, project_button
from optlab.picture.address import from_query, to_query
from optlab.picture.caption import about, run_words
from optlab.picture.program import script
from optlab.picture.settings import Settings
from optlab.picture.track import Track

FORMAT = "optlab settings 1"
"""The first word of a settings file, with the version of its layout."""

ABOUT_KEEP = "The picture as a file, a link, a table, settings or a program"


def export(scene: Scene, notes: str) -> None:
    """A popover with the downloads and the way back; ``notes`` go into the picture's caption."""
    popover = st.popover(
        "Keep", key=session.EXPORT, on_change="rerun", width="stretch", type="tertiary", help=ABOUT_KEEP
    )
    if not popover.open:
        return
    settings, tracks = scene.picture, scene.tracks
    with popover:
        runs = [LegendRow(run.name, run.colour, run_words(run, settings.steps)) for run in settings.shown]
        picture(["landscape", "surface", "curves"], [*about(settings), *filter(None, [notes])], runs)
        project_button(page_url(to_query(settings)), "keep.qr", session.close_export)
        st.download_button("All iterates (CSV)", lambda: iterates(tracks), "optlab.csv", "text/csv", width="stretch")
        st.download_button(
            "Settings (JSON)", settings_file(settings), "optlab.json", "application/json", width="stretch"
        )
        st.download_button("Program (Python)", script(settings), "optlab_runs.py", "text/x-python", width="stretch")
        st.file_uploader("Open settings", type="json", key=session.SETTINGS_FILE, on_change=_open)


def iterates(tracks: Sequence[Track]) -> bytes:
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
        content = json.loads(text)
        if content["format"] != FORMAT:
            return from_query({})[0], [f"format: {str(content['format'])[:60]!r}, this reads {FORMAT!r}"]
        query = {str(name): [str(part) for part in parts] for name, parts in content["settings"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return from_query({})[0], [f"this is not a settings file: {str(error)[:80]}"]
    return from_query(query)


def _open() -> None:
    """After a file was chosen: take its settings over, with a notice for what could not be read."""
    text = session.settings_file()
    if text is not None:
        settings, faults = read_settings(text)
        notices.not_understood("file", faults + session.open_settings(settings))
