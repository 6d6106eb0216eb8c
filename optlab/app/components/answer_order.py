"""Things to be put in order by dragging or with buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from optlab.app.components import component, reported

_ORDER = component("answer_order")


def answer_order(
    key: str, items: Mapping[str, str], begin: Sequence[str], *, locked: Sequence[str] | None
) -> tuple[str, ...] | None:
    """Draw ``items`` (texts by key) in the order to ``begin`` with; the order that was made of them, None before any.

    A ``locked`` order is shown in its place and cannot be changed.
    """
    rows = [{"key": name, "text": text} for name, text in items.items()]
    data = {"group": key, "items": rows, "order": list(locked or begin), "locked": locked is not None}
    _ORDER(data=data, key=key, on_order_change=lambda: None)
    return order_at(key, items)


def order_at(key: str, items: Mapping[str, str]) -> tuple[str, ...] | None:
    """The order that was made last in the part with that key, None where there is none."""
    order = reported(key, "order")
    return tuple(order) if isinstance(order, list) and sorted(map(str, order)) == sorted(items) else None
