"""What a page may send: Streamlit's messages, of bounded length, that can be read.

What a widget or a component tells is looked at again where it is used (``components.told``, the sessions of the pages):
here it is only certain that Python can read it at all, and that nothing long is kept.
"""

from __future__ import annotations

import json
import math

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

LONGEST_TEXT = 100_000
"""Characters of a text that is typed or pasted: the longest field of any page."""

LONGEST_TOLD = 50_000
"""Characters of what a component tells: numbers and names."""

LONGEST_ADDRESS = 65_536
"""Characters of an address; servers take no longer ones."""

MOST_WIDGETS = 1_000
"""Widgets of a page whose values are sent with every request; a full page has about a hundred."""

JSON = ("json_value", "json_trigger_value")


def is_expected(data: bytes | None) -> bool:
    """Whether a page could have sent these bytes (None: letters, which no page sends).

    >>> is_expected(b""), is_expected(b"no message"), is_expected(None)
    (True, False, False)
    """
    try:
        message = BackMsg.FromString(data or b"")
    except DecodeError:
        return False
    asked = message.rerun_script
    widgets = asked.widget_states.widgets
    if data is None or len(asked.query_string) > LONGEST_ADDRESS or len(widgets) > MOST_WIDGETS:
        return False
    return all(map(_is_value, widgets))


def _is_value(widget: WidgetState) -> bool:
    """Whether a widget's value is short enough, numbers are finite, and JSON can be read."""
    kind = widget.WhichOneof("value")
    if kind in JSON:
        return _is_json(getattr(widget, kind))
    if kind == "string_value":
        return len(widget.string_value) <= LONGEST_TEXT
    numbers = [widget.double_value, *widget.double_array_value.data]
    return bool(widget.ByteSize() <= LONGEST_TEXT) and all(map(math.isfinite, numbers))


def _is_json(text: str) -> bool:
    if len(text) > LONGEST_TOLD:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):  # also a number of more digits than Python takes
        return False
    return True
