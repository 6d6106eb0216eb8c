"""A page as a browser keeps it: what the server's messages have drawn, and the states of the controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.load.cache import Cache
from tests.load.controls import KINDS, control_of, foldable_id, key_of, told, value_of

Path = tuple[int, ...]
FINISHED = ForwardMsg.FINISHED_SUCCESSFULLY


class Page:
    """What a browser shows at an address; ``query`` is the address behind its question mark.

    Runs of a fragment are not followed: the controls that visitors use here run the whole page.
    """

    def __init__(self, query: str = "") -> None:
        self.query = query
        self.script = ""
        self.elements: dict[Path, Element] = {}
        self.blocks: dict[Path, Block] = {}
        self.states: dict[str, WidgetState] = {}
        self.cache = Cache()
        self.pages: dict[str, str] = {}
        self._drawn: set[Path] = set()

    def take(self, message: ForwardMsg) -> int | None:
        """Draw what a message says; how the script ended, if the message says that it did."""
        kind = message.WhichOneof("type")
        if kind in ("delta", "ref_hash"):
            path, delta = self.cache.looked_up(message)
            self._draw(path, delta)
        elif kind == "new_session":
            self.script = message.new_session.page_script_hash
            self._drawn = set()
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
            self.pages = {one.page_name: one.page_script_hash for one in message.navigation.app_pages}
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished":
            return self._finish(message.script_finished)
        return None

    def _draw(self, path: Path, delta: Delta) -> None:
        self._drawn.add(path)
        if delta.WhichOneof("type") == "add_block":
            self.blocks[path] = delta.add_block
            self.elements.pop(path, None)
        elif delta.WhichOneof("type") == "new_element":
            self.elements[path] = delta.new_element
            self._rest(delta.new_element)

    def _rest(self, element: Element) -> None:
        """A control that is new, or that the program sets, stands where it is drawn."""
        if element.WhichOneof("type") not in KINDS:
            return
        control = control_of(element)
        if control.set_value or control.id not in self.states:
            self.states[control.id] = told(element, value_of(element))

    def _finish(self, status: int) -> int:
        if status == FINISHED:
            for kept in (self.elements, self.blocks):
                for path in [path for path in kept if path not in self._drawn]:
                    del kept[path]
            present = {control_of(element).id for element in self.elements.values() if _has_id(element)}
            present |= {foldable_id(block) for block in self.blocks.values()}
            self.states = {name: state for name, state in self.states.items() if name in present}
        if status != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.cache.grow_older()
        return status

    def find(self, key: str) -> Element:
        """The control or component with that key; KeyError where the page has none."""
        for element in self.elements.values():
            if _has_id(element) and key_of(control_of(element).id) == key:
                return element
        raise KeyError(f"the page has no {key!r}; it has {', '.join(sorted(self.names()))}")

    def has(self, key: str) -> bool:
        """Whether there is a control or component with that key."""
        return any(_has_id(one) and key_of(control_of(one).id) == key for one in self.elements.values())

    def foldable(self, key: str) -> Block:
        """The popover or expander with that key."""
        return next(block for block in self.blocks.values() if key_of(foldable_id(block)) == key)

    def names(self) -> list[str]:
        """The keys of all controls with a value."""
        drawn = [element for element in self.elements.values() if element.WhichOneof("type") in KINDS]
        return [key_of(control_of(element).id) for element in drawn]

    def rates(self) -> list[str]:
        """The keys of all controls of a learning rate."""
        parts = [_key(one) for one in self.elements.values() if one.WhichOneof("type") == "bidi_component"]
        return [key for key in [*self.names(), *parts] if key.endswith((".rate", ".rate_control"))]

    def of_kind(self, kind: str) -> Iterator[Any]:
        """The elements of one kind, as they were drawn."""
        return (control_of(one) for _, one in sorted(self.elements.items()) if one.WhichOneof("type") == kind)

    def value(self, key: str) -> Any:
        """Where a control stands; None for a list of which nothing is chosen."""
        state = self.states[control_of(self.find(key)).id]
        field = state.WhichOneof("value")
        found = None if field is None else getattr(state, field)
        return found.data[0] if hasattr(found, "data") else found


def _key(element: Element) -> str:
    return key_of(control_of(element).id)


def _has_id(element: Element) -> bool:
    return bool(getattr(control_of(element), "id", ""))
