"""Local slopes of the functions that keep their digits, made of such functions again: curvatures keep theirs too."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from optlab.expressions.graph.exponentials import logsumexp
from optlab.expressions.graph.fractions import less_one
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.signs import NOT_NEGATIVE, sign_of

Slopes = Callable[[Graph, int, tuple[int, ...]], Iterable[int | None]]
"""(graph, node, arguments) -> the local slope towards each argument; None for zero."""


def _logsumexp(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    """The softmax of each argument, as a sigmoid of it less all others: 1 - p of a p near 1 would lose its digits."""
    others = [logsumexp(g, [*args[:place], *args[place + 1 :]]) for place in range(len(args))]
    return tuple(g.apply("sigmoid", g.subtract(own, rest)) for own, rest in zip(args, others, strict=True))


def _expm1(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (g.apply("exp", args[0]),)


def _log1p(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (g.divide(g.constant(1.0), g.add(args[0], g.constant(1.0))),)


def _erfc(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    bell = g.apply("exp", g.negative(g.power(args[0], g.constant(2.0))))
    return (g.negative(g.multiply(g.divide(g.constant(2.0), g.apply("sqrt", g.named_constant("pi"))), bell)),)


def _sech(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (g.negative(g.multiply(node, g.apply("tanh", args[0]))),)


def _sqrt1pm1(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return (g.divide(g.constant(0.5), g.apply("sqrt", g.add(args[0], g.constant(1.0)))),)


def _xlogy(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return g.apply("log", args[1]), _over(g, args[0], args[1])


def _xlog1py(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return g.apply("log1p", args[1]), _over(g, args[0], g.add(args[1], g.constant(1.0)))


def _xdivy(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    return g.divide(g.constant(1.0), args[1]), g.negative(_over(g, node, args[1]))


def _over(g: Graph, above: int, below: int) -> int:
    """``above/below``, and 0 where both are 0, which a number above is not."""
    if above == below or g.values[above] is not None:
        return g.divide(above, below)
    return g.apply("xdivy", above, below)


def _divide_or_zero(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    below = args[1]
    return g.apply("divide_or_zero", g.constant(1.0), below), g.negative(g.apply("divide_or_zero", node, below))


def _powers(slope: str) -> Slopes:
    """Powers of which the slope is a multiple of another kind of power."""

    def slopes(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
        base, exponent = args
        towards_base = g.multiply(exponent, g.apply(slope, base, less_one(g, exponent)))
        if g.values[exponent] is not None:
            return towards_base, None
        return towards_base, g.apply("power_log", base, exponent, g.constant(1.0))

    return slopes


def _power_log(g: Graph, node: int, args: tuple[int, ...]) -> tuple[int | None, ...]:
    base, exponent, times = args
    count = g.values[times] or 0.0
    lower = g.add(exponent, g.constant(-1.0))
    fewer = g.apply("power_or_zero" if sign_of(g, base) == NOT_NEGATIVE else "power", base, lower)
    if count > 1.0:
        fewer = g.multiply(times, g.apply("power_log", base, lower, g.constant(count - 1.0)))
    towards_base = g.add(g.multiply(exponent, g.apply("power_log", base, lower, times)), fewer)
    return towards_base, g.apply("power_log", base, exponent, g.constant(count + 1.0)), None


FAR_OUT: dict[str, Slopes] = {
    "logsumexp": _logsumexp,
    "log1p": _log1p,
    "expm1": _expm1,
    "erfc": _erfc,
    "sech": _sech,
    "logcosh": lambda g, node, args: (g.apply("tanh", args[0]),),
    "sqrt1pm1": _sqrt1pm1,
    "xlogy": _xlogy,
    "xlog1py": _xlog1py,
    "xdivy": _xdivy,
    "divide_or_zero": _divide_or_zero,
    "power_or_zero": _powers("power_or_zero"),
    "even_power": _powers("odd_power"),
    "odd_power": _powers("even_power"),
    "power_log": _power_log,
}
