"""The speed of the Compare page, on this machine.

``python -m tests.benchmarks.page`` from the root of the repository; about three minutes, with Chromium and Playwright.
Each line is a median with its best and its 95 % quantile; in brackets stands what is aimed at.
"""

from __future__ import annotations

import logging
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.page import browser, rerun, scenes, served
from tests.benchmarks.page.figures import fact, machine, quantile, timing

SCENES = {
    "4 runs x 200 steps": (scenes.FOUR, "<= 60 ms"),
    "8 runs x 1000 steps x 20 seeds": (scenes.EIGHT, "<= 150 ms"),
}


def main() -> None:
    """All figures, one line each."""
    logging.disable(logging.WARNING)
    machine()
    without_browser()
    with browser.chromium() as chromium:
        starts(chromium)
        reruns(chromium)
        dragging(chromium)
        playing(chromium)
    machine()


def without_browser() -> None:
    """Server time in Streamlit's own test harness."""
    for name, (scene, wanted) in SCENES.items():
        timing(f"rerun in AppTest after a rate, {name}", rerun.after_rates(scene), wanted)
        timing(f"rerun in AppTest after a seed, {name}", rerun.after_seeds(scene), "every random run anew")


def starts(chromium: Any, rounds: int = 5) -> None:
    """Until the first picture is drawn, from the start of the process and in a fresh page of a server that is up; in
    turns with a page of one chart that is served the same way.
    """
    programs = {"dashboard": served.ROOT / "dashboard.py", "one chart": served.ONE_CHART}
    from_start: dict[str, list[float]] = {name: [] for name in programs}
    fresh: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            started = time.perf_counter()
            with served.served(program) as address:
                from_start[name].append(browser.first_picture(chromium, address) - started)
                started = time.perf_counter()
                fresh[name].append(browser.first_picture(chromium, address) - started)
    for what, spent in (("start of the app", from_start), ("a fresh page", fresh)):
        for name in programs:
            timing(f"{what} -> first picture, {name}", spent[name])
        ratio = quantile(spent["dashboard"], 0.5) / quantile(spent["one chart"], 0.5)
        fact(f"{what} -> first picture, dashboard / one chart", f"{ratio:.2f} x", "<= 1.5 x")


def reruns(chromium: Any) -> None:
    """A rate typed in the browser: the script's time in the server, the wire, and the picture."""
    for name, (scene, wanted) in SCENES.items():
        with tempfile.TemporaryDirectory() as folder:
            times = Path(folder) / "times"
            with served.served(served.CLOCKED, times) as address:
                notes = browser.changes(chromium, address, scene)
            timing(f"rerun in the server after a rate, {name}", served.seconds(times)[-len(notes) :], wanted)
        _answer(name, notes)


def _answer(name: str, notes: list[dict[str, float]]) -> None:
    parts = {"key -> both charts repainted": ("key", "painted"), "  of it key -> sent": ("key", "sent")}
    parts["  sent -> last byte handled in the browser"] = ("sent", "received")
    for title, (begin, end) in parts.items():
        wanted = "<= 400 ms" if end == "painted" else ""
        timing(f"{title}, {name}", [(note[end] - note[begin]) / 1000 for note in notes], wanted)
    weight, messages = quantile([note["bytes"] for note in notes], 0.5), quantile([n["messages"] for n in notes], 0.5)
    fact(f"sent to the browser for a change, {name}", f"{weight / 1000:.0f} kB", f"{messages:.0f} messages")


def dragging(chromium: Any) -> None:
    """A rate held and moved for two seconds: how close the pictures follow the hand, and how many there are."""
    with served.served() as address:
        notes = browser.drag(chromium, address, scenes.FOUR)
    lags = [lag / 1000 for _, lag in notes["pictures"] if lag]
    timing("live drag: a move of the hand -> the path repainted, 4 runs x 200 steps", lags, "<= 150 ms")
    pictures, moves = (f"{count / notes['seconds']:.0f}" for count in (len(notes["pictures"]), notes["moves"]))
    fact("live drag: pictures a second, 4 runs x 200 steps", pictures, ">= 10")
    fact("live drag: moves that the browser was told in a second", moves, "as many as the machine can")


def playing(chromium: Any) -> None:
    """Frames while eight runs play."""
    plays = (("200 steps, 1x", scenes.EIGHT_SHORT, "1"), ("200 steps, 3x", scenes.EIGHT_SHORT, "3"))
    plays += (("1000 steps x 20 seeds, 1x", scenes.EIGHT, "1"),)
    with served.served() as address:
        for name, scene, speed in plays:
            seen = browser.frames(chromium, address, scene, speed)
            timing(f"frame while 8 runs play, {name}", [length / 1000 for length, _ in seen], "<= 33 ms")
            both = sum(changed == 2 for _, changed in seen) / (sum(length for length, _ in seen) / 1000)
            fact(f"frames a second with both charts changed, {name}", f"{both:.0f}", ">= 30")


if __name__ == "__main__":
    main()
