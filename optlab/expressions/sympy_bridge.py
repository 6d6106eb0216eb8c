"""SymPy expressions made in Python to the graph, and the graph back to SymPy for reading.

Text never comes this way (see ``parser``).  Variables are matched by *name*: ``Symbol("x")`` and
``Symbol("x", real=True)``, which SymPy keeps apart with silently zero derivatives, are the same parameter here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.matexpr import MatrixElement

from optlab.errors import ExpressionError
from optlab.expressions.functions import ALIASES, FUNCTIONS, RESERVED
from optlab.expressions.graph import Graph
from optlab.expressions.parser import Formula, natural_order

MOST_TERMS = 100_000
"""Terms that the sums and products of one expression may unroll to."""

LARGEST_EXACT = 2**53

SYMPY_FUNCTIONS: dict[type, str] = {
    sympy.sin: "sin",
    sympy.cos: "cos",
    sympy.tan: "tan",
    sympy.asin: "asin",
    sympy.acos: "acos",
    sympy.atan: "atan",
    sympy.atan2: "atan2",
    sympy.sinh: "sinh",
    sympy.cosh: "cosh",
    sympy.tanh: "tanh",
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.erf: "erf",
    sympy.Abs: "abs",
    sympy.sign: "sign",
    sympy.floor: "floor",
    sympy.Heaviside: "heaviside",
    sympy.StrictLessThan: "less",
    sympy.LessThan: "less_equal",
    sympy.Equality: "equal",
    sympy.Unequality: "not_equal",
    sympy.Not: "not",
}

CHAINS: dict[type, str] = {sympy.Max: "max", sympy.Min: "min", sympy.And: "both", sympy.Or: "either"}


def from_sympy(expression: sympy.Basic) -> tuple[Formula, dict[str, sympy.Symbol]]:
    """The graph of a SymPy expression and, for printing, its symbols by name; ExpressionError names what is refused."""
    reader = _Reader()
    output = reader.node(sympy.sympify(expression), {})
    names = [str(node.label) for node in reader.graph.nodes if node.operation == "variable"]
    return Formula(reader.graph, output, natural_order(names)), reader.symbols


class _Reader:
    """Converts by an explicit stack, so that depth is no limit; every sub-expression once for each index binding."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.symbols: dict[str, sympy.Symbol] = {}
        self._terms = 0

    def node(self, expression: sympy.Basic, indices: Mapping[sympy.Basic, int]) -> int:
        done: dict[int, int] = {}
        stack = [expression]
        while stack:
            current = stack[-1]
            if id(current) in done:
                stack.pop()
            elif isinstance(current, (sympy.Sum, sympy.Product)):
                done[id(current)] = self._unrolled(current, indices)
            else:
                missing = [part for part in _parts(current) if id(part) not in done]
                stack.extend(missing)
                if not missing:
                    done[id(current)] = self._convert(current, [done[id(part)] for part in _parts(current)], indices)
        return done[id(expression)]

    def _convert(self, part: sympy.Basic, arguments: list[int], indices: Mapping[sympy.Basic, int]) -> int:
        graph = self.graph
        if part in indices:
            return graph.constant(float(indices[part]))
        if part.is_Number or part.is_NumberSymbol or part in (sympy.true, sympy.false):
            return _number(graph, part)
        if isinstance(part, (sympy.Symbol, sympy.Indexed, MatrixElement)):
            return self._variable(part, indices)
        if part.is_Add:
            return graph.add(*arguments)
        if part.is_Mul:
            return _product(graph, part, arguments)
        if part.is_Pow:
            return _power(graph, part, arguments)
        if isinstance(part, sympy.Piecewise):
            return _piecewise(graph, arguments)
        return _function(graph, part, arguments)

    def _variable(self, part: sympy.Basic, indices: Mapping[sympy.Basic, int]) -> int:
        if isinstance(part, sympy.Indexed):
            places = [self.graph.values[self.node(index, indices)] for index in part.indices]
            if not all(place is not None and place.is_integer() for place in places):
                raise ExpressionError(f"the index of {part} is not a number", "use it inside Sum with literal bounds")
            name = str(part.base.label) + "_".join(str(int(place or 0)) for place in places)
        elif isinstance(part, MatrixElement):
            name = "_".join(str(piece) for piece in part.args)
        else:
            name = str(part)
        if name in RESERVED:
            raise ExpressionError(f"a variable cannot be called {name!r}", "choose a name that is not a function's")
        self.symbols.setdefault(name, part if isinstance(part, sympy.Symbol) else sympy.Symbol(name))
        return self.graph.variable(name)

    def _unrolled(self, part: sympy.Sum | sympy.Product, indices: Mapping[sympy.Basic, int]) -> int:
        index, first, last = part.limits[-1] if len(part.limits[-1]) == 3 else (None, None, None)
        bounds = [None if bound is None else self.graph.values[self.node(bound, indices)] for bound in (first, last)]
        if any(bound is None or not bound.is_integer() for bound in bounds):
            raise ExpressionError(f"{type(part).__name__} needs literal bounds", "such as Sum(term, (i, 1, 10))")
        start, stop = (int(bound or 0) for bound in bounds)
        self._terms += max(0, stop - start + 1)
        if self._terms > MOST_TERMS:
            raise ExpressionError(f"the sums have more than {MOST_TERMS:,} terms", "use fewer")
        body = part.function if len(part.limits) == 1 else part.func(part.function, *part.limits[:-1])
        terms = [self.node(body, {**indices, index: value}) for value in range(start, stop + 1)]
        return self.graph.add(*terms) if isinstance(part, sympy.Sum) else self.graph.product(terms)


