"""The picture and the code that one takes away, made by real clicks."""

import base64
import re
import struct
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from optlab.picture.settings import defaults

pytestmark = pytest.mark.browser

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
COLOURS = CONFIG["theme"]["light"]["chartCategoricalColors"][:4]
SVG = "{http://www.w3.org/2000/svg}"
MOVE = """step => { const slider = document.querySelector('#optlab-step'); slider.value = step;
    slider.dispatchEvent(new Event('input', {bubbles: true})); }"""
BOXES = """() => [...document.querySelectorAll('text')].filter(text => text.textContent).map(text => {
    const box = text.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"""
OWN_RUNS = "?f=himmelblau&r=%3Cb%3E%20%26%20co~GradientDescent~0.01~all~0&r=Adam~Adam~0.3~16~6~clip=3"


def opened(page):
    """The page with the popover open."""
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Picture (SVG)").wait_for()
    page.wait_for_timeout(500)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    return page


def download(page, kind: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_text(f"Picture ({kind})").click()
    assert waiting.value.suggested_filename == f"optlab.{kind.lower()}"
    return Path(waiting.value.path()).read_bytes()


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def png_size(data: bytes) -> tuple[int, int]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


@pytest.mark.parametrize("dark", [False, True])
def test_the_svg_stands_alone_with_charts_legend_and_settings(visit, dark):
    page = opened(visit(dark=dark))
    text = download(page, "SVG").decode("utf-8")
    root = ElementTree.fromstring(text)
    said = words(root)
    for one in defaults().runs:
        assert one.name in said
        assert any(f"learning rate {one.rate:g}," in line for line in said)
    assert {"gap to minimum", "steps", "x", "y"} <= set(said)
    assert any(line.startswith("Gentle Rosenbrock valley") for line in said)
    assert any("200 steps" in line and "seed 0" in line for line in said)
    assert "var(--" not in text
    assert "url(http" not in text
    assert not {"script", "style", "foreignObject"} & {node.tag.removeprefix(SVG) for node in root.iter()}
    assert root.find(f"{SVG}rect").attrib["fill"] == ("rgb(15, 18, 23)" if dark else "rgb(255, 255, 255)")


def test_the_shading_and_the_runs_colours_survive(visit):
    root = ElementTree.fromstring(download(opened(visit()), "SVG"))
    image = next(root.iter(f"{SVG}image"))
    (href,) = [value for name, value in image.attrib.items() if name.endswith("href")]
    assert base64.b64decode(href.partition("base64,")[2])[:4] == b"\x89PNG"
    samples = [line.attrib for line in root.findall(f"{SVG}line")]
    assert [sample["stroke"] for sample in samples] == COLOURS
    assert [sample.get("stroke-dasharray") for sample in samples] == [None, "8,4", "2,3", "12,3,2,3"]
    drawn = {path.attrib.get("stroke") for path in root.iter(f"{SVG}path")}
    parts = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in COLOURS]
    assert {f"rgb({red},{green},{blue})" for red, green, blue in parts} <= drawn


def test_every_clip_path_that_is_used_is_in_the_file(visit):
    text = download(opened(visit()), "SVG").decode("utf-8")
    used, given = set(re.findall(r"url\(#([^)]+)\)", text)), set(re.findall(r'id="([^"]+)"', text))
    assert used
    assert used <= given


def test_every_word_is_on_the_sheet_in_a_viewer_of_its_own(visit, chromium, tmp_path):
    long_name = "?r=A%20name%20of%20thirty-eight%20letters%20in%20all~Adam~0.1~16~0~schedule=WarmupCosine~clip=2"
    path = tmp_path / "optlab.svg"
    path.write_bytes(download(opened(visit(long_name)), "SVG"))
    page = chromium.new_page()
    page.goto(path.as_uri())
    boxes = page.evaluate(BOXES)
    width, height = page.evaluate(
        "['width', 'height'].map(name => Number(document.documentElement.getAttribute(name)))"
    )
    page.close()
    assert len(boxes) > 15
    assert all(left >= 0 and top >= 0 and right <= width and bottom <= height for left, top, right, bottom in boxes)


def test_names_that_look_like_markup_are_words_in_the_picture(visit):
    root = ElementTree.fromstring(download(opened(visit(OWN_RUNS)), "SVG"))
    assert "<b> & co" in words(root)
    assert "gradients clipped to length 3" in " ".join(words(root))


def test_the_picture_is_of_the_step_shown(visit):
    page = opened(visit("?i=200"))
    whole = download(page, "SVG")
    page.evaluate(MOVE, 20)
    page.wait_for_timeout(400)
    early = download(page, "SVG")
    assert "Drawn up to step 20 of 200." in words(ElementTree.fromstring(early))
    assert not any(line.startswith("Drawn up to") for line in words(ElementTree.fromstring(whole)))
    assert len(early) < len(whole)


def test_the_png_has_twice_the_size_and_is_not_blank(visit):
    page = opened(visit())
    root = ElementTree.fromstring(download(page, "SVG"))
    data = download(page, "PNG")
    assert png_size(data) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    assert png_size(data)[0] >= 1500
    assert len(data) > 100_000


def test_pictures_are_made_without_the_server(visit):
    page = opened(visit())
    page.get_by_text("Open settings").wait_for()  # the last of what can be kept
    page.wait_for_load_state("networkidle")  # parts of Streamlit may still be on their way
    frames = []
    page.on("request", lambda request: frames.append(request.url) if request.url.startswith("http") else None)
    page.context.set_offline(True)
    download(page, "SVG")
    download(page, "PNG")
    assert frames == []
    page.context.set_offline(False)


def test_the_code_is_of_the_address_that_holds_this_picture(visit):
    page = opened(visit(OWN_RUNS))
    page.get_by_role("button", name="QR code").click()
    dialog = page.get_by_role("dialog").filter(has=page.locator("img"))  # what it was opened from may still close
    link = urlsplit(dialog.locator("pre").inner_text().replace("\n", ""))
    box = dialog.locator("img").bounding_box()
    assert box["width"] == box["height"] >= 500
    assert box["y"] + box["height"] <= 720
    assert page.get_by_text("Picture (SVG)").count() == 0
    there = urlsplit(page.url)
    assert (link.netloc, link.path) == (there.netloc, there.path)
    assert parse_qs(link.query) == parse_qs(there.query) == parse_qs(OWN_RUNS[1:])
