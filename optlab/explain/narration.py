"""The walk over the graph in sentences: each step with its rule and its numbers."""

from __future__ import annotations

from optlab.explain.derivation import POWERS, SPOKEN
from optlab.explain.substitution import number, substituted
from optlab.explain.walk import Moment, Place, Walk, is_handed
from optlab.explain.walk_paths import count, last_step, paths
from optlab.expressions import Graph, gradient, latex, name_latex
from optlab.expressions.printing.plain import plain
from optlab.expressions.printing.printer import WRITTEN_AS_SUMS

LONGEST = 90
"""Characters of LaTeX of a local slope that is written out; a longer one stays a number."""

MOST_INPUTS = 4
"""Inputs of a place that a sentence tells one by one."""

MOST_SLOPES = 6
"""Slopes of inputs that are listed."""

MOST_PATHS, MOST_FACTORS = 3, 8
"""Paths, and factors along all of them, that are written out; of more their number is told."""

RULES = {
    "add": "sum rule (a term's slope is its sign)",
    "negative": "constant factor",
    "multiply": "product rule (a factor's slope is the other factor)",
    "divide": "quotient rule",
    "xlogy": "product rule, with the chain rule through log",
    "xlog1py": "product rule, with the chain rule through log",
    **dict.fromkeys(POWERS, "power rule"),
}


def sentence(walk: Walk, moment: Moment) -> str:
    """One step as markdown with LaTeX."""
    if moment.active is None:
        return "The inputs are given. Each step forward computes one value from values that are known already."
    place = walk.places[moment.active]
    if moment.phase == "forward":
        return _forward(walk, place)
    if moment.active not in moment.adjoints:
        return f"**Backward.** ${name_latex(place.name)}$ was handed nothing, and hands nothing on."
    return _backward(walk, place)


def meaning(walk: Walk, moment: Moment) -> str:
    """What the bar over a name says, at the first step back; empty at all others."""
    if moment.phase != "backward" or moment.active != walk.operations[-1]:
        return ""
    name = name_latex(walk.places[-1].name)
    return (
        rf"A bar is short for a slope of ${name}$: $\overline{{v}} = \partial {name} / \partial v$. "
        rf"At the end itself $\overline{{{name}}} = \partial {name} / \partial {name} = 1$."
    )


def adding(walk: Walk, moment: Moment) -> str:
    """What += says, at the step where it is written first; empty at all others."""
    if moment.phase != "backward" or moment.active is None:
        return ""
    shared = [part for part in walk.places[moment.active].inputs if _uses(walk, part) > 1]
    before = {part for number in walk.operations if number > moment.active for part in walk.places[number].inputs}
    if not shared or any(_uses(walk, part) > 1 for part in before):
        return ""
    name = name_latex(walk.places[shared[0]].name)
    return (
        rf"**+=** means *add to it*: ${name}$ is used in {_uses(walk, shared[0])} places, and $\overline{{{name}}}$ "
        "is the sum of what comes back from each."
    )


def along(walk: Walk, moment: Moment) -> str:
    """The slopes multiplied along the paths from the output to each place that was just handed something."""
    if moment.phase != "backward" or moment.active is None:
        return ""
    parts = walk.places[moment.active].inputs
    told = [text for part in parts[:MOST_INPUTS] if (text := _along(walk, part, moment))]
    return "Path by path: " + r", $\;$ ".join(told) if told else ""


def slopes_known(walk: Walk, step: int) -> str:
    """The slopes of the output by the inputs that are known after a step, and a question mark for the others."""
    name = name_latex(walk.places[-1].name)
    leaves = [number for number, place in enumerate(walk.places) if not place.inputs]
    known = [(walk.places[number], step >= last_step(walk, number)) for number in leaves]
    told = [
        rf"$\partial {name}/\partial {name_latex(place.name)} = {number(place.adjoint) if is_known else '?'}$"
        for place, is_known in known[:MOST_SLOPES]
    ]
    rest = f", and {len(known) - MOST_SLOPES} more" if len(known) > MOST_SLOPES else ""
    title = "Found" if all(is_known for _, is_known in known) else "Wanted"
    return f"**{title}:** " + r", $\;$ ".join(told) + rest


def block(walk: Walk, place: Place) -> tuple[Graph, int, dict[int, int]]:
    """What a place computes as a small graph of its own, its inputs as variables called by their names; and the
    variables by place.
    """
    own = Graph()
    variables = {part: own.variable(walk.places[part].name) for part in place.inputs}
    ends = {walk.places[part].node: variable for part, variable in variables.items()}
    return own, walk.graph.copied([place.node], own.take_over, ends)[place.node], variables


def box_text(walk: Walk, place: Place) -> str:
    """What a place computes, in plain text: v₁ + b."""
    graph, output, _ = block(walk, place)
    return plain(graph, output)


