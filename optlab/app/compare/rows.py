"""Rows of one's own: a file or pasted text becomes the examples that a formula is a mean over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from optlab import datasets
from optlab.app.compare import session
from optlab.app.shared import escaping, notices
from optlab.datasets.packing import AS_IT_IS, STANDARDISED
from optlab.datasets.reading import LARGEST_TEXT, MOST_COLUMNS, MOST_ROWS
from optlab.errors import OptlabError
from optlab.expressions.functions import RESERVED
from optlab.losses.straight_line import straight_line
from optlab.picture.address import LONGEST_ROWS
from optlab.picture.subject import Subject

LIMITS = f"at most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns, {LARGEST_TEXT // 1_000_000} MB"
WHY_SCALED = (
    "Each column with mean 0 and standard deviation 1. Columns of unlike size make a ravine: "
    "a rate that suits one is wrong for the other."
)
MOST_PASTED = 100_000
Take = Callable[[Subject], None]


def rows(take: Take) -> None:
    """A popover with the ways to bring rows and to drop them; ``take`` is called with what is minimised then."""
    packed = st.session_state["rows"]
    shelf = st.popover("Rows ✓" if packed else "Rows", key="rows_open", on_change="rerun", width="content")
    if not shelf.open:
        return
    with shelf:
        _bring(take)
        st.session_state.setdefault("rows_scaled", not packed.startswith(AS_IT_IS))
        st.toggle("Standardise the columns", key="rows_scaled", on_change=_scale, args=(take,), help=WHY_SCALED)
        for message in st.session_state.get("rows_trouble", ()):
            notices.trouble(message)
        if packed:
            _at_hand(packed, take)


def _bring(take: Take) -> None:
    """A file, or text that is pasted."""
    title, kinds = f"Rows from a CSV file ({LIMITS})", ["csv", "tsv", "txt"]
    st.file_uploader(title, kinds, key="rows_file", on_change=_file, args=(take,))
    st.text_area(
        "or paste them",
        key="rows_text",
        max_chars=MOST_PASTED,
        placeholder="hours,score\n1,52\n2.5,61\n4,70",
        on_change=_pasted,
        args=(take,),
    )


def _at_hand(packed: str, take: Take) -> None:
    """What rows there are, what they are called in a formula, and a way to be rid of them."""
    table = datasets.unpack(packed)
    names = ", ".join(f"`{name}`" for name in table.columns)
    kept = (
        "" if len(packed) <= LONGEST_ROWS else " They are too many for the address: keep them as *Settings* in *Keep*."
    )
    st.markdown(f"{len(table):,} rows of {names}. Other names in the formula are parameters.{kept}")
    st.button("Leave these rows", key="rows_drop", on_click=_drop, args=(take,))


def _file(take: Take) -> None:
    file = st.session_state["rows_file"]
    if file is not None:
        _read(file.getvalue().decode("utf-8-sig", errors="replace"), take)


def _pasted(take: Take) -> None:
    if st.session_state["rows_text"].strip():
        _read(st.session_state["rows_text"], take)


def _read(text: str, take: Take) -> None:
    """Take the rows of a text over, and tell what was left out of them; or tell what is wrong with it."""
    st.session_state["rows_trouble"] = []
    try:
        table = datasets.read(text, RESERVED)
        _use(datasets.pack(table, st.session_state["rows_scaled"]), take)
    except OptlabError as error:
        st.session_state["rows_trouble"] = [str(error)]
        return
    st.toast(f"{len(table):,} rows of {escaping.escaped(', '.join(map(str, table.columns)))}")
    left_out = [f"{table.attrs['rows_dropped']} row(s) with gaps"] if table.attrs["rows_dropped"] else []
    left_out += [f"column {name[:40]!r}" for name in table.attrs["columns_dropped"]]
    if left_out:
        st.toast(f"Left out: {escaping.escaped(', '.join(left_out))}")


def _scale(take: Take) -> None:
    """After the switch was turned: the same rows, as they are or standardised."""
    st.session_state["rows_trouble"] = []
    if st.session_state["rows"]:
        kind = STANDARDISED if st.session_state["rows_scaled"] else AS_IT_IS
        try:
            _use(kind + st.session_state["rows"][1:], take)
        except OptlabError as error:
            st.session_state["rows_trouble"] = [str(error)]


def _use(packed: str, take: Take) -> None:
    """Take rows over, with the formula at hand if it is about them, else with that of a line."""
    columns = [str(name) for name in datasets.unpack(packed).columns]
    subject = replace(session.subject().quiet, formula=st.session_state["good"], rows=packed)
    if subject.data is None:
        subject = replace(subject, formula=straight_line(columns))
    take(subject)
    st.session_state["formula"] = st.session_state["good"]


def _drop(take: Take) -> None:
    """Go back to the landscape and its own rows."""
    take(Subject(st.session_state["function"]))
    st.session_state["formula"] = st.session_state["good"]
    st.session_state["rows_trouble"] = []
