"""Which of Streamlit's scripts the first page needs beside those that Streamlit's own page names.

The browser would ask for them one after the other, each when an element of its kind arrives: Vega, the largest, last of
all.  Named in the header of the page, they are loaded while Streamlit's main script starts.
"""

from __future__ import annotations

import re
from importlib import resources

NEEDED = ("ArrowVegaLiteChart", "BidiComponent", "Html", "Selectbox", "TextInput", "NumberInput", "Slider", "Button")
"""How the scripts of the elements begin that every page has; what they import follows from them."""

IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def link() -> str:
    """The value of a ``Link`` header; empty where Streamlit has no scripts of these names."""
    static = resources.files("streamlit").joinpath("static")
    page = static.joinpath("index.html").read_text(encoding="utf-8")
    folder = static.joinpath("static", "js")
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    waiting = [name for name in names if name.partition(".")[0] in NEEDED and name.endswith(".js")]
    needed: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name in needed or name in page or name not in names:
            continue
        needed[name] = None
        waiting += IMPORTED.findall(folder.joinpath(name).read_text(encoding="utf-8"))
    return ", ".join(f"<./static/js/{name}>; rel=modulepreload; crossorigin" for name in needed)