def _parts(part: sympy.Basic) -> tuple[sympy.Basic, ...]:
    """The sub-expressions to convert first."""
    if isinstance(part, (sympy.Indexed, MatrixElement)):
        return ()
    if isinstance(part, sympy.Heaviside):
        return part.args[:1]
    if isinstance(part, sympy.Piecewise):
        return tuple(piece for pair in part.args for piece in pair.args)
    return part.args


def _number(graph: Graph, part: sympy.Basic) -> int:
    if part is sympy.pi or part is sympy.E:
        return graph.named_constant("pi" if part is sympy.pi else "E")
    if part in (sympy.true, sympy.false):
        return graph.constant(float(bool(part)))
    if part.is_finite is False or part is sympy.nan:
        raise ExpressionError(f"{part} is not a finite number", "a loss is made of finite numbers")
    if part.is_Rational and not part.is_Integer and max(abs(part.p), part.q) < LARGEST_EXACT:
        return graph.divide(graph.constant(float(part.p)), graph.constant(float(part.q)))
    try:
        return graph.constant(float(part))
    except OverflowError:
        raise ExpressionError("a number is too large", "numbers go up to about 1e308") from None


def _product(graph: Graph, part: sympy.Mul, arguments: list[int]) -> int:
    """Factors with a negative power go below a fraction bar, as one would write them."""
    above, below = [], []
    for factor, node in zip(part.args, arguments, strict=True):
        if factor.is_Pow and factor.exp == -1:
            below.append(graph.nodes[node].arguments[1] if graph.nodes[node].operation == "divide" else None)
        else:
            above.append(node)
    if not below or None in below:
        return graph.product(arguments)
    return graph.divide(graph.product(above), graph.product([node for node in below if node is not None]))


def _power(graph: Graph, part: sympy.Pow, arguments: list[int]) -> int:
    if part.exp == sympy.Rational(1, 2):
        return graph.apply("sqrt", arguments[0])
    if part.exp == -1:
        return graph.divide(graph.constant(1.0), arguments[0])
    if part.base is sympy.E:
        return graph.apply("exp", arguments[1])
    return graph.power(arguments[0], arguments[1])


def _piecewise(graph: Graph, arguments: list[int]) -> int:
    """``arguments`` alternate value and condition."""
    node = arguments[-2] if graph.values[arguments[-1]] == 1.0 else graph.constant(float("nan"))
    pairs = list(zip(arguments[::2], arguments[1::2], strict=True))
    for value, condition in reversed(pairs[:-1] if graph.values[arguments[-1]] == 1.0 else pairs):
        node = graph.apply("where", condition, value, node)
    return node


def _function(graph: Graph, part: sympy.Basic, arguments: list[int]) -> int:
    kind = type(part)
    if kind in (sympy.StrictGreaterThan, sympy.GreaterThan):
        return graph.apply("less" if kind is sympy.StrictGreaterThan else "less_equal", *reversed(arguments))
    if kind in CHAINS:
        return reduce(lambda left, right: graph.apply(CHAINS[kind], left, right), arguments)
    if kind in SYMPY_FUNCTIONS:
        return graph.apply(SYMPY_FUNCTIONS[kind], *arguments)
    name = str(part.func) if isinstance(part, AppliedUndef) else ""
    function = FUNCTIONS.get(ALIASES.get(name, name))
    if function is not None and function.fewest <= len(arguments) <= function.most:
        return function.build(graph, *arguments)
    known = ", ".join(FUNCTIONS)
    raise ExpressionError(f"{kind.__name__} is not supported: {str(part)[:60]}", f"known functions: {known}")


# ------------------------------------------------------------------- back to SymPy

