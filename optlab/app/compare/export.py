"""Take it away: the iterates as a table, the settings as a file, a program that gives the same numbers."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator

import pandas as pd
import pyarrow
import streamlit as st
from pyarrow import csv

from optlab.app.compare import session
from optlab.app.components.picture import LegendRow, picture
from optlab.app.shared import computations, escaping, hidden, notices
from optlab.app.shared.as_question import as_question_button
from optlab.app.shared.handing_on import handing_on
from optlab.app.shared.qr import page_url, project_button
from optlab.app.views.runs.scene import Scene
from optlab.errors import OptlabError
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
    if hidden.is_hidden("keep"):
        return
    popover = st.popover(
        "Keep", key=session.EXPORT, on_change="rerun", width="stretch", type="tertiary", help=ABOUT_KEEP
    )
    if not popover.open:
        return
    settings = scene.picture
    with popover:
        runs = [LegendRow(run.name, run.colour, run_words(run, settings.steps)) for run in settings.shown]
        picture(
            ["data-view", "landscape", "surface", "curves", "network-frame"],
            [*about(settings), *filter(None, [notes])],
            runs,
        )
        project_button(page_url(to_query(settings)), "keep.qr", session.close_export)
        handing_on(to_query(settings), "keep", hidden.of("compare"))
        as_question_button("compare", to_query(settings), "keep.question", session.close_export)
        _all_iterates(settings)
        st.download_button(
            "Settings (JSON)", settings_file(settings), "optlab.json", "application/json", width="stretch"
        )
        st.download_button("Program (Python)", script(settings), "optlab_runs.py", "text/x-python", width="stretch")
        st.file_uploader("Open settings", type="json", key=session.SETTINGS_FILE, on_change=_open)


def _all_iterates(settings: Settings) -> None:
    """A link to the table, which is made while it is sent: it may have hundreds of megabytes."""
    offer = session.offered(settings.shown, settings.descents, lambda: iterates(_tracks(settings)))
    st.html(f'<a class="optlab-download" href="{offer.address}" download="{offer.name}">All iterates (CSV)</a>')


def _tracks(settings: Settings) -> Iterator[Track]:
    """The runs that could be made, as the page made them; anew, where nobody remembers them."""
    for run in settings.shown:
        trajectory = computations.trajectory(settings.descent(run), lambda _: None)
        if not isinstance(trajectory, OptlabError):
            yield Track(run, trajectory)


def iterates(tracks: Iterable[Track]) -> Iterator[bytes]:
    """Every step of every run as tidy CSV, one repeat of a run after the other."""
    first = True
    for track in tracks:
        for seed in range(track.trajectory.points.shape[1]):
            table = track.trajectory.frame(seed).rename(columns={"run": "seed"}).assign(name=track.name)
            table["name"] = escaping.for_spreadsheets(table["name"])
            yield _csv(table, header=first)
            first = False


def _csv(table: pd.DataFrame, *, header: bool) -> bytes:
    """By Arrow, which writes numbers ten times as fast as pandas does."""
    text = io.BytesIO()
    csv.write_csv(pyarrow.Table.from_pandas(table, preserve_index=False), text, csv.WriteOptions(include_header=header))
    return text.getvalue()


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
