"""What the tests of all pages ask of a page that is driven without a browser."""

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

PAGE = Path(__file__).parents[2] / "dashboard.py"


def told(page: AppTest) -> str:
    """All that the page says in markdown."""
    return "\n".join(text.value for text in page.markdown)


def charts(page: AppTest) -> list[Any]:
    return page.get("vega_lite_chart")


def component(page: AppTest, name: str) -> dict[str, Any]:
    """What a component of the page's own was given."""
    return next(json.loads(one.proto.json) for one in page.get("bidi_component") if one.proto.component_name == name)


def assert_healthy(page: AppTest) -> None:
    assert not page.exception, page.exception[0].message
    assert not page.error, page.error[0].value


def opened(card: int | None = None, **query: str | list[str]) -> AppTest:
    """The Compare page at an address, with the details of the view, of chance and of one run open."""
    page = AppTest.from_file(PAGE, default_timeout=60)
    page.session_state["more"] = page.session_state["experiment"] = True
    page.session_state["opened"] = card
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def turn_over(page: AppTest, run: int) -> AppTest:
    """Open the card of a run, or close it."""
    return page.button(key=f"run{run}.open").click().run()


def set_rate(page: AppTest, run: int, rate: float) -> AppTest:
    """Give a run a rate as its control does, which lives in the browser."""
    page.session_state[f"run{run}.rate"] = rate
    return page.run()


def lines(page: AppTest) -> list[dict[str, str]]:
    """The verdicts as the browser gets them: what each run is, does at its steps, and how it ended."""
    return component(page, "optlab_verdicts")["lines"]


def outcomes(page: AppTest) -> str:
    return "\n".join(f"{line['name']}: {line['sentence']}" for line in lines(page))
