"""A loss for the eye: the expression of one example and its partial derivatives, in SymPy and in LaTeX.

The expression of one example; the loss is its mean.  Everything here is made when first asked for, in time that grows
with the size of the graph and not with what SymPy thinks of it.  SymPy itself is imported then too: that takes half a
second, and no picture needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from optlab.expressions import Differentiated, latex
from optlab.expressions.printing.tidy import tidied

if TYPE_CHECKING:
    import sympy

LARGEST_TIDIED = 1_000
"""Nodes of all partial derivatives together up to which SymPy tidies them."""


class Readable:
    """``example`` is the expression with its partial derivatives; ``symbols`` are SymPy's for names that have one."""

    def __init__(self, example: Differentiated, symbols: Mapping[str, sympy.Symbol]) -> None:
        self._graph, self._output = example.graph, example.output
        self._by_name = dict(zip(example.parameters, example.gradients, strict=True))
        self._symbols = symbols

    @cached_property
    def expression(self) -> sympy.Expr:
        """The expression of one example, in SymPy."""
        from optlab.expressions.sympy_bridge.to_sympy import to_sympy  # noqa: PLC0415 - as above

        return to_sympy(self._graph, self._output, self._symbols)

    @cached_property
    def partials(self) -> dict[str, sympy.Expr]:
        """The partial derivatives of one example by parameter, in SymPy."""
        from optlab.expressions.sympy_bridge.to_sympy import to_sympy  # noqa: PLC0415 - as above

        partials, nodes = {}, 0
        for name, node in self._by_name.items():
            nodes += len(self._graph.reachable([node]))
            partials[name] = to_sympy(self._graph, node, self._symbols, tidy=nodes <= LARGEST_TIDIED)
        return partials

    @cached_property
    def latex(self) -> str:
        """The expression of one example in LaTeX, as it was typed."""
        return latex(self._graph, self._output)

    @cached_property
    def partials_latex(self) -> dict[str, str]:
        """The partial derivatives of one example in LaTeX."""
        return {name: latex(*tidied(self._graph, node)) for name, node in self._by_name.items()}
