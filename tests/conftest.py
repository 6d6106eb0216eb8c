"""What pytest leaves alone, and which tests are quick: see .github/CONTRIBUTING.md."""

from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).parent
SERVED = ("browser", "load")
"""Folders whose tests need a real server or browser."""

DRIVING = ("AppTest", "opened")
"""What a module of tests/app imports to drive whole pages, which takes long: slow, but for what is marked quick."""

settings.register_profile("optlab", deadline=None)  # no test depends on how fast the machine is
settings.load_profile("optlab")

collect_ignore = ["benchmarks", "references"]  # programs that are run by hand


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Among the quick there is nothing served, so what a browser needs is not even imported for them."""
    served = any(collection_path == HERE / folder for folder in SERVED)
    return True if served and config.option.markexpr == "quick" else None


@pytest.hookimpl(tryfirst=True)  # before pytest selects by marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test is served, slow or quick: by its folder, by hand, by what it imports."""
    for item in items:
        if any(item.path.is_relative_to(HERE / folder) for folder in SERVED):
            item.add_marker(pytest.mark.served)
        elif item.get_closest_marker("slow") is None and item.get_closest_marker("quick") is None:
            item.add_marker(pytest.mark.slow if drives_pages(item) else pytest.mark.quick)


def drives_pages(item: pytest.Item) -> bool:
    """Whether the test's module drives pages without a browser."""
    module = getattr(item, "module", None)
    return item.path.is_relative_to(HERE / "app") and any(hasattr(module, name) for name in DRIVING)
