"""The pictures that several pages draw keep nothing themselves: what a click does is the page's."""

import ast
from pathlib import Path

import pytest

from optlab import app

FOLDER = Path(app.__file__).parent / "views"
MODULES = sorted(FOLDER.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_picture_names_neither_what_streamlit_remembers_nor_the_address(module):
    nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert not named & {"session_state", "query_params"}


def test_every_page_has_its_pictures_here():
    assert {path.parent.name for path in MODULES} == {"views", "runs", "hill", "graph"}
