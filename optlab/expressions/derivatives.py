r"""Reverse-mode differentiation: one walk over the graph, from the loss back to its parameters, makes new nodes.

Every node gets its *adjoint* :math:`\bar v = \partial L / \partial v`.  The walk goes through the nodes in descending
order; a node hands to each argument its own adjoint times the local slope (the chain rule), and a node used in several
places sums what it is handed.  The result is again a graph, so differentiating it once more gives second derivatives.

Choices where the derivative does not exist: ``abs`` and ``sign`` have slope 0 at 0, ``relu`` slope 0 at 0 (as
PyTorch), ``max``/``min`` share the slope half and half at a tie (as SymPy), ``floor`` and comparisons have slope 0.
A root of what is never negative (``sqrt(x^2 + y^2)``, ``sqrt(abs(x))``, ``abs(x)^0.3``) has its minimum where that
is 0, and its slope there is taken as 0, a subgradient; ``sqrt(x)`` and ``cbrt(x)`` have an infinite slope at 0.

Under ``where`` a branch that is not taken must hand back exactly 0 even where its own slope is infinite or nan
(0 * inf would be nan).  So an adjoint that comes through a ``where`` carries its condition as a *mask*, and what it
has become is wrapped in ``where(mask, adjoint, 0)`` before it meets adjoints of another mask or leaves the walk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from optlab.expressions.graph.fractions import less_one
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.signs import NOT_NEGATIVE, sign_of
from optlab.expressions.slopes_far_out import FAR_OUT, Slopes


class Differentiated(NamedTuple):
    """A node of a graph with its partial derivatives: ``gradients`` are nodes, one for each of ``parameters``."""

    graph: Graph
    output: int
    gradients: tuple[int, ...]
    parameters: tuple[str, ...]


class Contribution(NamedTuple):
    """A share of a node's adjoint; outside the condition ``mask`` it is exactly 0 (None: it counts everywhere)."""

    adjoint: int
    mask: int | None


def _number(graph: Graph, value: float) -> int:
    return graph.constant(value)


