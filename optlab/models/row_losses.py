r"""What a wrong prediction costs: the loss of one row, as a node of the model's graph.

==========  =======================================  =====================================================
name        of a value, with r = prediction - y      of classes, with one output z a class
==========  =======================================  =====================================================
squared     :math:`r^2`
absolute    :math:`|r|`
huber       :math:`r^2/2` up to :math:`|r| = 1`,
            beyond it :math:`|r| - 1/2`
log                                                  logsumexp(z) - z of the right class
hinge                                                Σ max(0, 1 + z - z of the right class), wrong classes
==========  =======================================  =====================================================

Two classes have one output, the log-odds of the second: with s = -1 or 1 for the first and the second log is
``softplus(-s*z)`` and hinge ``max(0, 1 - s*z)``.  All are finite for outputs of any size, and so are their slopes; the
log-loss of two classes keeps its digits there, that of more is exact to the rounding of its outputs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from optlab.expressions import Graph
from optlab.expressions.graph.exponentials import logsumexp

RowLoss = Callable[[Graph, Sequence[int], Sequence[int]], int]
"""``(graph, outputs, targets) -> node``: of a value one output and one target, of two classes one output and a target
0 or 1, of more classes as many outputs and indicators."""

MARGIN = 1.0
"""Where Huber's loss turns from a square into a line."""


def _squared(graph: Graph, outputs: Sequence[int], targets: Sequence[int]) -> int:
    return graph.power(graph.subtract(outputs[0], targets[0]), graph.constant(2.0))


def _absolute(graph: Graph, outputs: Sequence[int], targets: Sequence[int]) -> int:
    return graph.apply("abs", graph.subtract(outputs[0], targets[0]))


def _huber(graph: Graph, outputs: Sequence[int], targets: Sequence[int]) -> int:
    residual = graph.subtract(outputs[0], targets[0])
    size = graph.apply("abs", residual)
    near = graph.multiply(graph.constant(0.5), graph.power(residual, graph.constant(2.0)))
    far = graph.add(size, graph.constant(-0.5))
    return graph.apply("where", graph.apply("less_equal", size, graph.constant(MARGIN)), near, far)


def _log(graph: Graph, outputs: Sequence[int], targets: Sequence[int]) -> int:
    if len(outputs) == 1:
        # not softplus(z) - y*z: that has no digits left where the model is sure and right
        return graph.apply("softplus", graph.multiply(_side(graph, targets[0], -1.0), outputs[0]))
    return graph.subtract(logsumexp(graph, list(outputs)), _right(graph, outputs, targets))


def _hinge(graph: Graph, outputs: Sequence[int], targets: Sequence[int]) -> int:
    one = graph.constant(1.0)
    if len(outputs) == 1:
        return graph.apply("relu", graph.subtract(one, graph.multiply(_side(graph, targets[0], 1.0), outputs[0])))
    right = _right(graph, outputs, targets)
    excess = [graph.apply("relu", graph.add(one, output, graph.negative(right))) for output in outputs]
    return graph.add(*excess, graph.constant(-1.0))  # the right class itself counts 1


def _side(graph: Graph, target: int, second: float) -> int:
    """``second`` for the second of two classes, minus that for the first."""
    return graph.add(graph.multiply(graph.constant(2.0 * second), target), graph.constant(-second))


def _right(graph: Graph, outputs: Sequence[int], targets: Sequence[int]) -> int:
    """The output of the right class."""
    return graph.add(*(graph.multiply(target, output) for target, output in zip(targets, outputs, strict=True)))


OF_VALUES: dict[str, RowLoss] = {"squared": _squared, "absolute": _absolute, "huber": _huber}
OF_CLASSES: dict[str, RowLoss] = {"log": _log, "hinge": _hinge}
