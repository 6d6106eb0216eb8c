"""A specification made once for all: what differs between pictures stands in it as a named blank to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def filled(template: Any, blanks: Mapping[str, Any]) -> Any:
    """A copy in which every text that is the name of a blank has become what ``blanks`` says.

    >>> filled({"title": "{x}", "layer": [{"title": "plain"}]}, {"{x}": "steps"})
    {'title': 'steps', 'layer': [{'title': 'plain'}]}
    """
    if isinstance(template, dict):
        return {name: filled(value, blanks) for name, value in template.items()}
    if isinstance(template, list):
        return [filled(value, blanks) for value in template]
    return blanks.get(template, template) if isinstance(template, str) else template
