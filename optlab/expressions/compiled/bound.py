"""What every back end is once it is bound to arrays: values to write, calls to make, values to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from optlab.expressions.graph.operations import Array

Call = tuple[Callable[..., Any], tuple[Any, ...]]
"""A NumPy function and the arrays it reads and writes: bound once, called at every replay."""


class Bound:
    """The calls of a back end for one shape of call, those before the means over the rows and those after.

    Write ``points`` ``(parameters, runs)``, ``load`` a block of rows, ``replay``; divide ``sums`` by the number of rows
    into ``means``, ``finish``, and read ``output`` ``(outputs, runs)``.  Without data there are no rows and no means.
    The arrays are used again by the next call, so a binding is not for use by two threads at once.
    """

    points: Array
    columns: Array
    sums: Array
    means: Array
    output: Array

    def __init__(self) -> None:
        self._before: list[Call] = []
        self._after: list[Call] = []
        self._loaded: tuple[Array, int] | None = None

    def load(self, columns: Array, first: int) -> None:
        """Bring the rows from number ``first`` on of ``(columns, rows)`` or ``(columns, runs, rows)`` into place."""
        last = first + self.columns.shape[-1]
        if columns.ndim == 3:
            np.copyto(self.columns, columns[:, :, first:last])
            self._loaded = None
        # Shared columns never change, so what the last call left in place may stay.  The array itself is kept and
        # compared, not its id: that of an array thrown away may come back as another's.
        elif self._loaded is None or self._loaded[0] is not columns or self._loaded[1] != first:
            np.copyto(self.columns, columns[:, None, first:last])
            self._loaded = columns, first

    def replay(self) -> None:
        """Evaluate everything up to the means; call under ``np.errstate(all="ignore")``."""
        for function, arguments in self._before:
            function(*arguments)

    def finish(self) -> None:
        """Evaluate what needs the means; call under ``np.errstate(all="ignore")``."""
        for function, arguments in self._after:
            function(*arguments)
