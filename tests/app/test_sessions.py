"""One owner a key: the session of a page alone knows what its widgets are called."""

from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "optlab" / "app"
PAGES = sorted(path.parent for path in APP.glob("*/page.py"))


def test_every_page_has_a_folder_with_a_page_and_a_session():
    assert [page.name for page in PAGES] == ["chain_rule", "compare", "slopes"]
    assert all((page / "session.py").exists() and (page / "sentences.py").exists() for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_only_the_session_of_a_page_touches_the_state_of_its_widgets(page):
    touching = [path.name for path in page.glob("*.py") if "session_state" in path.read_text(encoding="utf-8")]
    assert touching == ["session.py"]
