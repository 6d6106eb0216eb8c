"""A loss: the mean of one expression over examples, with its exact derivatives, for many points at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import overload

import numpy as np
import sympy
from numpy.typing import ArrayLike, NDArray

from optlab.errors import DataError, OptlabError
from optlab.expressions import Array, Compiled, Formula, from_sympy, gradient, hessian_product, latex, parse, to_sympy
from optlab.expressions.functions import RESERVED
from optlab.losses.columns import Table, as_table, read_columns
from optlab.losses.tilts import draw_tilts

Batch = NDArray[np.intp]
"""Which examples each run looks at: ``(runs, batch)`` row numbers."""


class Loss:
    r"""The mean over examples of an expression, :math:`L(w) = \frac1n \sum_i \ell(w; z_i)`, and its derivatives.

    ``expression`` is a SymPy expression you made yourself (for text, see :func:`parse_loss`).  Names that are columns of
    ``data`` are data, all others are parameters.  Without data the loss gets ``examples`` tilted copies of itself,
    ``f(w) + εᵢ·w`` with centred ε of standard deviation ``noise`` drawn from ``noise_seed``: their mean is exactly f, and
    mini-batches of them are noisy.  ``parameters`` gives the parameters and their order.

    Points are ``(runs, dim)``, or ``(dim,)`` for one.  Where the arithmetic has no finite value, the answer is nan or
    infinite, never an exception.

    >>> x, y = sympy.symbols("x y")
    >>> loss = Loss(x**2 + 3*y**2 - 4*x*y)
    >>> loss.parameters, loss.partials["x"], loss.value([1.0, 2.0]), loss.gradient([1.0, 2.0]).tolist()
    (('x', 'y'), 2*x - 4*y, 5.0, [-6.0, 8.0])
    """

    def __init__(
        self,
        expression: sympy.Expr,
        data: Table | None = None,
        parameters: Sequence[str] | None = None,
        *,
        examples: int = 256,
        noise: float = 1.0,
        noise_seed: int = 0,
    ) -> None:
        formula, symbols = from_sympy(expression)
        self._build(formula, symbols, data, parameters, examples, noise, noise_seed)

    @classmethod
    def from_formula(cls, formula: Formula, data: Table | None, parameters: Sequence[str] | None, *,
                     examples: int = 256, noise: float = 1.0, noise_seed: int = 0) -> Loss:
        """The loss of a graph; :func:`parse_loss` comes this way."""
        loss = cls.__new__(cls)
        symbols = {name: sympy.Symbol(name) for name in formula.names}
        loss._build(formula, symbols, data, parameters, examples, noise, noise_seed)
        return loss

    def _build(self, formula: Formula, symbols: dict[str, sympy.Symbol], data: Table | None,
               parameters: Sequence[str] | None, examples: int, noise: float, noise_seed: int) -> None:
        table = None if data is None else as_table(data)
        known = () if table is None else tuple(table.columns)
        self.columns = tuple(name for name in formula.names if name in known and name not in (parameters or ()))
        self.parameters = _parameters(formula.names, self.columns, parameters)
        self._symbols = symbols
        self._formula = formula
        self._graph = formula.graph
        self._data: Array | None = None
        self._tilts: Array | None = None
        if table is not None and self.columns:
            self._data = read_columns(table, self.columns)
            self.examples = self._data.shape[1]
        else:
            self._tilts = draw_tilts(examples, len(self.parameters), noise, noise_seed)
            self.examples = examples
        self._variables = [self._graph.variable(name) for name in self.parameters]
        self._gradients = gradient(self._graph, formula.output, self._variables)
        self._value = Compiled(self._graph, [formula.output], self.parameters, self.columns)
        self._gradient = Compiled(self._graph, self._gradients, self.parameters, self.columns)
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Loss({', '.join(self.parameters)}; {self.examples} examples)"

    # ------------------------------------------------------------------ numbers

    @overload
    def value(self, points: Sequence[float]) -> float: ...
    @overload
    def value(self, points: ArrayLike) -> Array | float: ...
    def value(self, points: ArrayLike) -> Array | float:
        """The mean over all examples: ``(runs, dim)`` -> ``(runs,)``, ``(dim,)`` -> float."""
        many, single = self._as_points(points)
        values = self.batch_value(many, None)
        return float(values[0]) if single else values

    def gradient(self, points: ArrayLike) -> Array:
        """Its slopes: ``(runs, dim)`` -> ``(runs, dim)``, ``(dim,)`` -> ``(dim,)``."""
        many, single = self._as_points(points)
        slopes = self.batch_gradient(many, None)
        return slopes[0] if single else slopes

    def hessian(self, points: ArrayLike) -> Array:
        """Its second derivatives: ``(runs, dim)`` -> ``(runs, dim, dim)``, ``(dim,)`` -> ``(dim, dim)``."""
        many, single = self._as_points(points)
        matrices = self.batch_hessian(many, None)
        return matrices[0] if single else matrices

    def hessian_product(self, points: ArrayLike, directions: ArrayLike) -> Array:
        """Hessian times direction without the matrix: both ``(runs, dim)`` -> ``(runs, dim)``, or both ``(dim,)``."""
        many, single = self._as_points(points)
        along, _ = self._as_points(directions)
        products = self._products(many, along, None)
        return products[0] if single else products

    def batch_value(self, points: Array, batch: Batch | None) -> Array:
        """Mean over each run's own ``batch`` of rows (None: all examples), ``(runs, dim)`` -> ``(runs,)``."""
        with np.errstate(all="ignore"):
            values = self._value(points, self._rows(batch))[:, 0]
            tilts = self._mean_tilts(batch)
            return values if tilts is None else values + (tilts * points).sum(axis=1)

    def batch_gradient(self, points: Array, batch: Batch | None) -> Array:
        """Gradient of the mean over each run's own ``batch`` (None: all examples), ``(runs, dim)`` -> ``(runs, dim)``."""
        with np.errstate(all="ignore"):
            slopes = self._gradient(points, self._rows(batch))
            tilts = self._mean_tilts(batch)
            return slopes if tilts is None else slopes + tilts

    def batch_hessian(self, points: Array, batch: Batch | None) -> Array:
        """Hessian of the mean over each run's own ``batch`` (None: all examples), ``(runs, dim)`` -> ``(runs, dim, dim)``:
        Hessian-vector products with every unit vector at once, symmetric to the last bit."""
        runs, dim = points.shape
        repeated = np.repeat(points, dim, axis=0)
        directions = np.tile(np.eye(dim), (runs, 1))
        rows = None if batch is None else np.repeat(batch, dim, axis=0)
        matrices = self._products(repeated, directions, rows).reshape(runs, dim, dim)
        return (matrices + matrices.swapaxes(1, 2)) / 2.0

    def _products(self, points: Array, directions: Array, batch: Batch | None) -> Array:
        with np.errstate(all="ignore"):
            return self._hessian_product(np.hstack([points, directions]), self._rows(batch))

    @cached_property
    def _hessian_product(self) -> Compiled:
        with self._lock:
            products, directions = hessian_product(self._graph, self._gradients, self._variables)
            names = [str(self._graph.nodes[node].label) for node in directions]
            return Compiled(self._graph, products, (*self.parameters, *names), self.columns)

    def _rows(self, batch: Batch | None) -> Array | None:
        if self._data is None or batch is None:
            return self._data
        return self._data[:, batch]

    def _mean_tilts(self, batch: Batch | None) -> Array | None:
        """The batch's mean tilt ``(runs, dim)``; None where it is exactly zero."""
        return None if batch is None or self._tilts is None else self._tilts[batch].mean(axis=1)

    def _as_points(self, points: ArrayLike) -> tuple[Array, bool]:
        array = np.asarray(points, dtype=float)
        single, dim = array.ndim == 1, len(self.parameters)
        many = array[None, :] if single else array
        if many.ndim != 2 or many.shape[1] != dim:
            raise OptlabError(
                f"points have shape {array.shape}; this loss has {dim} parameter(s): {', '.join(self.parameters)}",
                f"give (runs, {dim}), or ({dim},) for one point",
            )
        return many, single

    # --------------------------------------------------------------- for reading

    @cached_property
    def expression(self) -> sympy.Expr:
        """The expression of one example, in SymPy."""
        return to_sympy(self._graph, self._formula.output, self._symbols)

    @cached_property
    def partials(self) -> dict[str, sympy.Expr]:
        """The partial derivatives of one example by parameter, in SymPy."""
        pairs = zip(self.parameters, self._gradients, strict=True)
        return {name: to_sympy(self._graph, node, self._symbols) for name, node in pairs}

    @cached_property
    def latex(self) -> str:
        """The expression of one example in LaTeX, as it was typed."""
        return latex(self._graph, self._formula.output)

    @cached_property
    def partials_latex(self) -> dict[str, str]:
        """The partial derivatives of one example in LaTeX."""
        pairs = zip(self.parameters, self._gradients, strict=True)
        return {name: latex(self._graph, node) for name, node in pairs}


