"""What Streamlit has no element for: the page's own parts, each a Python file with its script and style beside it."""

from __future__ import annotations

from importlib import resources
from typing import Any

import streamlit as st

_FILES = resources.files("optlab.app.components")


def component(name: str, *more: str) -> Any:
    """The part that ``name.js`` drives, styled by ``name.css``; its markup is ``name.html`` or an empty ``div``.

    ``more`` are scripts that ``name.js`` needs.  What is returned draws the part: see ``st.components.v2.component``.
    """
    return st.components.v2.component(
        f"optlab_{name}",
        html=_text(f"{name}.html") or f'<div class="optlab-{name}"></div>',
        css=_text(f"{name}.css") or None,
        js="".join(_text(f"{script}.js") for script in (*more, name)),
        isolate_styles=False,
    )


def _text(file: str) -> str:
    """What is in the file, nothing where there is none."""
    path = _FILES.joinpath(file)
    return path.read_text(encoding="utf-8") if path.is_file() else ""
