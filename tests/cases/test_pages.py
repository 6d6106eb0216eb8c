"""Addresses and entries of the page as people really wrote them; those that need a browser are in ``tests/browser``."""

import pytest

from tests.app.driving import assert_healthy, component, opened
from tests.cases.expectations import cases

PAGES = [case for case in cases("pages.json") if "browser" not in case]


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["id"])
def test_a_page_takes_what_people_write(case):
    page = opened(**case.get("query", {}))
    for key, text in case.get("set", {}).items():
        page.text_input(key=key).set_value(text)
    page.run()
    assert_healthy(page)
    if case["expect"].get("no_notice"):
        assert not [*page.toast, *page.warning]
    if "rate" in case["expect"]:
        assert component(page, "optlab_rate")["rate"] == case["expect"]["rate"]
