"""Rows of one's own: a file or pasted text becomes the examples that a formula is a mean over."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from optlab import datasets
from optlab.app.compare import actions, model_actions, model_session, rows_session, session
from optlab.app.shared import computations, notices
from optlab.app.shared.escaping import escaped
from optlab.datasets.packing import AS_IT_IS, STANDARDISED
from optlab.datasets.reading import ENDINGS, LARGEST_TEXT, MOST_COLUMNS, MOST_ROWS
from optlab.errors import OptlabError
from optlab.expressions.functions import RESERVED
from optlab.losses.straight_line import straight_line
from optlab.picture.model import ModelSettings
from optlab.picture.subject import LONGEST_ROWS, Subject

LIMITS = f"at most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns, {LARGEST_TEXT // 1_000_000} MB"
WHY_SCALED = (
    "Each column with mean 0 and standard deviation 1. Columns of unlike size make a ravine: "
    "a rate that suits one is wrong for the other."
)
ABOUT_ROWS = "Rows of data, from a file or pasted: the loss becomes a mean over them"
MOST_NOTES = 8
"""Of what is said of rows in the sidebar."""


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


def how_read() -> None:
    """What was left out of the rows at hand or read in a particular way: it stays as long as they do."""
    packed = session.rows_at_hand()
    said = rows_session.notes(packed) if packed else ()
    if said:
        more = [f"… and {len(said) - MOST_NOTES} more"] if len(said) > MOST_NOTES else []
        st.caption("\n".join(["Your rows:", "", *(f"- {escaped(note)}" for note in said[:MOST_NOTES]), *more]))


def _bring() -> None:
    """A file, or text that is pasted."""
    st.file_uploader(f"Rows from a CSV file ({LIMITS})", list(ENDINGS), key=rows_session.key("file"), on_change=_file)
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
    others = "" if model_session.good() is not None else " Other names in the formula are parameters."
    st.markdown(f"{len(table):,} rows of {names}.{others}{kept}")
    st.button("Leave these rows", key=rows_session.key("drop"), on_click=_drop)


def _file() -> None:
    content = rows_session.file()
    if content:
        _read(content)


def _pasted() -> None:
    text = rows_session.pasted()
    if text.strip():
        _read(text)


def _read(content: str | bytes) -> None:
    """Take the rows of a text over, and remember what was said of them; or tell what is wrong with it."""
    rows_session.put_faults()
    notes: tuple[str, ...] = ()
    try:
        table = datasets.read(content, RESERVED, labels=True, gaps=True)
        notes = tuple(table.attrs["notes"])
        packed = datasets.pack(table, rows_session.is_standardised())
        _use(packed, straight_line(fitted_columns(table)))
    except OptlabError as error:
        rows_session.put_faults(str(error), *notes)  # a column may be missing because it was left out
        return
    rows_session.put_notes(packed, table.attrs["notes"])
    st.toast(f"{len(table):,} rows of {escaped(', '.join(map(str, table.columns)))}")


def fitted_columns(table: pd.DataFrame) -> list[str]:
    r"""The columns that the first formula is about: those of numbers; labels of two kinds only where there is but one
    of them, and labels of more are no quantity that a line could give.

    >>> table = datasets.read("size,kind\n1,a\n2,b\n3,b", labels=True)
    >>> fitted_columns(table)
    ['size', 'kind']
    """
    labels = list(table.attrs["labels"])
    numbers = [str(name) for name in table.columns if name not in labels]
    two = [str(name) for name in labels if table[name].max() == 1.0]
    return numbers if len(numbers) > 1 else [*numbers, *two[:1]]


def _scale() -> None:
    """After the switch was turned: the same rows, as they are or standardised."""
    rows_session.put_faults()
    packed = session.rows_at_hand()
    if packed and model_session.good() is not None:  # a model scales its columns itself
        session.put_rows((STANDARDISED if rows_session.is_standardised() else AS_IT_IS) + packed[1:])
    elif packed:
        try:
            kind = STANDARDISED if rows_session.is_standardised() else AS_IT_IS
            _use(kind + packed[1:], session.subject().text)
        except OptlabError as error:
            rows_session.put_faults(str(error))


def _use(packed: str, formula: str) -> None:
    """Take rows over with their own formula; the one at hand stays where it is about rows with the same columns."""
    if model_session.good() is not None:
        _take(model_actions.with_rows(packed))
        return
    before, columns = session.subject().quiet, list(datasets.unpack(packed).columns)
    if before.rows and before.data is not None and list(datasets.unpack(before.rows).columns) == columns:
        formula = before.text
    _take(replace(before, formula=formula, rows=packed))
    session.put_formula(session.subject().text)


def _take(subject: Subject) -> None:
    """Take a subject over; what is wrong with it is raised."""
    fault = computations.fault_of(subject)
    if fault is not None:
        raise fault
    actions.take_over(subject)


def _drop() -> None:
    """Go back to the landscape and its own rows, or to a model of the kind on rows of the page."""
    model = model_session.good()
    if model is not None:
        if not model.data:
            model_actions.take_over(ModelSettings(model.kind, model_actions.DATA_OF[model.kind]))
        session.put_rows("")
        rows_session.put_faults()
        return
    actions.take_over(Subject(session.subject().landscape))
    session.put_formula(session.subject().text)
    rows_session.put_faults()
