"""What the README, the map and the pages beside them say is so."""

import ast
import re
import struct
from pathlib import Path

import numpy as np
import pytest

import optlab
from optlab.optimizers import Entry, describe
from tests.app.driving import assert_healthy
from tests.references.pictures import opened

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "optlab/README.md", ".github/CONTRIBUTING.md", ".github/HOSTING.md", ".github/CHANGELOG.md")
README, MAP, CONTRIBUTING, HOSTING, CHANGELOG = ((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
ADDRESSES = re.findall(r"\| `(\S+?)` \|$", README, re.MULTILINE)
FOLDERS = r"`((?:tests|optlab|\.streamlit|\.ci|\.github)/[\w./-]*)[`:]"
IN_OPTLAB = r"`((?:app|charts|picture|expressions|datasets)/[\w/]+\.py)`"


def blocks(text: str, language: str) -> list[str]:
    """What stands between fences."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_readme_fits_150_lines_and_the_map_a_page():
    assert len(README.splitlines()) <= 150
    assert len(MAP.splitlines()) <= 120


def test_the_picture_is_1280_wide_and_light_enough_for_a_phone():
    data = (ROOT / ".github" / "compare.png").read_bytes()
    assert struct.unpack(">I", data[16:20]) == (1280,)
    assert len(data) <= 300_000


def test_the_library_in_ten_lines_runs():
    (block,) = blocks(README, "python")
    assert len([line for line in block.splitlines() if line.strip() and not line.startswith("#")]) <= 14
    exec(block, {})


@pytest.mark.slow
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_the_tour_opens_as_it_stands(address):
    page = opened(address)
    assert_healthy(page)
    assert not page.toast


def test_the_tour_has_addresses_of_every_page():
    assert len(ADDRESSES) >= 8
    assert {address.partition("?")[0] for address in ADDRESSES} == {"", "slopes", "chain-rule"}


@pytest.mark.parametrize("page", [*PAGES, ".github/LESSONS.md"])
def test_files_commands_and_links_of_a_page_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(FOLDERS, text)) | {f"optlab/{name}" for name in re.findall(IN_OPTLAB, text)}
    assert [name for name in named if not (ROOT / name).exists()] == []
    links = set(re.findall(r"\]\(([^)#]+)\)", text))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []
    modules = [ROOT / name.replace(".", "/") for name in re.findall(r"python -m (tests[\w.]*)", text)]
    assert [module for module in modules if not is_module(module)] == []


def is_module(path: Path) -> bool:
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def test_the_configuration_of_nginx_is_quoted_word_for_word():
    given = {line.strip() for line in (ROOT / "tests/load/nginx.conf").read_text(encoding="utf-8").splitlines()}
    (quoted,) = blocks(HOSTING, "nginx")
    assert [line for line in quoted.splitlines() if line.strip() not in given] == []


# ------------------------------------------------------------------------ the map


def test_every_invariant_names_a_test_that_there_is():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", MAP)
    assert len(named) >= 15
    assert [f"{path}::{name}" for path, name in named if name not in functions(ROOT / path)] == []


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_room_is_on_the_map_and_every_room_on_the_map_is_there():
    table = MAP.split("## The rooms")[1].split("## ")[0]
    told = {name.rstrip("/") for name in re.findall(r"^\| `(.*?)` \|", table, re.MULTILINE)}
    there = {path.parent.name for path in (ROOT / "optlab").glob("*/__init__.py")}
    assert there <= told
    assert [name for name in told if not (ROOT / "optlab" / name).exists()] == []
    inner = {name for row in table.splitlines() if row.startswith("|") for name in re.findall(r"`(\w+)/`", row)}
    folders = {path.name for path in (ROOT / "optlab").rglob("*") if path.is_dir()}
    assert inner <= folders


def test_the_functions_of_the_trips_are_those_of_the_library():
    """Names with a capital or an underscore, and the public ones; words such as rows are no names."""
    trips = MAP.split("## Four trips")[1].split("## ")[0]
    named = set(re.findall(r"`([A-Za-z]\w+)(?:\.\w+)?`", trips))
    defined = {name for path in (ROOT / "optlab").rglob("*.py") for name in definitions(path)}
    assert len(named) >= 20
    assert named - defined == set()


def definitions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}


# ------------------------------------------------------------- working on optlab


@pytest.fixture(scope="module")
def added():
    """What the blocks on adding a method leave behind."""
    code, entry = blocks(CONTRIBUTING, "python")
    names = {"__name__": "added"}
    exec(code, names)
    return names, eval(entry, {"Entry": Entry, **names})


def test_a_method_is_added_as_written(added):
    names, _ = added
    trajectory = names["trajectory"]
    points = trajectory.points[:, 0]
    slopes = np.hypot(*([2.0, 6.0] * points[:-1]).T)  # of x² + 3y²
    np.testing.assert_allclose(np.hypot(*np.diff(points, axis=0).T), 0.5 * slopes / (1.0 + slopes), rtol=1e-12)
    assert trajectory.loss[-1, 0] < 1e-3 * trajectory.loss[0, 0]


def test_the_added_method_teaches_itself_and_keeps_the_contract(added):
    _, entry = added
    description = describe(entry.method)
    assert description.sentence.endswith(".")
    assert description.texts_differ.endswith(".")
    assert description.reference.endswith(".")
    assert description.rate is not None
    loss, rule = optlab.landscapes.get("gentle_rosenbrock").loss, entry.make()
    together = optlab.run(loss, rule, [-1.2, 1.0], [0.01, 0.1], 30, batch_size=16, seeds=[3, 4]).points
    alone = optlab.run(loss, rule, [-1.2, 1.0], 0.1, 30, batch_size=16, seeds=4).points
    np.testing.assert_array_equal(together[:, 1], alone[:, 0])


def test_hooks_before_a_commit_need_no_network():
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"- repo: (\S+)", text)) == {"local"}
    assert set(re.findall(r"language: (\S+)", text)) == {"system"}
    assert "://" not in text
    assert all(tool in text for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports"))


def test_the_changelog_has_this_version_and_what_is_not_released():
    headings = re.findall(r"^## \[(.+?)\]", CHANGELOG, re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert optlab.__version__ in headings
