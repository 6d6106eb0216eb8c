"""A rule in a few words: its title, what is not at its default, and everything that is put around it."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from typing import Any

from optlab.optimizers.catalogue import METHODS


def title(kind: type[Any]) -> str:
    """The name of a method, wrapper or schedule as a reader knows it.

    >>> from optlab.optimizers.cycles import OneCycle
    >>> title(OneCycle)
    'One cycle'
    """
    entry = METHODS.get(kind.__name__)
    if entry is not None and entry.method is kind:
        return entry.title
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).capitalize()


def label(rule: Any) -> str:
    """The rule, or a schedule, in words; nothing that is on stays unsaid.

    >>> from optlab.optimizers import LBFGS, Clipped, Momentum
    >>> label(Clipped(Momentum(decay=0.5), norm=2.0)), label(LBFGS())
    ('Momentum, decay 0.5, clipped (norm 2)', 'L-BFGS')
    """
    name = title(type(rule))
    if hasattr(rule, "rule"):
        return f"{label(rule.rule)}, {name.lower()} ({_settings(rule, everything=True)})"
    settings = _settings(rule, everything=False)
    return f"{name}, {settings}" if settings else name


def _settings(rule: Any, everything: bool) -> str:
    values = [(field.name, getattr(rule, field.name), field.default) for field in fields(rule)]
    shown = [
        _setting(name.replace("_", " "), value)
        for name, value, default in values
        if default is not MISSING and (everything or value != default)
    ]
    return ", ".join(shown)


def _setting(name: str, value: object) -> str:
    if isinstance(value, bool):
        return name if value else f"not {name}"
    return f"{name} {value:g}" if isinstance(value, float | int) else f"{name} {value}"
