"""Formulas: text or SymPy to a computational graph, its exact derivatives, and fast NumPy functions of it."""

from optlab.expressions.compiled.compiler import Compiled
from optlab.expressions.derivatives import Differentiated, differentiated, gradient, hessian_product
from optlab.expressions.graph.graph import Graph
from optlab.expressions.graph.operations import Array
from optlab.expressions.printing.latex import latex, name_latex
from optlab.expressions.sympy_bridge.from_sympy import from_sympy
from optlab.expressions.sympy_bridge.to_sympy import to_sympy
from optlab.expressions.text.parser import Formula, natural_order, parse

__all__ = [
    "Array",
    "Compiled",
    "Differentiated",
    "Formula",
    "Graph",
    "differentiated",
    "from_sympy",
    "gradient",
    "hessian_product",
    "latex",
    "name_latex",
    "natural_order",
    "parse",
    "to_sympy",
]
