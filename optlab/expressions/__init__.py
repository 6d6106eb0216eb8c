"""Formulas: text or SymPy to a computational graph, its exact derivatives, and fast NumPy functions of it."""

from optlab.expressions.compiler import Compiled
from optlab.expressions.differentiation import gradient, hessian_product
from optlab.expressions.from_sympy import from_sympy
from optlab.expressions.graph import Graph
from optlab.expressions.operations import Array
from optlab.expressions.parser import Formula, natural_order, parse
from optlab.expressions.printing import latex, name_latex
from optlab.expressions.to_sympy import to_sympy

__all__ = [
    "Array",
    "Compiled",
    "Formula",
    "Graph",
    "from_sympy",
    "gradient",
    "hessian_product",
    "latex",
    "name_latex",
    "natural_order",
    "parse",
    "to_sympy",
]
