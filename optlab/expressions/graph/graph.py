"""The computational graph: nodes, and the constructors that simplify what they put together.

Spellings that would overflow or cancel far out are replaced as they are made: ``recognition`` has the table.

>>> graph = Graph()
>>> x = graph.variable("x")
>>> graph.multiply(x, x) == graph.power(x, graph.constant(2.0))
True
"""

from __future__ import annotations

from collections.abc import Sequence

from optlab.expressions.graph import recognition
from optlab.expressions.graph.nodes import Nodes


class Graph(Nodes):
    """Nodes of one or several expressions that share their common parts."""

    # -------------------------------------------------------------- arithmetic

    def add(self, *terms: int) -> int:
        """Sum of any number of nodes: zeros vanish, numbers gather, equal terms become multiples."""
        number, counts = 0.0, dict[int, float]()
        for term in terms:
            if self.nodes[term].operation == "constant":
                number += self.values[term] or 0.0
            elif self.nodes[term].operation == "negative":
                counts[self.nodes[term].arguments[0]] = counts.get(self.nodes[term].arguments[0], 0.0) - 1.0
            else:
                counts[term] = counts.get(term, 0.0) + 1.0
        recognised = recognition.total(self, number, counts) if len(counts) <= 2 else None
        if recognised is not None:
            return recognised
        kept = [t if c == 1.0 else self.multiply(self.constant(c), t) for t, c in counts.items() if c != 0.0]
        if number != 0.0:
            kept.append(self.constant(number))
        if len(kept) <= 1:
            return kept[0] if kept else self.constant(0.0)
        return self._apply("add", tuple(kept))

    def subtract(self, left: int, right: int) -> int:
        """Difference of two nodes."""
        return self.add(left, self.negative(right))

    def negative(self, argument: int) -> int:
        """A node with the opposite sign."""
        node = self.nodes[argument]
        if node.operation == "constant":
            return self.constant(-(self.values[argument] or 0.0))
        return node.arguments[0] if node.operation == "negative" else self._apply("negative", (argument,))

    def multiply(self, left: int, right: int) -> int:
        """Product: signs move outside, constants to the front, reciprocals below, equal factors become a square."""
        if self.values[left] is None and self.values[right] is not None:
            left, right = right, left
        if self.values[left] is not None:
            return self._scale(left, right)
        for node, other in ((self.nodes[left], right), (self.nodes[right], left)):
            if node.operation == "negative":
                return self.negative(self.multiply(node.arguments[0], other))
            if node.operation == "multiply" and self.values[node.arguments[0]] is not None:
                return self.multiply(node.arguments[0], self.multiply(node.arguments[1], other))
            if node.operation == "divide" and self.values[node.arguments[0]] == 1.0:
                return self.divide(other, node.arguments[1])
        if left == right:
            return self.power(left, self.constant(2.0))
        recognised = recognition.product(self, left, right)
        return self._apply("multiply", (min(left, right), max(left, right))) if recognised is None else recognised

    def _scale(self, factor: int, other: int) -> int:
        """A constant times a node."""
        value, node = self.values[factor], self.nodes[other]
        if value == 0.0 or self.values[other] == 0.0:
            return self.constant(0.0)
        if value == 1.0 or self.values[other] == 1.0:
            return other if value == 1.0 else factor
        if self.nodes[factor].operation == "constant" and value is not None and value < 0.0:
            return self.negative(self.multiply(self.constant(-value), other))
        if node.operation == "negative":
            return self.negative(self.multiply(factor, node.arguments[0]))
        folded = self._fold("multiply", factor, other)
        if folded is None and node.operation == "multiply":
            inner = self._fold("multiply", factor, node.arguments[0])
            folded = None if inner is None else self.multiply(inner, node.arguments[1])
        return self._apply("multiply", (factor, other)) if folded is None else folded

    def divide(self, left: int, right: int) -> int:
        """Quotient: signs move outside, a node over itself is 1."""
        if self.nodes[left].operation == "negative":
            return self.negative(self.divide(self.nodes[left].arguments[0], right))
        if self.values[right] == 1.0 or (self.values[left] == 0.0 and self.values[right] != 0.0):
            return left
        if left == right and self.values[left] is None:
            return self.constant(1.0)
        folded = self._fold("divide", left, right)
        if folded is not None:
            self.ratios.setdefault(folded, (self.values[left] or 0.0, self.values[right] or 0.0))
            return folded
        recognised = recognition.quotient(self, left, right)
        return self._apply("divide", (left, right)) if recognised is None else recognised

    def power(self, base: int, exponent: int) -> int:
        """Base to an exponent; whole powers of whole powers join."""
        if self.values[exponent] == 1.0 or self.values[base] == 1.0:
            return base
        if self.values[exponent] == 0.0:
            return self.constant(1.0)
        folded = self._fold("power", base, exponent)
        inner = self.nodes[base]
        if inner.operation == "power" and self._is_whole(exponent) and self._is_whole(inner.arguments[1]):
            return self.power(inner.arguments[0], self.multiply(inner.arguments[1], exponent))
        if folded is None:
            folded = recognition.power(self, base, exponent)
        return self._apply("power", (base, exponent)) if folded is None else folded

    def product(self, factors: Sequence[int]) -> int:
        """Product of many factors as a balanced tree, so that wide products stay shallow."""
        level = list(factors) or [self.constant(1.0)]
        while len(level) > 1:
            pairs = [self.multiply(*level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
            level = pairs + level[len(level) - len(level) % 2 :]
        return level[0]

    # --------------------------------------------------------------- functions

    def apply(self, operation: str, *arguments: int) -> int:
        """The node of a function in OPERATIONS; arithmetic goes through its simplifying constructor."""
        if operation in ("add", "subtract", "negative", "multiply", "divide", "power"):
            return int(getattr(self, operation)(*arguments))
        if operation == "where" and (self.values[arguments[0]] is not None or arguments[1] == arguments[2]):
            return arguments[2] if self.values[arguments[0]] == 0.0 else arguments[1]
        if operation == "log" and self.values[arguments[0]] is None:
            recognised = recognition.logarithm(self, arguments[0])
            if recognised is not None:
                return recognised
        return self._apply(operation, arguments)

    def _is_whole(self, index: int) -> bool:
        value = self.values[index]
        return value is not None and value.is_integer() and 0.0 < value < 1e6
