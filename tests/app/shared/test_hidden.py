"""What a link hides, on every page and for as long as the visit lasts."""

import pytest
from streamlit.testing.v1 import AppTest

from optlab.app.shared import hidden
from optlab.app.shared.handing_on import embedding
from tests.app.driving import PAGE


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(PAGE, default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


@pytest.mark.quick
def test_what_is_hidden_is_kept_beside_the_pages_own_settings():
    page = opened(hide="sidebar,words,nonsense", f="ravine")
    assert not page.exception
    assert any("nonsense" in toast.value for toast in page.toast)
    assert page.session_state["hidden"] == ("sidebar", "words")
    assert page.query_params["f"] == ["ravine"] or page.query_params["f"] == "ravine"
    assert "sidebar" in str(page.query_params["hide"])


def test_every_part_that_can_be_hidden_has_a_place_and_words():
    assert set(hidden.PARTS) == set(hidden._PLACES)
    assert all(hidden.PARTS.values())


def test_an_address_cannot_break_out_of_the_line_that_embeds_it():
    line = embedding('https://host.example/?e="><script>alert(1)</script>')
    assert "<script>" not in line
    assert line.count('"') == 10
