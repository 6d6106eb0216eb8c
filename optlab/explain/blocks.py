"""A large graph made readable: operations that serve one other operation only are folded into it, smallest first.

What is folded stays exact: a block is an operation like any other, and its local slopes are the chain rule inside it.
"""

from __future__ import annotations

from collections.abc import Callable

from optlab.expressions import Graph

Visible = frozenset[int]

AT_ONCE = frozenset(["negative", "less", "less_equal", "equal", "not_equal", "both", "either", "not"])
"""Operations that teach nothing by themselves: signs, and conditions, which have no slope."""


def folded(graph: Graph, output: int, fits: Callable[[Visible], bool]) -> Visible | None:
    """The nodes to draw: as many as possible of the variables and operations such that ``fits`` says yes; None when no
    folding fits.

    >>> from optlab.expressions import parse
    >>> formula = parse("(1-x)^2")
    >>> sorted(formula.graph.nodes[node].operation for node in folded(*formula[:2], lambda shown: True))
    ['add', 'power', 'variable']
    """
    order = [index for index in graph.reachable([output]) if graph.values[index] is None]
    blocks = _Blocks({index: tuple(dict.fromkeys(_moving(graph, index))) for index in order}, output)
    for index in order:
        if graph.nodes[index].operation in AT_ONCE and blocks.serves_one(index):
            blocks.fold(index)
    while not fits(frozenset(blocks.inputs)):
        choices = [index for index in blocks.inputs if blocks.serves_one(index)]
        if not choices:
            return None
        blocks.fold(min(choices, key=blocks.cost))
    return frozenset(blocks.inputs)


def inputs_of(graph: Graph, node: int, visible: Visible) -> tuple[int, ...]:
    """The visible nodes that a visible node depends on, through what is folded into it."""
    inputs: dict[int, None] = {}
    stack = list(reversed(_moving(graph, node)))
    while stack:
        index = stack.pop()
        if index in visible:
            inputs[index] = None
        else:
            stack.extend(reversed(_moving(graph, index)))
    return tuple(inputs)


def _moving(graph: Graph, index: int) -> list[int]:
    return [argument for argument in graph.nodes[index].arguments if graph.values[argument] is None]


class _Blocks:
    """The blocks while they are being made: their inputs, who uses them, and how many operations they hold."""

    def __init__(self, inputs: dict[int, tuple[int, ...]], output: int) -> None:
        self.inputs = inputs
        self.output = output
        self.users: dict[int, set[int]] = {index: set() for index in inputs}
        self.sizes = dict.fromkeys(inputs, 1)
        for user, parts in inputs.items():
            for part in parts:
                self.users[part].add(user)

    def serves_one(self, index: int) -> bool:
        """Whether it is an operation that a single other one uses."""
        return index != self.output and bool(self.inputs[index]) and len(self.users[index]) == 1

    def cost(self, index: int) -> tuple[int, int]:
        """The size of the block that folding would make."""
        (user,) = self.users[index]
        return self.sizes[index] + self.sizes[user], index

    def fold(self, index: int) -> None:
        """Make an operation a part of its only user."""
        (user,) = self.users.pop(index)
        parts = self.inputs.pop(index)
        place = self.inputs[user].index(index)
        self.inputs[user] = tuple(dict.fromkeys((*self.inputs[user][:place], *parts, *self.inputs[user][place + 1 :])))
        for part in parts:
            self.users[part] = (self.users[part] - {index}) | {user}
        self.sizes[user] += self.sizes.pop(index)