def rule_of(walk: Walk, place: Place) -> str:
    """The rule by which a place hands its adjoint back."""
    operation = walk.graph.nodes[place.node].operation
    inputs = {walk.places[part].node: part for part in place.inputs}
    below = walk.graph.reachable([place.node], inputs)
    inside = [walk.graph.nodes[index] for index in below if index not in inputs]
    if {node.operation for node in inside if node.arguments} <= {"add", "negative"}:
        return RULES["add"]
    if place.operations > 1:
        return f"chain rule through {place.operations} operations"
    if operation in ("multiply", "divide") and len(inside) > 1:
        return "constant factor" if operation == "multiply" or inside[-1].arguments[0] in inputs else RULES["divide"]
    return RULES.get(operation, f"chain rule through {SPOKEN.get(operation, operation)}")


def _forward(walk: Walk, place: Place) -> str:
    graph, output, _ = block(walk, place)
    text = latex(graph, output)
    name = name_latex(place.name)
    if len(text) > 2 * LONGEST:
        return f"**Forward.** ${name} = {number(place.value)}$, from {place.operations} operations."
    return f"**Forward.** ${name} = {text} = {_with_numbers(walk, place)} = {number(place.value)}$"


def _with_numbers(walk: Walk, place: Place) -> str:
    """The formula of a place with the values of its inputs, and of weights folded into it, in it."""
    values = {walk.places[part].node: walk.places[part].value for part in place.inputs}
    for index in walk.graph.reachable([place.node], values):
        node = walk.graph.nodes[index]
        if node.operation == "variable" and index not in values:
            values[index] = walk.values[str(node.label)]
    return substituted(walk.graph, place.node, values)


def _backward(walk: Walk, place: Place) -> str:
    name = name_latex(place.name)
    shares = [_share(walk, place, which, part) for which, part in enumerate(place.inputs[:MOST_INPUTS])]
    more = len(place.inputs) - MOST_INPUTS
    rest = f", and {more} more" if more > 0 else ""
    own = rf"$\overline{{{name}}} = {number(place.adjoint)}$"
    return f"**Backward** from {own}, {rule_of(walk, place)}: " + r", $\;$ ".join(shares) + rest


def _share(walk: Walk, place: Place, which: int, part: int) -> str:
    """What one input is handed: adjoint times local slope."""
    to, slope = walk.places[part], place.slopes[which]
    if not is_handed(walk.graph, place.node, slope):
        return f"${name_latex(to.name)}$ is handed nothing, its branch is not taken"
    symbol = _slope_latex(walk, place, part)
    product = rf"{number(place.adjoint, bracketed=True)} \cdot {number(slope, bracketed=True)}"
    sign = r"\mathrel{+}=" if _uses(walk, part) > 1 else "="
    own = rf"\overline{{{name_latex(place.name)}}} \cdot {symbol} = " if symbol else ""
    return rf"$\overline{{{name_latex(to.name)}}} {sign} {own}{product} = {number(place.adjoint * slope)}$"


def _uses(walk: Walk, part: int) -> int:
    return sum(part in place.inputs for place in walk.places)


def _along(walk: Walk, part: int, moment: Moment) -> str:
    """One place's paths so far with their numbers, and their sum; of many paths the sum alone, when it is complete."""
    after = moment.active or 0
    ways, all_ways = count(walk, part, after), count(walk, part)
    name, own = name_latex(walk.places[-1].name), name_latex(walk.places[part].name)
    slope = rf"\overline{{{own}}} = \partial {name}/\partial {own}"
    products = [path.slopes for path in paths(walk, part, after)] if 0 < ways <= MOST_PATHS else []
    if not products or sum(map(len, products)) > MOST_FACTORS:
        total = rf"${slope} = {number(moment.adjoints.get(part, 0.0))}$"
        return f"{total}, the sum over {ways} paths" if 1 < ways == all_ways else ""
    terms = " + ".join(_product(slopes, bracketed=ways > 1) for slopes in products)
    total = number(moment.adjoints[part])
    return rf"${slope} = {terms} = {total}$" if ways == all_ways else rf"${slope} = {terms} + \dots$ (so far ${total}$)"


def _product(slopes: tuple[float, ...], *, bracketed: bool) -> str:
    """The slope 1 of the output by itself, times those along a path."""
    text = r" \times ".join(["1", *(number(slope, bracketed=True) for slope in slopes)])
    return f"({text})" if bracketed else text


def _slope_latex(walk: Walk, place: Place, part: int) -> str:
    r"""The local slope as a formula, in brackets where it is a sum; empty where it is long or a number."""
    graph, output, variables = block(walk, place)
    (slope,) = gradient(graph, output, [variables[part]])
    if graph.values[slope] is not None:
        return ""
    text, bare = _named(graph, slope, output, place.name)
    if len(text) > LONGEST:
        return rf"\frac{{\partial {name_latex(place.name)}}}{{\partial {name_latex(walk.places[part].name)}}}"
    return text if bare else rf"\left({text}\right)"


def _named(graph: Graph, slope: int, output: int, name: str) -> tuple[str, bool]:
    """LaTeX of a slope, in which the place's own value goes by its name (sin' needs cos, but exp' = exp, tanh' =
    1 - tanh²); and whether it may stand in a product without brackets.
    """
    own = Graph()
    copy = graph.copied([slope], own.take_over, {output: own.variable(name)})[slope]
    return latex(own, copy), own.nodes[copy].operation not in (*WRITTEN_AS_SUMS, "negative", "where")
