"""Text of strangers is shown letter by letter; the rest of the proof is in tests/browser/test_strangers.py."""

import re

import pandas as pd
import pytest

from optlab.app.shared.escaping import WORD_JOINER, boxed, escaped, for_spreadsheets
from tests.app.driving import opened

NAMES = [
    "plain",
    "![x](http://a.b/c.png)",
    ":red[stop] $x^2$ `code`",
    "<b onclick=a()>",
    "www.a.b x@y.z",
    "*_~~\\#",
    "- a",
    "1. b",
    "# c",
    ":smile: :material/home:",
]


@pytest.mark.quick
@pytest.mark.parametrize("name", NAMES)
def test_every_mark_is_escaped_and_nothing_is_lost(name):
    made = escaped(name)
    assert re.sub(r"\\(.)", r"\1", made).replace(WORD_JOINER, "") == name
    assert re.search(r"(?<!\\)(?:\\\\)*[!*_`<\[$~]", made) is None
    assert re.search(r":\w", made) is None


@pytest.mark.quick
@pytest.mark.parametrize("name", ["http://a.b", "see HTTPS://a.b", "www.a.b", "x@y.z"])
def test_what_looks_like_a_link_is_broken_by_a_sign_without_width(name):
    assert WORD_JOINER in escaped(name)


def test_a_box_is_not_left_by_its_content():
    assert boxed("a\n```\n# b").split("\n")[0] == "````text"
    assert boxed("a") == "```text\na\n```"


def test_a_name_is_no_formula_of_a_spreadsheet():
    names = pd.Series(["=1+1", "@sum", "-2", "+3", "a=b", ""])
    assert for_spreadsheets(names).tolist() == ["'=1+1", "'@sum", "'-2", "'+3", "a=b", ""]


def test_a_name_from_the_address_is_escaped_on_its_button_and_has_no_invisible_signs():
    page = opened(r="[a](http://b)\n\u202e*~GradientDescent~0.01~all~0", f="himmelblau")
    labels = [button.label.strip("*") for button in page.button]
    assert escaped("[a](http://b)*").strip("*") in labels, labels
