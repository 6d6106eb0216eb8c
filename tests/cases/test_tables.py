"""Tables that people really brought: each with the right answer, and where it was seen (``source``)."""

import json
from pathlib import Path

import numpy as np
import pytest

from optlab import datasets
from optlab.errors import OptlabError
from optlab.expressions.functions import RESERVED
from tests.app.driving import assert_healthy, opened

CASES = json.loads(Path(__file__).with_name("tables.json").read_text(encoding="utf-8"))
TABLES = [case for case in CASES if case["kind"] == "csv"]
PAGES = [case for case in CASES if case["kind"] == "page"]


def faults(case: dict) -> list[str]:
    """What of the case's answer is not so; empty where all is."""
    answers = case["expect"].get("any_of", [case["expect"]])
    found = [_fault(case, answer) for answer in answers]
    return [] if "" in found else found


def _fault(case: dict, answer: dict) -> str:
    try:
        table = datasets.read(case["text"], RESERVED)
        table = datasets.unpack(datasets.pack(table, case.get("standardise", False)))
    except OptlabError as error:
        words = answer.get("message_has_any", [""])
        return "" if answer.get("refused") and any(word in str(error) for word in words) else f"refused: {error}"
    if answer.get("refused"):
        return f"read: {table}"
    return _difference(table, answer)


def _difference(table, answer: dict) -> str:
    same = {
        "rows": lambda rows: len(table) == rows,
        "columns": lambda names: table.columns.tolist() == names,
        "columns_none": lambda names: not set(names) & set(table.columns),
        "first": lambda first: np.allclose(table.iloc[0].tolist(), first),
        "column": lambda of: all(np.allclose(table[name], values) for name, values in of.items()),
    }
    return ", ".join(f"{part} is not {value}" for part, value in answer.items() if not same[part](value))


@pytest.mark.parametrize("case", TABLES, ids=[case["id"] for case in TABLES])
def test_a_table_is_read_as_it_was_meant_or_refused_in_words(case):
    assert faults(case) == []


@pytest.mark.parametrize("case", TABLES, ids=[case["id"] for case in TABLES])
def test_bytes_and_line_ends_of_other_systems_change_nothing(case):
    text = case["text"].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for content in (text.replace("\n", "\r\n").encode("utf-16"), text.replace("\n", "\r").encode("utf-8-sig")):
        try:
            expected = datasets.read(text)
        except OptlabError as error:
            with pytest.raises(OptlabError, match=error.what.replace("(", ".").replace(")", ".")):
                datasets.read(content)
        else:
            assert datasets.read(content).equals(expected)


@pytest.mark.parametrize("case", PAGES, ids=[case["id"] for case in PAGES])
def test_pasted_rows_bring_their_own_formula(case):
    page = opened()
    page.session_state["rows_open"] = True
    page.run().text_area(key="rows_text").set_value(case["paste"]).run()
    assert_healthy(page)
    assert page.text_input(key="formula").value == case["expect"]["formula"]


def test_every_case_says_where_it_was_seen():
    assert all(case["source"] for case in CASES)
