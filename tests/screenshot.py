"""The picture at the top of the README, anew: ``python -m tests.screenshot`` (needs Chromium and Playwright)."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from tests.benchmarks.page import browser, served

PICTURE = Path(__file__).parents[1] / ".github" / "compare.png"
SHOWN = 60
"""The step shown: in the middle of the descent."""


def main() -> None:
    """Serve the dashboard, let it descend, and keep 1280 pixels of it in few colours."""
    with browser.chromium() as chromium, served.served() as address, browser.page_at(chromium, address) as page:
        page.wait_for_timeout(1500)
        slider = page.locator(".optlab-player input[type=range]")
        slider.evaluate(f"slider => {{ slider.value = {SHOWN}; slider.dispatchEvent(new Event('input')); }}")
        page.mouse.move(640, 5)
        page.wait_for_timeout(1000)
        picture = Image.open(io.BytesIO(page.screenshot()))
    PICTURE.parent.mkdir(exist_ok=True)
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    print(f"{PICTURE.name}: {picture.width} x {picture.height}, {PICTURE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
