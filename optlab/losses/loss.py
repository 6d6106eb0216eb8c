"""A loss: the mean of one expression over examples, with its exact derivatives, for many points at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

from optlab.errors import DataError, OptlabError
from optlab.expressions import Array, Formula, differentiated, parse, with_held
from optlab.losses.columns import Table, as_table, check_used, parameters_of, read_columns
from optlab.losses.held import checked, stated
from optlab.losses.labels import Points, in_order
from optlab.losses.mean import Batch, MeanOverExamples
from optlab.losses.readable import Readable
from optlab.losses.tilts import Tilts

if TYPE_CHECKING:
    import sympy

BYTES_A_NODE = 3_000
"""Of value and gradient, with all that is derived, compiled and printed from them (measured: up to 2,800)."""


class Loss:
    r"""The mean over examples of an expression, :math:`L(w) = \frac1n \sum_i \ell(w; z_i)`, and its derivatives.

    ``expression`` is a SymPy expression you made yourself (for text, see :func:`parse_loss`).  Names that are columns
    of ``data`` are data, all others are parameters.  Without data the loss gets ``examples`` tilted copies of itself,
    ``f(w) + εᵢ·w`` with centred ε of standard deviation ``noise`` drawn from ``noise_seed``: their mean is exactly f,
    and mini-batches of them are noisy.  ``parameters`` gives the parameters and their order; those that are ``held`` at
    numbers, ``{"lambda": 0.1}``, are constants of the loss and none of its parameters.

    Of the rows those with a gap in a column that the formula uses are left out; ``notes`` are sentences on how many,
    on names that are almost columns, and on how a typed formula was read where it could have been meant otherwise.
    OptlabError for data of which the formula uses no column.

    Points are ``(runs, dim)``, or ``(dim,)`` for one, or by name: a dict, a Series, a DataFrame.  Where the arithmetic
    has no finite value, the answer is nan or infinite, never an exception.  ``mean`` answers the same for loops that
    are under ``np.errstate`` anyway; ``example`` is the graph of one example with its partial derivatives.

    >>> import sympy
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
        held: Mapping[str, float] | None = None,
    ) -> None:
        from optlab.expressions.sympy_bridge.from_sympy import from_sympy  # noqa: PLC0415 - see readable.py

        formula, symbols = from_sympy(expression)
        self._build(formula, symbols, data, parameters, Tilts(examples, noise, noise_seed), held or {})

    @classmethod
    def from_formula(
        cls,
        formula: Formula,
        data: Table | None,
        parameters: Sequence[str] | None,
        *,
        examples: int = 256,
        noise: float = 1.0,
        noise_seed: int = 0,
        held: Mapping[str, float] | None = None,
    ) -> Loss:
        """The loss of a graph; :func:`parse_loss` comes this way."""
        loss = cls.__new__(cls)
        loss._build(formula, {}, data, parameters, Tilts(examples, noise, noise_seed), held or {})
        return loss

    def _build(
        self,
        formula: Formula,
        symbols: dict[str, sympy.Symbol],
        data: Table | None,
        parameters: Sequence[str] | None,
        tilts: Tilts,
        held: Mapping[str, float],
    ) -> None:
        self.notes = formula.notes
        table = None if data is None else as_table(data)
        known = () if table is None else tuple(table.columns)
        self.columns = tuple(name for name in formula.names if name in known and name not in (parameters or ()))
        order = None if parameters is None else stated(parameters, held, formula.names)
        every = parameters_of(formula.names, self.columns, order)
        self._held = checked(held, every, self.columns)
        self.parameters = tuple(name for name in every if name not in self._held)
        formula = with_held(formula, self._held)
        rows = None
        if table is not None:
            near = check_used(self.columns, every, table)
            rows, dropped = read_columns(table, self.columns)
            self.notes = (*formula.notes, *near, *dropped)
        self.examples = tilts.examples if rows is None else rows.shape[1]
        drawn = tilts.draw(len(self.parameters)) if rows is None else None
        self.example = differentiated(formula.graph, formula.output, self.parameters)
        self.mean = MeanOverExamples(self.example, self.columns, rows, drawn)
        self._readable = Readable(self.example, symbols)

    @property
    def held(self) -> dict[str, float]:
        """The parameters that are held, and at which numbers."""
        return dict(self._held)

    @property
    def nodes(self) -> int:
        """Size of the graph of value and gradient."""
        return self.mean.nodes

    @property
    def smooth(self) -> bool:
        """Whether the expression has no kinks and no steps, such as abs, max or where, in any direction."""
        return self.mean.smooth

    @property
    def cost(self) -> int:
        """Of value and gradient at one point, for one example, in additions."""
        return self.mean.cost

    @property
    def hessian_cost(self) -> int:
        """Of the Hessian at one point over all examples, in additions: a pair of slopes for each parameter."""
        return 2 * len(self.parameters) * self.cost * (self.examples if self.columns else 1)

    @property
    def nbytes(self) -> int:
        """About what it takes in memory, in bytes."""
        return self.mean.nbytes + BYTES_A_NODE * self.nodes

    def __repr__(self) -> str:
        return f"Loss({', '.join(self.parameters)}; {self.examples} examples)"

    # ------------------------------------------------------------------ numbers

    @overload
    def value(self, points: Sequence[float]) -> float: ...
    @overload
    def value(self, points: Points) -> Array | float: ...
    def value(self, points: Points) -> Array | float:
        """The mean over all examples: ``(runs, dim)`` -> ``(runs,)``, ``(dim,)`` -> float."""
        many, single = self._as_points(points)
        values = self.batch_value(many, None)
        return float(values[0]) if single else values

    def gradient(self, points: Points) -> Array:
        """Its slopes: ``(runs, dim)`` -> ``(runs, dim)``, ``(dim,)`` -> ``(dim,)``."""
        many, single = self._as_points(points)
        slopes = self.batch_gradient(many, None)
        return slopes[0] if single else slopes

    def hessian(self, points: Points) -> Array:
        """Its second derivatives: ``(runs, dim)`` -> ``(runs, dim, dim)``, ``(dim,)`` -> ``(dim, dim)``."""
        many, single = self._as_points(points)
        matrices = self.batch_hessian(many, None)
        return matrices[0] if single else matrices

    def hessian_product(self, points: Points, directions: Points) -> Array:
        """Hessian times direction without the matrix: both ``(runs, dim)`` -> ``(runs, dim)``, or both ``(dim,)``."""
        many, single = self._as_points(points)
        along, _ = self._as_points(directions)
        many, along = np.broadcast_arrays(many, along)
        with np.errstate(all="ignore"):
            products = self.mean.hessian_product(many, along, None)
        return products[0] if single else products

    def batch_value(self, points: Array, batch: Batch | None) -> Array:
        """Mean over each run's own ``batch`` of rows (None: all examples), ``(runs, dim)`` -> ``(runs,)``."""
        with np.errstate(all="ignore"):
            return self.mean.value(points, batch)

    def batch_gradient(self, points: Array, batch: Batch | None) -> Array:
        """Gradient over each run's own ``batch`` (None: all examples), ``(runs, dim)`` -> ``(runs, dim)``."""
        with np.errstate(all="ignore"):
            return self.mean.gradient(points, batch)

    def batch_hessian(self, points: Array, batch: Batch | None) -> Array:
        """Hessian over each run's own ``batch`` (None: all examples), ``(runs, dim)`` -> ``(runs, dim, dim)``,
        symmetric to the last bit.
        """
        with np.errstate(all="ignore"):
            return self.mean.hessian(points, batch)

    def value_on(self, points: Points, data: Table) -> Array | float:
        """The mean over the rows of another table with the same columns: ``(runs, dim)`` -> ``(runs,)``, ``(dim,)`` ->
        float.  Nothing is compiled anew.  OptlabError for a loss without data, DataError for a column that is missing.
        """
        if not self.columns:
            raise OptlabError("this loss has no data, so no other rows are like its own", "ask for its value")
        many, single = self._as_points(points)
        table = as_table(data)
        missing = [name for name in self.columns if name not in table.columns]
        if missing:
            raise DataError(f"there is no column called '{missing[0]}'", "give rows with the columns of the loss")
        rows, _ = read_columns(table, self.columns)
        with np.errstate(all="ignore"):
            values = self.mean.value_over(many, rows)
        return float(values[0]) if single else values

    def _as_points(self, points: Points) -> tuple[Array, bool]:
        array = in_order(points, self.parameters)
        single, dim = array.ndim == 1, len(self.parameters)
        many = array[None, :] if single else array
        if many.ndim != 2 or many.shape[1] != dim:
            raise OptlabError(
                f"points have shape {array.shape}; this loss has {dim} parameter(s): {', '.join(self.parameters)}",
                f"give (runs, {dim}), or ({dim},) for one point",
            )
        return many, single

    # --------------------------------------------------------------- for reading

    @property
    def expression(self) -> sympy.Expr:
        """The expression of one example, in SymPy."""
        return self._readable.expression

    @property
    def partials(self) -> dict[str, sympy.Expr]:
        """The partial derivatives of one example by parameter, in SymPy."""
        return self._readable.partials

    @property
    def latex(self) -> str:
        """The expression of one example in LaTeX, as it was typed."""
        return self._readable.latex

    @property
    def partials_latex(self) -> dict[str, str]:
        """The partial derivatives of one example in LaTeX."""
        return self._readable.partials_latex


def parse_loss(
    text: str,
    data: Table | None = None,
    parameters: Sequence[str] | None = None,
    *,
    examples: int = 256,
    noise: float = 1.0,
    noise_seed: int = 0,
    held: Mapping[str, float] | None = None,
) -> Loss:
    """The loss of a formula typed by anyone: nothing is evaluated as code.  Arguments as for :class:`Loss`.

    Raises ExpressionError, with the place and what to write instead, for text that is not a finite real formula.

    >>> parse_loss("(x+1)(y-2)^2").gradient([1.0, 3.0]).tolist()
    [1.0, 4.0]
    >>> parse_loss("(w - 2)^2 + lambda*w^2", held={"lambda": 0.5}).partials
    {'w': 3*w - 4}
    """
    table = None if data is None else as_table(data)
    declared = [*(parameters or ()), *(() if table is None else table.columns), *map(str, held or ())]
    return Loss.from_formula(
        parse(text, declared), table, parameters, examples=examples, noise=noise, noise_seed=noise_seed, held=held
    )
