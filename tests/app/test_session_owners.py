"""One owner a key: the session of a page alone knows the keys of its widgets and the address."""

import ast
from pathlib import Path

import pytest

from optlab import app

PAGES = {"slopes": "slopes.", "chain_rule": "chain.", "compare": "run0", "lessons": "lessons."}
"""How the keys of a page's widgets begin; on Compare, those of its runs."""

FOLDER = Path(app.__file__).parent
MODULES = [(page, path.name) for page in PAGES for path in sorted((FOLDER / page).glob("*.py"))]


def knowledge(page: str, module: str) -> set[str]:
    """What of the session a module names: Streamlit's own memories, and keys of the page's widgets."""
    nodes = list(ast.walk(ast.parse((FOLDER / page / module).read_text(encoding="utf-8"))))
    memories = {node.attr for node in nodes if isinstance(node, ast.Attribute)} & {"session_state", "query_params"}
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return memories | {text for text in texts if text.startswith(PAGES[page])}


@pytest.mark.parametrize(("page", "module"), MODULES)
def test_the_session_alone_names_what_streamlit_remembers(page, module):
    named = knowledge(page, module)
    assert ("session_state" in named) == module.endswith("session.py")
    assert module.endswith("session.py") or named == set()
    assert "query_params" not in named


def test_every_page_has_a_folder_with_a_page_and_a_session():
    assert sorted(path.parent.name for path in FOLDER.glob("*/page.py")) == sorted(PAGES)
    assert all((FOLDER / page / "session.py").exists() for page in PAGES)
