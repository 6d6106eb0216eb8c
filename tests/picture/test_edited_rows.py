"""Edited rows are the visitor's own: the same picture but for what was edited, small enough for an address."""

from dataclasses import replace

import numpy as np
import pytest

from optlab import datasets
from optlab.errors import OptlabError
from optlab.picture.edited_rows import as_own, edited, labelled, rows_of
from optlab.picture.model import ModelSettings
from optlab.picture.subject import LONGEST_ROWS, Subject

MOONS = Subject(model=ModelSettings()).canonical


def numbers(rows):
    return rows.table.to_numpy().ravel().tolist()


def test_rows_that_were_not_changed_give_the_same_rows_to_a_thousandth_and_an_address_holds_them():
    rows = rows_of(MOONS)
    own = as_own(MOONS, edited(rows, numbers(rows)))
    assert own.model.data == ""
    assert len(own.rows) <= LONGEST_ROWS
    before, after = MOONS.fit(), own.fit()
    assert (after.model.inputs, after.model.target, after.classes) == (("x1", "x2"), "label", (0.0, 1.0))
    assert after.model.parameters == before.model.parameters
    np.testing.assert_allclose(after.train.to_numpy(dtype=float), before.train.to_numpy(dtype=float), atol=2e-3)
    assert own.canonical == own


def test_a_row_is_added_and_removed_and_a_class_that_lost_its_rows_is_gone():
    blobs = Subject(model=ModelSettings(data="blobs")).canonical
    own = as_own(blobs, edited(rows_of(blobs), [*numbers(rows_of(blobs)), 0.25, -0.5, 2.0]))
    assert datasets.unpack(own.rows).iloc[-1].tolist() == [0.25, -0.5, 2.0]
    rows = rows_of(own).table
    fewer = as_own(own, edited(rows_of(own), rows[rows["label"] != 1.0].to_numpy().ravel().tolist()))
    assert set(datasets.unpack(fewer.rows)["label"]) == {0.0, 1.0}
    assert fewer.fit().classes == (0.0, 1.0)


def test_a_rule_labels_classes_and_gives_values():
    rows = labelled(rows_of(MOONS), "y > x^2")
    assert rows.table["label"].tolist() == (rows.table.x2 > rows.table.x1**2).astype(float).tolist()
    sine = Subject(model=ModelSettings("line", data="sine")).canonical
    values = labelled(rows_of(sine), "3x - 1")
    np.testing.assert_allclose(
        as_own(sine, values).fit().train["y"], 3 * as_own(sine, values).fit().train["x"] - 1, atol=0.02
    )


@pytest.mark.parametrize("told", [[1.0], [0.0, 0.0, 2.0], [0.0, 0.0, 0.5], [0.0, 0.0, -1.0], [0.0] * 3 * 301])
def test_what_a_browser_says_is_rows_or_a_sentence(told):
    with pytest.raises(OptlabError):
        edited(rows_of(MOONS), told)


def test_too_few_rows_one_class_and_rows_that_are_no_plane_are_sentences():
    rows = rows_of(MOONS)
    with pytest.raises(OptlabError, match="too few"):
        as_own(MOONS, edited(rows, []))
    with pytest.raises(OptlabError, match="same of every row"):
        labelled(rows, "x1 > 1000")
    with pytest.raises(OptlabError, match="inputs"):
        rows_of(
            Subject(
                model=ModelSettings(data="penguins", inputs=("bill_length_mm", "bill_depth_mm", "flipper_length_mm"))
            ).canonical
        )
    with pytest.raises(OptlabError, match="rows"):
        rows_of(Subject(model=replace(ModelSettings(), rows=600)).canonical)
