r"""Before a loss over rows of data is compiled: what does not depend on the rows leaves the mean over them.

A mean is linear, so :math:`\frac1n \sum_i a\, z_i = a \cdot \frac1n \sum_i z_i`; factors that hold parameters and
numbers alone are then multiplied once a run instead of once a row.  On request, sums such as
:math:`w_1 x_1 + w_2 x_2 + w_3 x_3` become one "linear" node, which a back end can hand to a matrix product.

The rewritten graph has two operations of its own: ``mean(z)``, over the rows, and
``linear(a1, z1, a2, z2, …)`` = a1*z1 + a2*z2 + …, where only the z vary with the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.nodes import Node

FEWEST_TERMS = 3
"""Row-varying terms from which a sum becomes "linear"."""


def averaged(
    graph: Graph, outputs: Sequence[int], columns: Collection[str], *, linear: bool
) -> tuple[Graph, list[int]]:
    """A new graph, and in it the means over the rows of ``outputs``; ``columns`` are the names that vary with the rows.

    >>> graph = Graph()
    >>> w, x = graph.variable("w"), graph.variable("x")
    >>> rewritten, [mean] = averaged(graph, [graph.multiply(w, x)], ["x"], linear=False)
    >>> rewritten.nodes[mean].operation, [rewritten.nodes[a].operation for a in rewritten.nodes[mean].arguments]
    ('multiply', ['variable', 'mean'])
    """
    contraction = _Contraction(columns, linear)
    places = graph.copied(outputs, contraction.place)
    return contraction.graph, [contraction.mean(places[output]) for output in outputs]


def gathered(graph: Graph, outputs: Sequence[int], columns: Collection[str]) -> tuple[Graph, list[int]]:
    """A new graph, and in it ``outputs`` row by row, sums of many terms as "linear" nodes."""
    contraction = _Contraction(columns, linear=True)
    places = graph.copied(outputs, contraction.place)
    return contraction.graph, [places[output] for output in outputs]


class _Contraction:
    """The new graph and, for each of its nodes, whether it varies with the rows."""

    def __init__(self, columns: Collection[str], linear: bool) -> None:
        self.graph = Graph()
        self._columns = frozenset(columns)
        self._linear = linear
        self._varies: list[bool] = []
        self._split: dict[int, tuple[int, int]] = {}

    def place(self, node: Node) -> int:
        """Take over a node whose arguments are in the new graph already."""
        if node.operation == "xlogy" and self._is_weighted_row(*node.arguments):
            node = Node("multiply", (node.arguments[0], self.place(Node("log", node.arguments[1:]))))
        index = self._sum(node.arguments) if node.operation == "add" and self._linear else self.graph.take_over(node)
        self._remember_split(index)
        return index

    def _is_weighted_row(self, weight: int, row: int) -> bool:
        """Whether w*log(x) is a parameter's multiple of a row's number, which a mean or a matrix product can take."""
        return self._varies_with_rows(row) and not self._varies_with_rows(weight)

    def mean(self, node: int) -> int:
        """The mean of a node over the rows, with everything that may leave it outside."""
        outside: list[int] = []
        while self.graph.nodes[node].operation == "add":
            terms = self.graph.nodes[node].arguments
            varying = [term for term in terms if self._varies_with_rows(term)]
            if len(varying) != 1:
                break
            outside += [term for term in terms if term != varying[0]]
            node = varying[0]
        if not self._varies_with_rows(node):
            return node
        factor, core = self._split.get(node, (self._one(), node))
        inside = self.graph.multiply(factor, self.graph.take_over(Node("mean", (core,))))
        return self.graph.add(*outside, inside)

    def _one(self) -> int:
        return self.graph.constant(1.0)

    def _varies_with_rows(self, node: int) -> bool:
        for operation, arguments, label in self.graph.nodes[len(self._varies) :]:
            if arguments:
                varies = operation != "mean" and any(self._varies[argument] for argument in arguments)
            else:
                varies = operation == "variable" and label in self._columns
            self._varies.append(varies)
        return self._varies[node]

    def _remember_split(self, node: int) -> None:
        """Split a node into factor times core, where only the core varies with the rows."""
        operation, arguments, _ = self.graph.nodes[node]
        if operation not in ("negative", "multiply") or not self._varies_with_rows(node):
            return
        if operation == "multiply" and not any(argument in self._split for argument in arguments):
            fixed = [argument for argument in arguments if not self._varies[argument]]
            if not fixed:
                return
            if self.graph.values[fixed[0]] is None:  # w*x, as most are
                self._split[node] = fixed[0], arguments[1 - arguments.index(fixed[0])]
                return
        pairs = [self._pair(argument) for argument in arguments]
        factor = self.graph.product([pair[0] for pair in pairs])
        cores = [pair[1] for pair in pairs if pair[1] is not None]
        if operation == "negative":
            factor = self.graph.negative(factor)
        if self.graph.values[factor] != 1.0:
            self._split[node] = factor, self.graph.product(cores)

    def _pair(self, node: int) -> tuple[int, int | None]:
        """(factor, core) of an argument; a node that does not vary is all factor."""
        return self._split.get(node, (self._one(), node)) if self._varies_with_rows(node) else (node, None)

    def _sum(self, terms: Sequence[int]) -> int:
        """A sum, its row-varying terms gathered in one "linear" node when they are many."""
        varying = [term for term in terms if self._varies_with_rows(term)]
        if len(varying) < FEWEST_TERMS:
            return self.graph.take_over(Node("add", tuple(terms)))
        weights: dict[int, list[int]] = {}
        for term in varying:
            factor, core = self._split.get(term, (self._one(), term))
            weights.setdefault(core, []).append(factor)
        pairs = [place for core in sorted(weights) for place in (self.graph.add(*weights[core]), core)]
        node = self.graph.take_over(Node("linear", tuple(pairs)))
        fixed = [term for term in terms if not self._varies_with_rows(term)]
        return self.graph.take_over(Node("add", (node, self.graph.add(*fixed)))) if fixed else node
