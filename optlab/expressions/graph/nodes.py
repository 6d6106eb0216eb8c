"""The nodes of a computational graph: each distinct one once, arguments before the nodes that use them.

Equal nodes are the same node (hash-consing), so shared work is shared by construction, and ascending index order *is*
an evaluation order: every algorithm over the graph is a plain loop without recursion, whatever the depth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np

from optlab.expressions.graph.operations import CONSTANTS, OPERATIONS, VARIADIC

LONGEST_FOLDED_NUMBER = 12
"""Numbers fold into one (2*3 -> 6) while the result prints this short; 1/3 stays a quotient, exact on paper."""


class Held(NamedTuple):
    """The label of a variable that is held at a number: a constant that is still written with its letter."""

    name: str
    number: float

    def __str__(self) -> str:
        return self.name


class Node(NamedTuple):
    """``operation`` is "constant", "held", "variable", a name in CONSTANTS or one in OPERATIONS; ``label`` is the
    constant's number, what is held, or the variable's name.
    """

    operation: str
    arguments: tuple[int, ...] = ()
    label: float | str | Held | None = None


class Nodes:
    """An append-only list of nodes; a node is referred to by its index."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.values: list[float | None] = []  # the number a constant sub-expression stands for, else None
        self.ratios: dict[int, tuple[float, float]] = {}  # of which quotient a number was made: 0.2 of 1 and 5
        self._index: dict[Node, int] = {}

    def __len__(self) -> int:
        return len(self.nodes)

    # ------------------------------------------------------------------ leaves

    def constant(self, value: float) -> int:
        """The node of a number (nan and infinities are allowed here; the parser refuses them)."""
        value = math.nan if math.isnan(value) else float(value) + 0.0  # + 0.0: no minus zero
        return self._intern(Node("constant", (), value), value)

    def named_constant(self, name: str) -> int:
        """The node of ``pi`` or ``E``."""
        return self._intern(Node(name), CONSTANTS[name])

    def held(self, name: str, number: float) -> int:
        """The node of a variable that is held: it counts as its number and prints as its name."""
        return self._intern(Node("held", (), Held(name, number)), number)

    def variable(self, name: str) -> int:
        """The node of a parameter or data column."""
        return self._intern(Node("variable", (), name), None)

    # ----------------------------------------------------------------- queries

    def reachable(self, outputs: Iterable[int], ends: Collection[int] = ()) -> list[int]:
        """Indices of all nodes the outputs depend on, ascending (arguments first); what only nodes of ``ends`` depend
        on is left out.
        """
        seen: set[int] = set()
        stack = list(outputs)
        while stack:
            index = stack.pop()
            if index not in seen:
                seen.add(index)
                if index not in ends:
                    stack.extend(self.nodes[index].arguments)
        return sorted(seen)

    def has(self, operation: str, *arguments: int) -> bool:
        """Whether this operation of these nodes is in the graph."""
        return Node(operation, arguments) in self._index

    def depth(self, output: int) -> int:
        """Longest chain of operations below a node."""
        depths: dict[int, int] = {}
        for index in self.reachable([output]):
            depths[index] = 1 + max((depths[a] for a in self.nodes[index].arguments), default=-1)
        return depths[output]

    # ------------------------------------------------------------------ copying

    def copied(
        self, outputs: Iterable[int], place: Callable[[Node], int], ends: Mapping[int, int] | None = None
    ) -> dict[int, int]:
        """Put what the outputs depend on elsewhere, and tell where each node went.

        ``place`` takes the nodes one by one, their arguments already elsewhere: another graph's ``take_over`` copies
        them exactly.  ``ends`` are nodes that have a place there beforehand; what is below them stays behind.

        >>> source, target = Nodes(), Nodes()
        >>> product = source.take_over(Node("multiply", (source.variable("x"), source.variable("y"))))
        >>> source.copied([product], target.take_over, {source.variable("x"): target.variable("z")})
        {0: 0, 1: 1, 2: 2}
        >>> [node.label for node in target.nodes]
        ['z', 'y', None]
        """
        places = dict(ends or {})
        for index in self.reachable(outputs, places):
            if index not in places:
                operation, arguments, label = self.nodes[index]
                places[index] = place(Node(operation, tuple(places[argument] for argument in arguments), label))
        return places

    # ---------------------------------------------------------------- interning

    def _fold(self, operation: str, left: int, right: int) -> int | None:
        """The constant for an operation on two plain numbers when it prints short, else None."""
        if self.nodes[left].operation != "constant" or self.nodes[right].operation != "constant":
            return None
        value = self._evaluate(operation, (left, right))
        if value is None or not math.isfinite(value) or len(f"{value!r}") > LONGEST_FOLDED_NUMBER:
            return None
        return self.constant(value)

    def _evaluate(self, operation: str, arguments: tuple[int, ...]) -> float | None:
        """The number an operation on constants stands for; None when an argument is not constant."""
        values = [self.values[argument] for argument in arguments]
        if None in values:
            return None
        if operation == "add":
            return sum(value for value in values if value is not None)
        with np.errstate(all="ignore"):
            numbers = [np.float64(value or 0.0) for value in values]
            evaluate = OPERATIONS[operation]
            return float(reduce(evaluate, numbers) if operation in VARIADIC else evaluate(*numbers))

    def _apply(self, operation: str, arguments: tuple[int, ...]) -> int:
        node = Node(operation, arguments)
        known = self._index.get(node)
        return known if known is not None else self._intern(node, self._evaluate(operation, arguments))

    def take_over(self, node: Node) -> int:
        """A node exactly as it stands, without simplification; its arguments are nodes of this graph."""
        operation, arguments, label = node
        if isinstance(label, Held):
            return self.held(*label)
        if operation == "constant":
            return self.constant(float(label or 0.0))
        if operation in CONSTANTS:
            return self.named_constant(operation)
        return self._apply(operation, arguments) if arguments else self._intern(node, None)

    def _intern(self, node: Node, value: float | None) -> int:
        index = self._index.setdefault(node, len(self.nodes))
        if index == len(self.nodes):
            self.nodes.append(node)
            self.values.append(value)
        return index
