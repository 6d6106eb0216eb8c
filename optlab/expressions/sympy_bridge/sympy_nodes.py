"""One SymPy node, its arguments already converted, to a node of the graph."""

from __future__ import annotations

from functools import reduce

import sympy
from sympy.core.function import AppliedUndef

from optlab.errors import ExpressionError
from optlab.expressions.functions import ALIASES, FUNCTIONS
from optlab.expressions.graph.graph import Graph

LARGEST_EXACT = 2**53

OPERATION_OF: dict[type, str] = {
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
    sympy.asinh: "asinh",
    sympy.acosh: "acosh",
    sympy.atanh: "atanh",
    sympy.exp: "exp",
    sympy.log: "log",
    sympy.sech: "sech",
    sympy.erf: "erf",
    sympy.erfc: "erfc",
    sympy.Abs: "abs",
    sympy.sign: "sign",
    sympy.floor: "floor",
    sympy.StrictLessThan: "less",
    sympy.LessThan: "less_equal",
    sympy.Equality: "equal",
    sympy.Unequality: "not_equal",
    sympy.Not: "not",
}

REVERSED: dict[type, str] = {sympy.StrictGreaterThan: "less", sympy.GreaterThan: "less_equal"}

CHAINS: dict[type, str] = {sympy.Max: "max", sympy.Min: "min", sympy.And: "both", sympy.Or: "either"}


def is_function_by_name(part: sympy.Basic) -> bool:
    """Whether it is known by its name: ``Function("sigmoid")(x)``, or one of SymPy's C functions, such as log1p."""
    return isinstance(part, AppliedUndef) or type(part).__module__ == "sympy.codegen.cfunctions"


def refused(name: str) -> ExpressionError:
    """The error for something that formulas do not have."""
    return ExpressionError(
        f"{name} is not supported", f"known functions: {', '.join(FUNCTIONS)}, Piecewise, Sum, Product"
    )


def number(graph: Graph, part: sympy.Basic) -> int:
    """The node of a SymPy number; ExpressionError for what is not a finite real one."""
    if part is sympy.pi or part is sympy.E:
        return graph.named_constant("pi" if part is sympy.pi else "E")
    if part in (sympy.true, sympy.false):
        return graph.constant(float(bool(part)))
    if part.is_finite is not True:
        raise ExpressionError(f"{part} is not a finite number", "a loss is made of finite numbers")
    if part.is_Rational and not part.is_Integer and max(abs(part.p), part.q) < LARGEST_EXACT:
        return graph.divide(graph.constant(float(part.p)), graph.constant(float(part.q)))
    try:
        value = float(part)
    except OverflowError:
        value = float("inf")
    if value in (float("inf"), float("-inf")):
        raise ExpressionError("a number is too large", "numbers go up to about 1e308")
    return graph.constant(value)


def operation(graph: Graph, part: sympy.Basic, arguments: list[int]) -> int:  # noqa: PLR0911 - one line a kind
    """The node of a SymPy operation on nodes; ExpressionError names what is not supported."""
    kind = type(part)
    if part.is_Add:
        return graph.add(*arguments)
    if part.is_Mul:
        return _product(graph, part, arguments)
    if part.is_Pow:
        return _power(graph, part, arguments)
    if kind is sympy.Piecewise:
        return _piecewise(graph, arguments)
    if kind in REVERSED:
        return graph.apply(REVERSED[kind], *reversed(arguments))
    if kind in CHAINS:
        return reduce(lambda left, right: graph.apply(CHAINS[kind], left, right), arguments)
    if kind in OPERATION_OF:
        return graph.apply(OPERATION_OF[kind], *arguments)
    return _heaviside(graph, arguments) if kind is sympy.Heaviside else _named_function(graph, part, arguments)


def _named_function(graph: Graph, part: sympy.Basic, arguments: list[int]) -> int:
    """``Function("sigmoid")(x)``: a function that SymPy does not have but formulas do."""
    name = str(part.func)
    if name == "where" and len(arguments) == 3:
        return graph.apply("where", *arguments)
    function = FUNCTIONS.get(ALIASES.get(name, name))
    if function is None or not function.fewest <= len(arguments) <= function.most:
        raise refused(f"the function {name[:40]!r} of {len(arguments)} argument(s)")
    return function.build(graph, *arguments)


def is_below(factor: sympy.Basic) -> bool:
    """Whether a factor of a product stands below the fraction bar: 1/x, and 1/x^2."""
    return bool(factor.is_Pow and factor.exp.is_Integer and factor.exp.is_negative and not factor.base.is_Number)


def _product(graph: Graph, part: sympy.Mul, arguments: list[int]) -> int:
    """Factors with a negative power go below a fraction bar, as one would write them; of those ``arguments`` has the
    base.
    """
    above, below = [], []
    for factor, node in zip(part.args, arguments, strict=True):
        if is_below(factor):
            below.append(graph.power(node, number(graph, -factor.exp)))
        else:
            above.append(node)
    return graph.divide(graph.product(above), graph.product(below)) if below else graph.product(above)


def _power(graph: Graph, part: sympy.Pow, arguments: list[int]) -> int:
    if part.exp == sympy.Rational(1, 2):
        return graph.apply("sqrt", arguments[0])
    if part.exp == -1:
        return graph.divide(graph.constant(1.0), arguments[0])
    if part.base is sympy.E:
        return graph.apply("exp", arguments[1])
    return graph.power(arguments[0], arguments[1])


def _piecewise(graph: Graph, arguments: list[int]) -> int:
    """``arguments`` alternate value and condition; where no condition holds there is no value."""
    node = graph.constant(float("nan"))
    for value, condition in reversed(list(zip(arguments[::2], arguments[1::2], strict=True))):
        node = graph.apply("where", condition, value, node)
    return node


def _heaviside(graph: Graph, arguments: list[int]) -> int:
    """The step function with its own value at 0."""
    step, at_zero = graph.apply("heaviside", arguments[0]), arguments[1]
    if graph.values[at_zero] == 0.5:
        return step
    return graph.apply("where", graph.apply("equal", arguments[0], graph.constant(0.0)), at_zero, step)
