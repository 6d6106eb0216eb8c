"""A model on rows: its outputs as nodes of a graph, the loss of one row made of them, and what it predicts.

A model knows the names of columns and no numbers: the same frozen value gives the loss of training rows, and what it
predicts for others.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np

from optlab.errors import SettingsError
from optlab.expressions import Array, Formula, Graph, natural_order
from optlab.losses import Loss
from optlab.losses.columns import Table, as_table
from optlab.losses.labels import Points
from optlab.models import measuring, predicting
from optlab.models.layer import Layer
from optlab.models.row_losses import OF_CLASSES, OF_VALUES
from optlab.models.rows import MOST_CLASSES, Examples, Label, labels_of, read_examples

Classes = int | Sequence[Label] | None
"""How many classes, or their labels in order; None for a model that predicts a value."""


class Outputs(NamedTuple):
    """Nodes of a model: the units of each inner layer, and the outputs."""

    hidden: tuple[tuple[int, ...], ...]
    outputs: tuple[int, ...]


@dataclass(frozen=True, init=False)
class Model(ABC):
    """Predicts column ``target`` from columns ``inputs``; ``row_loss`` names what a wrong prediction costs.

    ``classes`` is None for a model that predicts a value, or the number of classes, or their labels in order.  A number
    stands for the labels that the rows have, sorted; ``labelled`` puts those of all rows in its place, so that a part
    of the rows in which a class is missing is read alike.
    """

    inputs: tuple[str, ...]
    target: str
    row_loss: str
    classes: int | tuple[Label, ...] | None

    def _set(self, inputs: Sequence[str], target: str, loss: str | None, classes: Classes = None) -> None:
        """Check and keep what all models have."""
        names = (inputs,) if isinstance(inputs, str) else tuple(map(str, inputs))
        _check_columns(names, target)
        number = _checked_classes(classes)
        known = OF_VALUES if number is None else OF_CLASSES
        loss = next(iter(known)) if loss is None else loss
        if loss not in known:
            raise SettingsError(*_unfit(loss, number is None, type(self).__name__))
        for name, value in (("inputs", names), ("target", target), ("row_loss", loss), ("classes", number)):
            object.__setattr__(self, name, value)

    # ------------------------------------------------------------ what it is made of

    @property
    @abstractmethod
    def parameters(self) -> tuple[str, ...]:
        """The names of its weights in order; none is the name of one of its columns."""

    @property
    @abstractmethod
    def layers(self) -> tuple[Layer, ...]:
        """Where its weights lie among the parameters; of a curve there are none."""

    @property
    @abstractmethod
    def is_convex(self) -> bool:
        """Whether the loss has no minima but the lowest, whatever the rows."""

    @abstractmethod
    def nodes(self, graph: Graph) -> Outputs:
        """Put the model into a graph whose variables are its inputs and parameters."""

    @abstractmethod
    def start(self, seed: int = 0) -> Array:
        """Where descent may begin, ``(dim,)``."""

    @property
    def size(self) -> int:
        """How many parameters there are."""
        return len(self.parameters)

    @property
    def outputs(self) -> int:
        """How many outputs there are: one for a value or two classes, else one a class."""
        return 1 if self.class_count in (0, 2) else self.class_count

    @property
    def class_count(self) -> int:
        """How many classes there are; 0 for a value."""
        return 0 if self.classes is None else self.classes if isinstance(self.classes, int) else len(self.classes)

    @property
    def penalised(self) -> tuple[str, ...]:
        """The parameters whose squares a penalty adds: the weights, not the biases."""
        parameters = self.parameters
        return tuple(parameters[place] for layer in self.layers for place in layer.weights.T.flat)

    # ------------------------------------------------------------------- on rows

    def loss(self, frame: Table, penalty: float = 0.0) -> Loss:
        """The mean of the row's loss over the rows; ``penalty`` times the sum of the squared weights is added, biases
        left out (of a curve all parameters count).

        DataError for rows that the model cannot be fitted to.  Rows with gaps are left out; notes say so.
        """
        frame = as_table(frame)
        examples = read_examples(self, frame)
        if not (isinstance(penalty, int | float) and 0.0 <= penalty < float("inf")):
            raise SettingsError(f"a penalty of {penalty} is no number from 0 on", "0 leaves it out; try 0.001")
        graph = Graph()
        output = self._example(graph, examples, float(penalty))
        names = natural_order([*self.parameters, *examples.table.columns])
        formula = Formula(graph, output, names, (*self.remarks(tuple(frame.columns)), *examples.notes))
        return Loss.from_formula(formula, examples.table, self.parameters)

    def remarks(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Sentences on how the model was read, for a table with these columns."""
        return ()

    def _example(self, graph: Graph, examples: Examples, penalty: float) -> int:
        """The node of one row's loss."""
        outputs = self.nodes(graph).outputs
        targets = [graph.variable(name) for name in examples.targets]
        output = (OF_CLASSES | OF_VALUES)[self.row_loss](graph, outputs, targets)
        if penalty == 0.0:
            return output
        squares = [graph.power(graph.variable(name), graph.constant(2.0)) for name in self.penalised]
        return graph.add(output, graph.multiply(graph.constant(penalty), graph.add(*squares)))

    def predict(self, points: Points, frame: Table) -> Array:
        """What it says of the rows: values ``(runs, dim)`` -> ``(runs, rows)``, or the probability of each class
        ``(runs, rows, classes)``; one point ``(dim,)`` gives ``(rows,)`` or ``(rows, classes)``.

        Of hinge outputs the probabilities are what a log-loss would make of them: the largest is the class.  Only the
        inputs are read; a row with a gap in them gives nan.
        """
        return predicting.predictions(self, points, frame)

    def activations(self, points: Points, frame: Table) -> list[Array]:
        """The units of each inner layer after the activation, ``(runs, rows, units)`` or ``(rows, units)``."""
        return predicting.activations(self, points, frame)

    def measure(self, points: Points, frame: Table) -> dict[str, Array]:
        """How good it is on rows, each ``(runs,)``: "R2" of values, "accuracy" and "wrong" (rows) of classes.

        Rows with gaps are left out.  nan where there is no row, R2 also where all targets are equal.
        """
        return measuring.measure(self, points, frame)

    def labelled(self, frame: Table) -> Self:
        """The same model with the labels of these rows for its classes; a model of values is itself."""
        return self if self.classes is None else self.changed(classes=labels_of(self, frame))

    def changed(self, **settings: Any) -> Self:
        """The same model with other settings, by the names that its class takes."""
        return type(self)(**(self.settings | settings))

    @property
    def settings(self) -> dict[str, Any]:
        """What its class was given, by name."""
        names = list(inspect.signature(type(self)).parameters)
        return {name: getattr(self, "row_loss" if name == "loss" else name) for name in names}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.settings.items())})"


