import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
import segno
from streamlit.testing.v1 import AppTest

from optlab.app.shared.qr import joined, qr, warning
from optlab.losses import landscapes
from optlab.picture.address import from_query, to_query
from optlab.picture.runs import RunSettings
from optlab.picture.settings import defaults

HOST = "https://class.example/"
AWKWARD = replace(
    defaults("himmelblau"),
    formula="x^2 + 50*y & z=1 #λ %41",
    runs=(RunSettings("50 % + é & =?", "Adam", 0.1, 16, 1, (("decay_mean", 0.8),), "Cosine", 2.0),),
)


def modules(svg: str) -> list[list[int]]:
    """The dark modules of a code without its quiet zone, read from the strokes of the drawing."""
    root = ElementTree.fromstring(svg)
    side = int(root.attrib["viewBox"].split()[2])
    dark = [[0] * side for _ in range(side)]
    path = next(node for node in root.iter() if node.attrib.get("stroke") == "#000")
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]*)", path.attrib["d"]):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            for module in range(int(values[0])):
                dark[int(y)][int(x) + module] = 1
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return [row[4:-4] for row in dark[4:-4]]


@pytest.mark.parametrize("url", [HOST, joined(HOST, to_query(AWKWARD))])
def test_the_drawing_is_the_code_of_the_address(url):
    assert modules(qr(url)) == [list(row) for row in segno.make(url, error="l", micro=False).matrix]


def test_the_code_is_dark_on_light_whatever_the_theme():
    svg = qr(HOST)
    assert svg.startswith("<svg")
    assert 'stroke="#000"' in svg
    assert 'fill="#fff"' in svg
    assert "currentColor" not in svg


@pytest.mark.parametrize("settings", [*map(defaults, landscapes.names()), AWKWARD])
def test_the_address_opens_the_same_settings(settings):
    query = parse_qs(urlsplit(joined(HOST, to_query(settings))).query, keep_blank_values=True)
    assert from_query(query) == (settings, [])


@pytest.mark.parametrize(
    ("base", "whole"),
    [
        ("https://class.example", "https://class.example/?n=5"),
        ("https://class.example/lab/slopes", "https://class.example/lab/slopes?n=5"),
        ("http://10.0.0.7:8501/", "http://10.0.0.7:8501/?n=5"),
    ],
)
def test_the_base_is_kept_as_the_visitor_has_it(base, whole):
    assert joined(base, {"n": ["5"]}) == whole
    assert joined(base, {}) == whole.removesuffix("?n=5")


def test_a_link_that_is_too_long_is_said():
    assert warning(f"{HOST}?e={'x' * 1200}") == ""
    assert "too fine for the back row" in warning(f"{HOST}?e={'x' * 1400}")
    assert "more than any code holds" in warning(f"{HOST}?e={'x' * 2953}")
    assert qr(f"{HOST}?e={'x' * 2953}") == ""
    assert qr(f"{HOST}?e={'x' * 2900}") != ""


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_an_address_that_only_this_computer_knows_is_said(host):
    assert "this computer alone" in warning(f"http://{host}:8501/")


def test_the_dialog_shows_the_link_and_what_is_wrong_with_it():
    def script() -> None:
        from optlab.app.shared.qr import project

        project("http://localhost:8501/?n=5")

    at = AppTest.from_function(script).run()
    assert not at.exception
    assert at.code[0].value == "http://localhost:8501/?n=5"
    assert "this computer alone" in at.warning[0].value


def test_the_button_opens_the_dialog_and_closes_its_popover():
    def script() -> None:
        import streamlit as st

        from optlab.app.shared.qr import page_url, project_button

        with st.popover("Keep", key="keep", on_change="rerun"):
            close = lambda: st.session_state.update(keep=False)  # noqa: E731
            project_button(page_url({"n": ["5"]}), "keep.qr", close)

    at = AppTest.from_function(script)
    at.session_state["keep"] = True
    at.run().button[0].click().run()
    assert not at.exception
    assert at.code[0].value.endswith("/?n=5")
    assert at.session_state["keep"] is False
