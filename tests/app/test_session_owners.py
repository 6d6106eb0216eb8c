"""On the small pages, the session alone knows the keys of the widgets and the address."""

import ast
from pathlib import Path

import pytest

from optlab import app

PAGES = {"slopes": "slopes.", "chain_rule": "chain."}
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
    assert ("session_state" in named) == (module == "session.py")
    assert module == "session.py" or named == set()
    assert "query_params" not in named