def _power(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    base, exponent = args
    if base == exponent:
        return node, g.multiply(node, g.apply("log", base))  # x^x: x*x^(x-1) would be 0 times infinity at 0
    constant = g.values[exponent]
    rooted = constant is None or (0.0 < constant < 1.0)
    towards_base = g.multiply(exponent, _root(g, "power", rooted, base, less_one(g, exponent)))
    if constant is not None:
        return towards_base, None
    if g.values[base] is not None:
        return None, g.multiply(node, g.apply("log", base))
    return towards_base, g.apply("power_log", base, exponent, _number(g, 1.0))


def _root(g: Graph, operation: str, rooted: bool, *args: int) -> int:
    """A quotient or power in the slope of a root; where what is under the root cannot be negative, it has its minimum
    at 0, and the slope of the root is taken as 0 there (infinite, it would meet the slope 0 of the minimum).
    """
    under = args[1] if operation == "divide" else args[0]
    if rooted and sign_of(g, under) == NOT_NEGATIVE:
        operation += "_or_zero"
    return g.apply(operation, *args)


def _divide(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    below = args[1]
    return g.divide(_number(g, 1.0), below), g.negative(g.divide(node, below))


def _tan(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (g.add(_number(g, 1.0), g.power(node, _number(g, 2.0))),)


def _tanh(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    if g.has("logcosh", *args) or g.has("sech", *args):  # 1 - tanh² has no digits left where it is tiny
        return (g.power(g.apply("sech", *args), _number(g, 2.0)),)
    return (g.subtract(_number(g, 1.0), g.power(node, _number(g, 2.0))),)


def _arc(sign: float) -> Slopes:
    """Asin (+1) and acos (-1): slope ±1/sqrt(1 - x²)."""

    def slopes(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
        inside = g.subtract(_number(g, 1.0), g.power(args[0], _number(g, 2.0)))
        return (g.divide(_number(g, sign), g.apply("sqrt", inside)),)

    return slopes


def _root_of_square(shift: float) -> Slopes:
    """Asinh (+1) and acosh (-1): slope 1/sqrt(x² ± 1)."""

    def slopes(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
        inside = g.add(g.power(args[0], _number(g, 2.0)), _number(g, shift))
        return (g.divide(_number(g, 1.0), g.apply("sqrt", inside)),)

    return slopes


def _atanh(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (g.divide(_number(g, 1.0), g.subtract(_number(g, 1.0), g.power(args[0], _number(g, 2.0)))),)


def _atan(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (g.divide(_number(g, 1.0), g.add(_number(g, 1.0), g.power(args[0], _number(g, 2.0)))),)


def _atan2(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    y, x = args
    square = g.add(g.power(x, _number(g, 2.0)), g.power(y, _number(g, 2.0)))
    return _root(g, "divide", True, x, square), g.negative(_root(g, "divide", True, y, square))


def _erf(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    bell = g.apply("exp", g.negative(g.power(args[0], _number(g, 2.0))))
    return (g.multiply(g.divide(_number(g, 2.0), g.apply("sqrt", g.named_constant("pi"))), bell),)


def _cbrt(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    below = g.multiply(_number(g, 3.0), g.power(node, _number(g, 2.0)))
    return (_root(g, "divide", sign_of(g, args[0]) == NOT_NEGATIVE, _number(g, 1.0), below),)


def _sqrt(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (_root(g, "divide", True, _number(g, 0.5), node),)


def _sigmoid(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (g.multiply(node, g.apply("sigmoid", g.negative(args[0]))),)  # s(x) s(-x): no cancellation for large x


def _extremum(sign: float) -> Slopes:
    """Max (+1) and min (-1): the step function of the difference, 1/2 at a tie."""

    def slopes(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
        lead = g.multiply(_number(g, sign), g.subtract(args[0], args[1]))
        return g.apply("heaviside", lead), g.apply("heaviside", g.negative(lead))

    return slopes


def _where(g: Graph, node: int, args: tuple[int, ...]) -> Iterator[int | None]:
    """1 towards the branch that is taken, 0 towards the other."""
    # one by one, so that what is made of the first slope stands before the second in the graph, and prints before it
    yield None
    yield args[0]
    yield g.apply("not", args[0])


SLOPES: dict[str, Slopes] = {
    "add": lambda g, node, args: tuple(_number(g, 1.0) for _ in args),
    "negative": lambda g, node, args: (_number(g, -1.0),),
    "multiply": lambda g, node, args: (args[1], args[0]),
    "divide": _divide,
    "power": _power,
    "sqrt": _sqrt,
    "cbrt": _cbrt,
    "exp": lambda g, node, args: (node,),
    "log": lambda g, node, args: (g.divide(_number(g, 1.0), args[0]),),
    "sin": lambda g, node, args: (g.apply("cos", args[0]),),
    "cos": lambda g, node, args: (g.negative(g.apply("sin", args[0])),),
    "tan": _tan,
    "asin": _arc(1.0),
    "acos": _arc(-1.0),
    "atan": _atan,
    "atan2": _atan2,
    "sinh": lambda g, node, args: (g.apply("cosh", args[0]),),
    "cosh": lambda g, node, args: (g.apply("sinh", args[0]),),
    "tanh": _tanh,
    "asinh": _root_of_square(1.0),
    "acosh": _root_of_square(-1.0),
    "atanh": _atanh,
    "erf": _erf,
    "sigmoid": _sigmoid,
    "softplus": lambda g, node, args: (g.apply("sigmoid", args[0]),),
    "relu": lambda g, node, args: (g.apply("less", _number(g, 0.0), args[0]),),
    "abs": lambda g, node, args: (g.apply("sign", args[0]),),
    "max": _extremum(1.0),
    "min": _extremum(-1.0),
    "where": _where,
    **FAR_OUT,
}
"""Local slopes; operations without an entry (sign, floor, heaviside, comparisons) have slope 0 everywhere."""


def local_slopes(graph: Graph, index: int) -> Iterable[int | None]:
    """The slope of a node towards each of its arguments, as nodes; None where it is 0 everywhere."""
    operation, arguments, _ = graph.nodes[index]
    return SLOPES[operation](graph, index, arguments) if operation in SLOPES else (None,) * len(arguments)


def gradient(graph: Graph, output: int, variables: Sequence[int]) -> list[int]:
    """Nodes of the derivatives of ``output`` with respect to each of ``variables`` (nodes), in that order.

    New nodes are added to ``graph``; their number is at most a small multiple of the nodes ``output`` depends on.
    """
    received: dict[int, list[Contribution]] = {output: [Contribution(_number(graph, 1.0), None)]}
    for index in reversed(graph.reachable([output])):
        if index in received and graph.values[index] is None and graph.nodes[index].arguments:
            adjoint = _total(graph, received[index])
            for argument, share in _shares(graph, index, adjoint):
                if graph.values[argument] is None:
                    received.setdefault(argument, []).append(share)
    return [_masked(graph, _total(graph, received.get(variable, []))) for variable in variables]


def differentiated(graph: Graph, output: int, parameters: Sequence[str]) -> Differentiated:
    """``output`` with its gradient; the new nodes go to the same graph, which so shares the work of both.

    >>> graph = Graph()
    >>> square = graph.power(graph.variable("x"), graph.constant(2.0))
    >>> [graph.nodes[node].operation for node in differentiated(graph, square, ["x"]).gradients]
    ['multiply']
    """
    gradients = gradient(graph, output, [graph.variable(name) for name in parameters])
    return Differentiated(graph, output, tuple(gradients), tuple(parameters))


def _total(graph: Graph, shares: list[Contribution]) -> Contribution:
    """The sum of what a node was handed; it counts wherever one of the shares does."""
    masks = {share.mask for share in shares}
    if len(masks) <= 1:
        return Contribution(graph.add(*(share.adjoint for share in shares)), masks.pop() if masks else None)
    adjoint = graph.add(*(_masked(graph, share) for share in shares))
    if None in masks:
        return Contribution(adjoint, None)
    ordered = sorted(mask for mask in masks if mask is not None)
    return Contribution(adjoint, reduce(lambda left, right: graph.apply("either", left, right), ordered))


def _masked(graph: Graph, share: Contribution) -> int:
    """The adjoint as a plain node: 0 outside its mask."""
    return share.adjoint if share.mask is None else graph.apply("where", share.mask, share.adjoint, _number(graph, 0.0))


def _shares(graph: Graph, index: int, received: Contribution) -> list[tuple[int, Contribution]]:
    """What a node hands to each of its arguments: slope times adjoint, but of ``where`` the slope becomes a mask."""
    operation, arguments, _ = graph.nodes[index]
    share = _behind if operation == "where" else _scaled
    slopes = zip(arguments, local_slopes(graph, index), strict=True)
    return [(argument, share(graph, slope, received)) for argument, slope in slopes if slope is not None]


def _scaled(graph: Graph, slope: int, received: Contribution) -> Contribution:
    return Contribution(graph.multiply(slope, received.adjoint), received.mask)


def _behind(graph: Graph, taken: int, received: Contribution) -> Contribution:
    """The adjoint as it is, to count only where the branch is taken."""
    mask = taken if received.mask is None else graph.apply("both", received.mask, taken)
    return Contribution(received.adjoint, mask)


def hessian_product(graph: Graph, gradients: Sequence[int], variables: Sequence[int]) -> tuple[list[int], list[int]]:
    r"""Nodes of :math:`H u` and of the direction :math:`u` itself (new variables), by differentiating
    :math:`\nabla L \cdot u` once more: never the matrix, so the cost stays a small multiple of the gradient's.

    The direction's variables are named "1:direction", "2:direction", …, which no formula can spell.
    """
    direction = [graph.variable(f"{i + 1}:direction") for i in range(len(variables))]
    along = graph.add(*(graph.multiply(g, u) for g, u in zip(gradients, direction, strict=True)))
    return gradient(graph, along, variables), direction
