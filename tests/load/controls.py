"""What a browser tells the server about each control of a page.

A control is told about from the moment it is drawn, touched or not.  Its identity ends with the key that the program
gave it: ``$$ID-<digest>-<key>``.
"""

from __future__ import annotations

import json
from typing import Any

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState

KINDS = {
    "selectbox": "string_value",
    "text_input": "string_value",
    "checkbox": "bool_value",
    "slider": "string_array_value",  # of choices; that of numbers: double_array_value
    "button_group": "string_array_value",
    "number_input": "double_value",
}
"""Elements that have a value from the start, and the field that holds it."""


def control_of(element: Element) -> Any:
    """The control inside an element, with ``id`` and ``label``."""
    return getattr(element, element.WhichOneof("type"))


def key_of(identity: str) -> str:
    """The key that the program gave a control, empty where it gave none.

    >>> key_of("$$ID-62303303fc0ddad45ebd73ad1510fb88-run0.rate")
    'run0.rate'
    """
    parts = identity.split("-", 2)
    return parts[2] if len(parts) == 3 and parts[2] != "None" else ""


def told(element: Element, value: Any) -> WidgetState:
    """The control's state when it has this value; lists and segments are named by their text."""
    kind, control = element.WhichOneof("type"), control_of(element)
    field = KINDS[kind]
    if kind == "selectbox" and not value:  # a list of which nothing is chosen
        return WidgetState(id=control.id)
    if kind == "number_input" and control.data_type == NumberInput.INT:
        field = "int_value"
    if is_of_numbers(element):
        field = "double_array_value"
    if field.endswith("_array_value"):
        value = {"data": [value]}
    return WidgetState(id=control.id, **{field: value})


def value_of(element: Element) -> Any:
    """The value that the control is drawn with; None where it has none."""
    kind, control = element.WhichOneof("type"), control_of(element)
    if is_of_numbers(element):
        return (control.value if control.set_value else control.default)[0]
    if kind in ("slider", "button_group"):
        given = control.raw_value if kind == "slider" else control.raw_values
        return given[0] if control.set_value and given else options(element)[int(control.default[0])]
    if kind == "selectbox":
        chosen = control.options[control.default] if control.HasField("default") else None
        return control.raw_value if control.set_value else chosen
    value = control.value if control.set_value else control.default
    return int(value) if kind == "number_input" and control.data_type == NumberInput.INT else value


def options(element: Element) -> list[str]:
    """The texts among which a selectbox, a slider of choices or a row of segments lets one choose."""
    found = control_of(element).options
    return [one.content for one in found] if element.WhichOneof("type") == "button_group" else list(found)


def is_of_numbers(element: Element) -> bool:
    """Whether it is a slider from one number to another, not one of choices."""
    return element.WhichOneof("type") == "slider" and element.slider.type == Slider.SLIDER


def is_component(element: Element) -> bool:
    """Whether it is one of the page's own parts, which tells events instead of having a value."""
    return element.WhichOneof("type") == "bidi_component"


def opened(block: Block, is_open: bool) -> WidgetState:
    """The state of a popover or of an expander that tells when it is opened."""
    return WidgetState(id=foldable_id(block), bool_value=is_open)


def foldable_id(block: Block) -> str:
    """The identity of a popover or an expander; "" for any other block."""
    return block.popover.id or block.expandable.id


def pressed(element: Element) -> WidgetState:
    """A button's state in the one message that tells of the press."""
    return WidgetState(id=control_of(element).id, trigger_value=True)


def event_of(element: Element, event: str, value: Any) -> WidgetState:
    """What a component of the page's own tells once, a click on a picture for example."""
    text = json.dumps([{"event": event, "value": value}])
    return WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{control_of(element).id}__events", json_trigger_value=text)
