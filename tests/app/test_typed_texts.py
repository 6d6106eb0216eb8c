"""Every page answers every text that a parser may meet with a picture or a sentence, never an exception."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

HOSTILE = Path(__file__).parents[1] / "expressions" / "text" / "hostile-expressions.json"
TEXTS = [text for _, text in json.loads(HOSTILE.read_text(encoding="utf-8")) if len(text) <= 2_000]


def compare():
    from optlab.app.compare import page

    page.page()


def slopes():
    from optlab.app.slopes import page

    page.page()


def chain_rule():
    from optlab.app.chain_rule import page

    page.page()


@pytest.mark.parametrize(
    ("page", "key"), [(compare, "formula"), (slopes, "slopes.formula"), (chain_rule, "chain.formula")]
)
def test_a_hostile_text_gives_a_picture_or_a_sentence(page, key):
    driven = AppTest.from_function(page, default_timeout=60).run()
    if key == "chain.formula":
        driven.selectbox(key="chain.example").set_value("own").run()
    for text in TEXTS:
        driven.text_input(key=key).set_value(text).run()
        assert not driven.exception, f"{text!r}: {driven.exception[0].message}"
        assert driven.get("vega_lite_chart") or driven.markdown, text
