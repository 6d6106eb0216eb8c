"""Before a tape over rows is planned: sums are cut so that what many of them do becomes the same kind of work.

In a network's gradient every unit of a layer sums the same values with weights of its own, and such sums are one matrix
product.  In its products with the Hessian they are not quite alike: a unit has a term of its own besides those that it
shares with its layer, and a weight's slope is the mean of a sum of products where in the gradient it is that of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from optlab.expressions.compiled.tape import ROW, Step, Tape, Writer, kinds, needed_by

FEWEST_SHARED = 3
"""Values from which a part that several sums share is one of its own."""

Pair = tuple[int, int]
Term = tuple[bool, Pair]
"""A product of two row-varying values, and whether it is added."""

SUMMED = frozenset({"add", "subtract", "negative", "multiply"})


class _Sum(NamedTuple):
    """Products that a mean is of, and the steps that make them and add them up."""

    terms: list[Term]
    steps: list[int]


# ---------------------------------------------------------------------------------------------- sums of weighted values


def with_shared_sums(tape: Tape) -> Tape:
    """Where "linear" steps have some of their values in common, these become a step of their own, the same in all of
    them; few others are added one by one.
    """
    parts = _parts(tape)
    if not parts:
        return tape
    writer, place = Writer(), list[int]()
    for index, step in enumerate(tape.steps):
        if index in parts:
            place.append(_summed(writer, [[(place[w], place[v]) for w, v in part] for part in parts[index]]))
        else:
            place.append(writer.copy(step, place))
    return Tape(tape.inputs, tuple(writer.steps), tuple(place[output] for output in tape.outputs))


def _parts(tape: Tape) -> dict[int, list[list[Pair]]]:
    """Of each "linear" step that is to be cut: its parts, pairs of weight and value."""
    sums = {index: _pairs(step) for index, step in enumerate(tape.steps) if step.operation == "linear"}
    alike = Counter(_values(pairs) for pairs in sums.values())
    odd = {index: pairs for index, pairs in sums.items() if alike[_values(pairs)] == 1}
    users: dict[int, list[int]] = {}
    for index, pairs in odd.items():
        for _, value in pairs:
            users.setdefault(value, []).append(index)
    depths, few = tape.depths(), Counter[Pair]()
    for index, pairs in odd.items():
        few[depths[index], len(pairs)] += 1
    parts = {}
    for index, pairs in odd.items():
        by_users: dict[tuple[int, ...], list[Pair]] = {}
        for pair in pairs:
            by_users.setdefault(tuple(users[pair[1]]), []).append(pair)
        shared = [part for key, part in by_users.items() if len(key) > 1 and len(part) >= FEWEST_SHARED]
        others = [pair for part in by_users.values() if part not in shared for pair in part]
        if len(shared) + bool(others) > 1 and shared:
            parts[index] = [*shared, others]
        elif not shared and few[depths[index], len(pairs)] >= len(pairs):
            parts[index] = [[pair] for pair in pairs]
    return parts


def _pairs(step: Step) -> list[Pair]:
    return list(zip(step.arguments[::2], step.arguments[1::2], strict=True))


def _values(pairs: Iterable[Pair]) -> tuple[int, ...]:
    return tuple(value for _, value in pairs)


def _summed(writer: Writer, parts: Iterable[Sequence[Pair]]) -> int:
    """The sum of the parts: of each one "linear" step, or products where it is short."""
    gained, lost = list[int](), list[int]()
    for part in parts:
        if len(part) >= FEWEST_SHARED:
            gained.append(writer.write("linear", *(place for pair in part for place in pair)))
            continue
        for weight, value in part:
            if writer.steps[weight] == Step("constant", (), -1.0):
                lost.append(value)
            elif writer.steps[weight] == Step("constant", (), 1.0):
                gained.append(value)
            else:
                gained.append(writer.write("multiply", weight, value))
    return writer.difference(gained, lost)


# ---------------------------------------------------------------------------------------------------- means of products


def with_products_in_means(tape: Tape, parameters: int, alone: int) -> Tape:
    """Where a product of row-varying values is used by a mean alone, and others share its factors in the same way, the
    mean takes the two factors itself and the product is never made; the mean of a sum of such products becomes a sum of
    means.
    """
    sums = _sums(tape, parameters, needed_by(tape, tape.outputs[:alone]))
    partners = partners_of(pair for some in sums.values() for _, pair in some.terms)
    counts = Counter(frozenset(factors) for factors in partners.values())
    shared = {left for left, factors in partners.items() if len(factors) * counts[frozenset(factors)] > 1}
    cut = {index: some for index, some in sums.items() if all(left in shared for _, (left, _) in some.terms)}
    gone = {step for some in cut.values() for step in some.steps}
    writer, place = Writer(), list[int]()
    for index, step in enumerate(tape.steps):
        if index in gone:
            place.append(-1)
        elif index in cut:
            terms = [(plus, (place[left], place[right])) for plus, (left, right) in cut[index].terms]
            place.append(_sum_of_means(writer, terms))
        else:
            place.append(writer.copy(step, place))
    return Tape(tape.inputs, tuple(writer.steps), tuple(place[output] for output in tape.outputs))


def partners_of(pairs: Iterable[tuple[int, ...]]) -> dict[int, set[int]]:
    """Left factor -> all right factors it is paired with."""
    partners: dict[int, set[int]] = {}
    for left, right in pairs:
        partners.setdefault(left, set()).add(right)
    return partners


def _sums(tape: Tape, parameters: int, apart: set[int]) -> dict[int, _Sum]:
    """Of each mean but those ``apart``: the sum of products that it is of, where nothing else uses them."""
    varies = [kind & ROW != 0 for kind in kinds(tape, parameters)]
    uses = Counter(argument for step in tape.steps for argument in step.arguments)
    found = {}
    for index, step in enumerate(tape.steps):
        if step.operation == "mean" and index not in apart:
            products = _products(tape, step.arguments[0], varies, uses)
            if products is not None:
                found[index] = products
    return found


def _products(tape: Tape, root: int, varies: Sequence[bool], uses: Counter[int]) -> _Sum | None:
    """The products that a step is the sum of; None where it is the sum of anything else."""
    terms, seen, stack = list[Term](), list[int](), [(root, True)]
    while stack:
        index, plus = stack.pop()
        operation, arguments, _ = tape.steps[index]
        if uses[index] != 1 or operation not in SUMMED or not all(varies[argument] for argument in arguments):
            return None
        seen.append(index)
        if operation == "multiply":
            terms.append((plus, (arguments[0], arguments[1])))
        else:
            last = plus == (operation == "add")
            stack += [(arguments[-1], last), *((argument, plus) for argument in arguments[-2::-1])]
    return _Sum(terms, seen)


def _sum_of_means(writer: Writer, terms: Sequence[Term]) -> int:
    gained = [writer.write("mean", *pair) for plus, pair in terms if plus]
    return writer.difference(gained, [writer.write("mean", *pair) for plus, pair in terms if not plus])
