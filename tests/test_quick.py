"""The quick tests are few, but of every folder."""

from pathlib import Path

HERE = Path(__file__).parent


def folders(items) -> set[Path]:
    return {item.path.parent for item in items if item.path.is_relative_to(HERE)}


def test_quick_tests_touch_every_folder_that_needs_no_server(request):
    items = [item for item in request.session.items if item.get_closest_marker("served") is None]
    quick = [item for item in items if item.get_closest_marker("quick")]
    assert folders(items) - folders(quick) == set()


def test_every_test_is_either_served_or_slow_or_quick(request):
    kinds = ("served", "slow", "quick")
    marked = [sum(item.get_closest_marker(kind) is not None for kind in kinds) for item in request.session.items]
    assert set(marked) == {1}
