"""What Streamlit has no element for: the page's own parts, each a Python file with its script and style beside it."""

from __future__ import annotations

from importlib import resources
from typing import Any

import streamlit as st

PERSIST: Any = "session"
"""Widgets keep their values while another page is shown."""


def component(name: str, *more: str, package: str = __name__) -> Any:
    """The part that ``name.js`` drives, styled by ``name.css``; its markup is ``name.html`` or an empty ``div``.

    These files stand beside the modules of ``package``; ``more`` are scripts there or in this folder that ``name.js``
    needs.
    What is returned draws the part: see ``st.components.v2.component``.
    """
    needed = [_text(package, f"{script}.js") or _text(__name__, f"{script}.js") for script in more]
    scripts = [*needed, _text(package, f"{name}.js")]
    return st.components.v2.component(
        f"optlab_{name}",
        html=_text(package, f"{name}.html") or f'<div class="optlab-{name}"></div>',
        css=_text(package, f"{name}.css") or None,
        js="".join(scripts),
        isolate_styles=False,
    )


def reported(key: str, name: str) -> Any:
    """What the browser told last under that name through the part with that key; None where it told nothing yet.

    Whoever asks reads it with ``components.told``: a visitor may tell anything.
    """
    state: Any = st.session_state.get(key)
    return state.get(name) if hasattr(state, "get") else None


def _text(package: str, file: str) -> str:
    """What is in the file, nothing where there is none."""
    path = resources.files(package).joinpath(file)
    return path.read_text(encoding="utf-8") if path.is_file() else ""
