"""The data under the hand: rows of a model are added, moved, removed or labelled by a formula, and are one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from optlab.app.compare import edit_session, session
from optlab.app.components.points import points
from optlab.app.shared import computations, notices, theme
from optlab.charts.network.colours import class_colours, colours
from optlab.errors import OptlabError
from optlab.picture.edited_rows import MOST_ROWS, Rows, as_own, edited, labelled, rows_of
from optlab.picture.labelling import ALSO, LONGEST_RULE
from optlab.picture.subject import Subject

ABOUT = "What you edit become your own rows, and the address holds them."


def edit_data(subject: Subject) -> None:
    """A popover with the rows of a model of one or two inputs; a sentence says where they cannot be edited.

    Without a model there is none.
    """
    if subject.model is None:
        return
    popover = st.popover("Edit the data", key=edit_session.OPEN, on_change="rerun", type="tertiary")
    if not popover.open:
        return
    with popover:
        try:
            rows = rows_of(subject)
        except OptlabError as error:
            notices.trouble(error)
            return
        _editor(rows)
        if subject.model.data:
            st.caption(ABOUT)


def _editor(rows: Rows) -> None:
    """The rows as a picture, and the field of the formula."""
    points(_data(rows), edit_session.POINTS, MOST_ROWS * len(rows.table.columns), _edit)
    known = zip(ALSO, rows.inputs, strict=False)
    also = " and ".join(f"{name} (for {given})" for name, given in known if name not in rows.inputs)
    names = ", ".join(rows.inputs) + (f", or {also}" if also else "")
    example = f"{rows.inputs[-1]} > {rows.inputs[0]}^2" if rows.classes else f"sin({rows.inputs[0]})"
    words = f"Label by a formula of {names}" if rows.classes else f"{rows.target} by a formula of {names}"
    st.text_input(words, key=edit_session.RULE, max_chars=LONGEST_RULE, placeholder=example, on_change=_label)
    if edit_session.fault():
        notices.trouble(edit_session.fault())


def _data(rows: Rows) -> dict[str, Any]:
    """What ``components/points.js`` draws."""
    window, plain, width = rows.window, colours(theme.look()), len(rows.table.columns)
    low, high = float(rows.table[rows.target].min()), float(rows.table[rows.target].max())
    kinds = class_colours(len(rows.classes), theme.look()) or [plain["minus"], plain["plus"]]
    return {
        "rows": rows.table.to_numpy().tolist(),
        "axes": list(rows.table.columns[:2]),
        "width": width,
        "window": window[:2],
        "target": rows.target,
        "range": [low, high],
        "middle": float(f"{(low + high) / 2:.3g}"),
        "classes": list(rows.classes),
        "kinds": kinds,
        "most": MOST_ROWS,
        "colours": plain,
    }


def _edit(numbers: tuple[float, ...]) -> None:
    """After a row was added, moved or removed."""
    _take_over(lambda rows: edited(rows, numbers))


def _label() -> None:
    """After a formula was typed."""
    rule = edit_session.rule()
    if rule.strip():
        _take_over(lambda rows: labelled(rows, rule))


def _take_over(change: Callable[[Rows], Rows]) -> None:
    """Fit the model to changed rows, with the rates and the start that there are; or remember what is wrong."""
    subject = session.subject()
    try:
        own = as_own(subject, change(rows_of(subject)))
        problem = computations.problem(own)
    except OptlabError as error:
        edit_session.put_fault(str(error))
        return
    edit_session.put_fault()
    if len(problem.loss.parameters) != len(computations.problem(subject).loss.parameters):
        session.put_start(())
    session.put_subject(own)
    examples = problem.loss.examples
    session.put_runs([replace(run, batch=None) if (run.batch or 0) > examples else run for run in session.runs()])
