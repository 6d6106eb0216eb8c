"""The data under the hand: rows of a model are added, moved, removed or labelled by a formula, and are one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from optlab.app.compare import session
from optlab.app.components.points import points
from optlab.app.shared import computations, notices, theme
from optlab.app.shared.checked_state import cut
from optlab.charts.network.colours import class_colours, colours
from optlab.errors import OptlabError
from optlab.picture.edited_rows import MOST_ROWS, Rows, as_own, edited, labelled, rows_of
from optlab.picture.labelling import ALSO, LONGEST_RULE
from optlab.picture.subject import Subject

_OPEN, _RULE, _FAULT, _POINTS = "edit_data.open", "edit_data.rule", "edit_data.fault", "edit_data.points"
"""Keys of the popover, the field of the formula, what is wrong, and the picture of the rows."""

ABOUT = "What you edit become your own rows, and the address holds them."


def edit_data(subject: Subject) -> None:
    """A popover with the rows of a model of one or two inputs; a sentence says where they cannot be edited.

    Without a model there is none.
    """
    if subject.model is None:
        return
    popover = st.popover("Edit the data", key=_OPEN, on_change="rerun", type="tertiary")
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
    points(_data(rows), _POINTS, MOST_ROWS * len(rows.table.columns), _edit)
    known = zip(ALSO, rows.inputs, strict=False)
    also = " and ".join(f"{name} (for {given})" for name, given in known if name not in rows.inputs)
    names = ", ".join(rows.inputs) + (f", or {also}" if also else "")
    example = f"{rows.inputs[-1]} > {rows.inputs[0]}^2" if rows.classes else f"sin({rows.inputs[0]})"
    words = f"Label by a formula of {names}" if rows.classes else f"{rows.target} by a formula of {names}"
    st.text_input(words, key=_RULE, max_chars=LONGEST_RULE, placeholder=example, on_change=_label)
    fault = st.session_state.get(_FAULT)
    if fault:
        notices.trouble(fault)


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
    rule = cut(_RULE, LONGEST_RULE)
    if rule.strip():
        _take_over(lambda rows: labelled(rows, rule))


def _take_over(change: Callable[[Rows], Rows]) -> None:
    """Fit the model to changed rows, with the rates and the start that there are; or remember what is wrong."""
    subject, state = session.subject(), st.session_state
    try:
        own = as_own(subject, change(rows_of(subject)))
        problem = computations.problem(own)
    except OptlabError as error:
        state[_FAULT] = str(error)
        return
    state[_FAULT] = ""
    if len(problem.loss.parameters) != len(computations.problem(subject).loss.parameters):
        session.put_start(())
    session.put_subject(own)
    examples = problem.loss.examples
    session.put_runs([replace(run, batch=None) if (run.batch or 0) > examples else run for run in session.runs()])