LARGEST_EVALUATED = 120
"""Nodes up to which SymPy may tidy an expression itself; beyond, it is put together untouched, in linear time."""

SLOW_IN_SYMPY = frozenset({"max", "min", "abs", "sign", "floor", "heaviside", "where"})
MOST_SLOW = 6
"""SymPy compares the arguments of these functions with each other, at a cost that can explode."""

_RELATIONS: dict[str, Callable[..., sympy.Basic]] = {
    "less": sympy.StrictLessThan,
    "less_equal": sympy.LessThan,
    "equal": sympy.Equality,
    "not_equal": sympy.Unequality,
    "both": sympy.And,
    "either": sympy.Or,
    "not": sympy.Not,
}


def to_sympy(graph: Graph, output: int, symbols: Mapping[str, sympy.Symbol]) -> sympy.Expr:
    """The SymPy expression of a node; ``symbols`` gives the symbol to use for each variable name.

    Small expressions come tidied by SymPy's own rules; large ones, and functions on which those rules may take for
    ever, come as they are in the graph.
    """
    reachable = graph.reachable([output])
    slow = sum(graph.nodes[index].operation in SLOW_IN_SYMPY for index in reachable)
    tidy = len(reachable) <= LARGEST_EVALUATED and slow <= MOST_SLOW
    made: dict[int, sympy.Expr] = {}
    with sympy.evaluate(tidy):
        for index in reachable:
            node = graph.nodes[index]
            arguments = [made[argument] for argument in node.arguments]
            made[index] = _expression(graph, index, arguments, symbols, tidy)
    return made[output]


def _expression(
    graph: Graph, index: int, arguments: list[sympy.Expr], symbols: Mapping[str, sympy.Symbol], tidy: bool
) -> sympy.Expr:
    operation, places, label = graph.nodes[index]
    value = graph.values[index]
    if operation == "variable":
        return symbols.get(str(label), sympy.Symbol(str(label)))
    if operation in ("pi", "E"):
        return sympy.pi if operation == "pi" else sympy.E
    if operation == "constant" or (value is not None and not _exact(graph, index)):
        return _literal(value or 0.0)
    if not tidy and operation in SLOW_IN_SYMPY:
        return sympy.Function(operation)(*arguments)
    return _BUILD[operation](*arguments)


def _literal(value: float) -> sympy.Expr:
    if value != value:
        return sympy.nan
    if value in (float("inf"), float("-inf")):
        return sympy.oo if value > 0 else -sympy.oo
    if value.is_integer() and abs(value) < LARGEST_EXACT:
        return sympy.Integer(int(value))
    if (value * 8).is_integer() and abs(value) < 1e6:
        return sympy.Rational(int(value * 8), 8)
    return sympy.Float(repr(value), 17) if len(repr(value)) > 15 else sympy.Float(repr(value))


def _exact(graph: Graph, index: int) -> bool:
    """Whether a constant may stay a formula on paper (1/3, 2*pi, sqrt(2)); SymPy may think for ever about the others."""
    operation, arguments, _ = graph.nodes[index]
    numbers = [graph.values[argument] or 0.0 for argument in arguments]
    if not all(_plain(graph, argument) for argument in arguments) or max(map(abs, numbers), default=0.0) > 1e9:
        return False
    if operation == "power":
        return numbers[1].is_integer() and abs(numbers[1]) <= 4
    return operation in ("multiply", "divide", "negative") or (operation == "sqrt" and numbers[0] in (2.0, 3.0, 5.0))


def _plain(graph: Graph, index: int) -> bool:
    operation = graph.nodes[index].operation
    return operation in ("constant", "pi", "E") or (operation == "power" and _exact(graph, index))


def _divide(left: sympy.Expr, right: sympy.Expr) -> sympy.Expr:
    return sympy.Mul(left, sympy.Pow(right, -1))


_BUILD: dict[str, Callable[..., sympy.Expr]] = {
    "add": sympy.Add,
    "negative": lambda x: sympy.Mul(-1, x),
    "multiply": sympy.Mul,
    "divide": _divide,
    "power": sympy.Pow,
    "sqrt": sympy.sqrt,
    "cbrt": lambda x: sympy.sign(x) * sympy.Abs(x) ** sympy.Rational(1, 3),
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "relu": lambda x: sympy.Max(0, x),
    "max": sympy.Max,
    "min": sympy.Min,
    "heaviside": lambda x: sympy.Heaviside(x, sympy.Rational(1, 2)),
    "where": lambda condition, yes, no: sympy.Piecewise((yes, condition), (no, True)),
} | {name: kind for kind, name in SYMPY_FUNCTIONS.items() if name not in ("heaviside", "not")} | _RELATIONS
