"""The server's share of a change: the page run without a browser."""

from __future__ import annotations

import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.benchmarks.page.scenes import runs

DASHBOARD = Path(__file__).parents[3] / "dashboard.py"


def opened(scene: dict[str, list[str]]) -> AppTest:
    """The page at the scene's address."""
    page = AppTest.from_file(DASHBOARD, default_timeout=120)
    for name, value in scene.items():
        page.query_params[name] = value
    page.session_state["experiment"] = True  # the seed is folded away else
    return _checked(page.run())


def after_rates(scene: dict[str, list[str]], changes: int = 24) -> list[float]:
    """Seconds of a rerun after one run's rate went down a notch, each to a rate not seen before."""
    page, seconds = opened(scene), []
    for change in range(changes):
        key = f"run{change % runs(scene)}.rate"
        page.session_state[key] = float(f"{0.79 * page.session_state[key]:.4g}")
        seconds.append(_timed(page))
    _checked(page)
    return seconds


def after_seeds(scene: dict[str, list[str]], changes: int = 8) -> list[float]:
    """Seconds of a rerun after another seed: every random run is computed anew."""
    page = opened(scene)
    seconds = [_timed(page.number_input(key="seed").set_value(100 * (number + 1))) for number in range(changes)]
    _checked(page)
    return seconds


def _timed(widget: object) -> float:
    started = time.perf_counter()
    widget.run()  # type: ignore[attr-defined]
    return time.perf_counter() - started


def _checked(page: AppTest) -> AppTest:
    trouble = [*page.exception, *page.error, *page.toast]
    if trouble:
        raise RuntimeError(f"the page is not what should be timed: {trouble[0]}")
    return page
