"""Formulas: text or SymPy to a computational graph, its exact derivatives, and fast NumPy functions of it.

What needs SymPy itself stands in ``sympy_bridge``: it takes half a second to import, and text needs none of it.
"""

from optlab.expressions.compiled.compiler import Compiled
from optlab.expressions.derivatives import Differentiated, differentiated, gradient, hessian_product
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import Array
from optlab.expressions.holding import with_held
from optlab.expressions.printing.latex import latex, name_latex
from optlab.expressions.text.parser import Formula, natural_order, parse

__all__ = [
    "Array",
    "Compiled",
    "Differentiated",
    "Formula",
    "Graph",
    "differentiated",
    "gradient",
    "hessian_product",
    "latex",
    "name_latex",
    "natural_order",
    "parse",
    "with_held",
]
