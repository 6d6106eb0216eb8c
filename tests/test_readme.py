"""What the README says is so."""

import re
import struct
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.app.driving import assert_healthy, opened

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESSES = re.findall(r"\| `\?(\S+?)` \|", README)


def test_the_picture_is_1280_wide_and_light_enough_for_a_phone():
    data = (ROOT / ".github" / "compare.png").read_bytes()
    assert struct.unpack(">I", data[16:20]) == (1280,)
    assert len(data) <= 300_000


def test_the_library_in_ten_lines_runs():
    block = README.split("## The library")[1].split("```python\n")[1].split("```")[0]
    assert len([line for line in block.splitlines() if line.strip() and not line.startswith("#")]) <= 14
    exec(block, {})


@pytest.mark.parametrize("query", ADDRESSES)
def test_an_address_of_the_tour_opens_as_it_stands(query):
    page = opened(**parse_qs(query))
    assert_healthy(page)
    assert not page.toast


def test_files_and_commands_that_are_named_exist():
    named = set(re.findall(r"`((?:tests|optlab|\.streamlit|\.ci)/[\w./-]+)`", README))
    named |= {f"optlab/{name}" for name in re.findall(r"`((?:picture|expressions|datasets)/[\w/]+\.py)`", README)}
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []
    modules = re.findall(r"python -m (tests[\w.]*)", README)
    places = [ROOT / module.replace(".", "/") for module in modules]
    assert [
        place for place in places if not (place.with_suffix(".py").exists() or (place / "__main__.py").exists())
    ] == []


def test_the_configuration_of_nginx_is_quoted_word_for_word():
    given = {line.strip() for line in (ROOT / "tests/load/nginx.conf").read_text(encoding="utf-8").splitlines()}
    quoted = README.split("```nginx\n")[1].split("```")[0].splitlines()
    assert [line for line in quoted if line.strip() not in given] == []
