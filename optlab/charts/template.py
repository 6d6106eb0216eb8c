"""A specification made once for all: what differs between pictures stands in it as a named place to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def filled(template: Any, places: Mapping[str, Any]) -> Any:
    """A copy in which every text that is the name of a place has become what ``places`` says.

    >>> filled({"title": "{x}", "layer": [{"title": "plain"}]}, {"{x}": "steps"})
    {'title': 'steps', 'layer': [{'title': 'plain'}]}
    """
    if isinstance(template, dict):
        return {name: filled(value, places) for name, value in template.items()}
    if isinstance(template, list):
        return [filled(value, places) for value in template]
    return places.get(template, template) if isinstance(template, str) else template