def parse_loss(text: str, data: Table | None = None, parameters: Sequence[str] | None = None, *,
               examples: int = 256, noise: float = 1.0, noise_seed: int = 0) -> Loss:
    """The loss of a formula typed by anyone: nothing is evaluated as code.  Arguments as for :class:`Loss`.

    Raises ExpressionError, with the place and what to write instead, for text that is not a finite real formula.

    >>> parse_loss("(x+1)(y-2)^2").gradient([1.0, 3.0]).tolist()
    [1.0, 4.0]
    """
    table = None if data is None else as_table(data)
    declared = [*(parameters or ()), *(() if table is None else table.columns)]
    formula = parse(text, declared)
    return Loss.from_formula(formula, table, parameters, examples=examples, noise=noise, noise_seed=noise_seed)


def _parameters(names: Sequence[str], columns: Sequence[str], wanted: Sequence[str] | None) -> tuple[str, ...]:
    """The parameters in order; OptlabError when there are none, or when ``wanted`` leaves one out."""
    free = [name for name in names if name not in columns]
    clash = sorted(set(columns) & RESERVED)
    if clash:
        raise DataError(f"column '{clash[0]}' has the name of a function or constant", "rename the column")
    if wanted is not None:
        missing = [name for name in free if name not in wanted]
        if missing:
            raise OptlabError(f"'{missing[0]}' is neither a parameter nor a column", "add it to parameters=(…)")
        free = list(dict.fromkeys(wanted))
    if not free:
        raise OptlabError("the formula has no parameter to descend in", "use at least one name, for example x")
    return tuple(free)