def _check_columns(inputs: tuple[str, ...], target: str) -> None:
    """SettingsError for no inputs, one twice, or the target among them."""
    if not inputs:
        raise SettingsError("a model needs at least one input", 'name columns: inputs=("x",)')
    twice = next((name for name in inputs if inputs.count(name) > 1), None)
    if twice is not None:
        raise SettingsError(f"column '{twice}' is an input twice", "name each input once")
    if target in inputs:
        raise SettingsError(
            f"column '{target}' is the target and an input: the model would copy it", "leave it out of the inputs"
        )


def _checked_classes(classes: Classes) -> int | tuple[Label, ...] | None:
    """The classes as a number or a tuple; SettingsError for fewer than two or too many."""
    if classes is None:
        return None
    if isinstance(classes, int | np.integer):
        labels: int | tuple[Label, ...] = int(classes)
    else:
        labels = (classes,) if isinstance(classes, str) else tuple(classes)
    count = labels if isinstance(labels, int) else len(labels)
    if isinstance(labels, tuple) and len(set(labels)) < count:
        raise SettingsError("two classes have the same label", "give each label once")
    if not 2 <= count <= MOST_CLASSES:
        what = (
            f"{count} classes are too many" if count > 2 else "there is nothing to tell apart with fewer than 2 classes"
        )
        raise SettingsError(what, f"a model tells from 2 to {MOST_CLASSES} classes apart")
    return labels


def _unfit(loss: str, of_values: bool, kind: str) -> tuple[str, str]:
    """What to say of a loss that is unknown or not for this kind of model."""
    fit, other = (OF_VALUES, OF_CLASSES) if of_values else (OF_CLASSES, OF_VALUES)
    predicts = "a value" if of_values else "classes"
    usable = " or ".join(fit)
    if loss in other:
        return f"the loss '{loss}' does not fit a {kind} that predicts {predicts}", f"use {usable}"
    return f"there is no loss called {loss!r}", f"of {predicts} there is {usable}"
