"""A prediction that somebody typed, such as a*exp(-b*x) + c, as a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from optlab.errors import SettingsError
from optlab.expressions import Array, Formula, Graph, parse
from optlab.expressions.printing.plain import plain
from optlab.models.layer import Layer
from optlab.models.model import Model, Outputs

LETTERS = ("a", "b", "c", "p", "q", "r", "k")


@dataclass(frozen=True, init=False, repr=False)
class Curve(Model):
    """``formula`` predicts the target; its parameters are the names that are no inputs, in natural order or in the
    given ``order``.  Without a formula it is ``a*exp(-b*x) + c`` in the first input; one that was read before may stand
    for its text.

    ExpressionError for text that is no formula, SettingsError for one without an input or a parameter.  A curve has no
    biases: a penalty adds the squares of all parameters.

    >>> Curve("x", "y").parameters
    ('a', 'b', 'c')
    """

    formula: str | Formula
    order: tuple[str, ...]

    def __init__(
        self,
        inputs: Sequence[str],
        target: str,
        formula: str | Formula = "",
        loss: str = "squared",
        order: Sequence[str] = (),
    ) -> None:
        self._set(inputs, target, loss)
        object.__setattr__(self, "formula", formula or _decay(self.inputs[0], (*self.inputs, target)))
        names = self.read.names
        if target in names:
            raise SettingsError(
                f"the prediction uses '{target}', which it is to predict", "leave the target out of the formula"
            )
        free = [name for name in names if name not in self.inputs]
        if len(free) == len(names):
            listed = ", ".join(self.inputs)[:100]
            raise SettingsError(f"the prediction uses no input ({listed})", f"write it in {self.inputs[0]}")
        if not free:
            raise SettingsError("the prediction has no parameter", "use at least one name that is no column: a*x")
        object.__setattr__(self, "order", tuple(order))
        if order and (set(free) - set(order) or {*self.inputs, target} & set(order)):
            raise SettingsError("this is no order of the parameters", f"the parameters are {', '.join(free)}")

    @property
    def read(self) -> Formula:
        """The formula as a graph."""
        return self.formula if isinstance(self.formula, Formula) else _parsed(self.formula, (*self.inputs, self.target))

    @property
    def text(self) -> str:
        """The formula as text, for reading."""
        return self.formula if isinstance(self.formula, str) else plain(self.formula.graph, self.formula.output)

    def remarks(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """How the formula was read, and which of its parameters has the name of a column that is no input."""
        return (
            *self.read.notes,
            *(f"'{name}' is a parameter, not the column of that name" for name in self.parameters if name in columns),
        )

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names that are no inputs."""
        return self.order or tuple(name for name in self.read.names if name not in self.inputs)

    @property
    def penalised(self) -> tuple[str, ...]:
        """All of them."""
        return self.parameters

    @property
    def layers(self) -> tuple[Layer, ...]:
        """None."""
        return ()

    @property
    def is_convex(self) -> bool:
        """Not known of a formula."""
        return False

    def start(self, seed: int = 0) -> Array:
        """Ones, ``(dim,)``, whatever the seed: at zeros many a formula is flat."""
        return np.ones(self.size)

    def nodes(self, graph: Graph) -> Outputs:
        """The formula's graph, copied."""
        formula = self.read
        places = formula.graph.copied([formula.output], graph.take_over)
        return Outputs((), (places[formula.output],))


def _decay(name: str, columns: Sequence[str]) -> str:
    """An exponential with a limit, in letters that are no columns."""
    a, b, c = [letter for letter in LETTERS if letter not in columns][:3]
    return f"{a}*exp(-{b}*{name}) + {c}"


@lru_cache(maxsize=64)
def _parsed(text: str, columns: tuple[str, ...]) -> Formula:
    return parse(text, columns)
