"""Rows of one's own: a file or pasted text becomes the examples that a formula is a mean over."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from optlab import datasets
from optlab.app.compare import actions, rows_session, session
from optlab.app.shared import escaping, notices
from optlab.datasets.packing import AS_IT_IS, STANDARDISED
from optlab.datasets.reading import LARGEST_TEXT, MOST_COLUMNS, MOST_ROWS
from optlab.errors import OptlabError
from optlab.expressions.functions import RESERVED
from optlab.losses.straight_line import straight_line
from optlab.picture.subject import LONGEST_ROWS, Subject

LIMITS = f"at most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns, {LARGEST_TEXT // 1_000_000} MB"
WHY_SCALED = (
    "Each column with mean 0 and standard deviation 1. Columns of unlike size make a ravine: "
    "a rate that suits one is wrong for the other."
)
ABOUT_ROWS = "Rows of data, from a file or pasted: the loss becomes a mean over them"


def rows() -> None:
    """A popover with the ways to bring rows and to drop them."""
    packed = session.rows_at_hand()
    title, key = "Your rows ✓" if packed else "Your rows", rows_session.key("open")
    popover = st.popover(title, key=key, on_change="rerun", width="stretch", type="tertiary", help=ABOUT_ROWS)
    if not popover.open:
        return
    with popover:
        _bring()
        rows_session.begin(standardise=not packed.startswith(AS_IT_IS))
        st.toggle("Standardise the columns", key=rows_session.key("scaled"), on_change=_scale, help=WHY_SCALED)
        for fault in rows_session.faults():
            notices.trouble(fault)
        if packed:
            _at_hand(packed)


def _bring() -> None:
    """A file, or text that is pasted."""
    title, kinds = f"Rows from a CSV file ({LIMITS})", ["csv", "tsv", "txt"]
    st.file_uploader(title, kinds, key=rows_session.key("file"), on_change=_file)
    st.text_area(
        "or paste them",
        key=rows_session.key("text"),
        max_chars=rows_session.MOST_PASTED,
        placeholder="hours,score\n1,52\n2.5,61\n4,70",
        on_change=_pasted,
    )


def _at_hand(packed: str) -> None:
    """What rows there are, what they are called in a formula, and a way to be rid of them."""
    table = datasets.unpack(packed)
    names = ", ".join(f"`{name}`" for name in table.columns)
    kept = (
        "" if len(packed) <= LONGEST_ROWS else " They are too many for the address: keep them as *Settings* in *Keep*."
    )
    st.markdown(f"{len(table):,} rows of {names}. Other names in the formula are parameters.{kept}")
    st.button("Leave these rows", key=rows_session.key("drop"), on_click=_drop)


def _file() -> None:
    text, _, standardise = rows_session.brought()
    if text:
        _read(text, standardise)


def _pasted() -> None:
    _, text, standardise = rows_session.brought()
    if text.strip():
        _read(text, standardise)


def _read(text: str, standardise: bool) -> None:
    """Take the rows of a text over, and tell what was left out of them; or tell what is wrong with it."""
    rows_session.put_faults()
    try:
        table = datasets.read(text, RESERVED)
        _use(datasets.pack(table, standardise))
    except OptlabError as error:
        rows_session.put_faults(str(error))
        return
    st.toast(f"{len(table):,} rows of {escaping.escaped(', '.join(map(str, table.columns)))}")
    left_out = [f"{table.attrs['rows_dropped']} row(s) with gaps"] if table.attrs["rows_dropped"] else []
    left_out += [f"column {name[:40]!r}" for name in table.attrs["columns_dropped"]]
    if left_out:
        st.toast(f"Left out: {escaping.escaped(', '.join(left_out))}")


def _scale() -> None:
    """After the switch was turned: the same rows, as they are or standardised."""
    rows_session.put_faults()
    packed, (*_, standardise) = session.rows_at_hand(), rows_session.brought()
    if packed:
        try:
            _use((STANDARDISED if standardise else AS_IT_IS) + packed[1:])
        except OptlabError as error:
            rows_session.put_faults(str(error))


def _use(packed: str) -> None:
    """Take rows over, with the formula at hand if it is about them, else with that of a line."""
    columns = [str(name) for name in datasets.unpack(packed).columns]
    before = session.subject().quiet
    subject = replace(before, formula=before.text, rows=packed)
    if subject.data is None:
        subject = replace(subject, formula=straight_line(columns))
    actions.take_over(subject)
    session.put_formula(session.subject().text)


def _drop() -> None:
    """Go back to the landscape and its own rows."""
    actions.take_over(Subject(session.subject().landscape))
    session.put_formula(session.subject().text)
    rows_session.put_faults()
