"""A model made ready for its rows: which rows it learns from, which are held back, and what it predicts from what.

A formula on rows that is a squared error of a prediction is such a model, too: every view of the data asks for the fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from optlab import datasets, models
from optlab.datasets.catalogue import Fit as DataFit
from optlab.datasets.packing import AS_IT_IS
from optlab.errors import DataError, SettingsError
from optlab.losses import Loss
from optlab.losses.columns import near_misses
from optlab.losses.straight_line import straight_line
from optlab.picture.model import OF_CLASSES, OF_VALUES, ModelSettings

MOST_ROWS, MOST_INPUTS, MOST_WEIGHTS = 5_000, 20, 1_000
"""Of a model on the page; the library takes more."""

MOST_CLASSES = 8
"""As many as there are colours for them."""

FORMULAS = {"sine": "a*sin(b*x + c)"}
"""Predictions to begin with, by the data."""

CLASSIFIERS = ("logistic", "softmax")


@dataclass(frozen=True, eq=False)
class Fit:
    """``model`` learns from the rows ``train`` and not from ``test``, with ``penalty`` on its squared weights.

    ``units`` are the columns that were brought to mean 0 and deviation 1, each with the mean and the deviation that it
    had among the rows of training.
    """

    model: models.Model
    train: pd.DataFrame
    test: pd.DataFrame
    penalty: float = 0.0
    units: tuple[tuple[str, float, float], ...] = ()

    @property
    def classes(self) -> tuple[Any, ...]:
        """The classes that are predicted, in order; none where a value is."""
        known = self.model.classes
        return tuple(range(known)) if isinstance(known, int) else known or ()


def fit_of(settings: ModelSettings, rows: str = "") -> Fit:
    """The fit of a model; ``rows`` are the visitor's own, packed.  OptlabError for what does not go together."""
    table = table_of(settings, rows)
    inputs, target = inputs_of(settings, table), target_of(settings, table)
    used = used_rows(table, inputs, target, settings)
    classes = classes_of(settings, used, target)
    train, test = datasets.split(used, settings.test, seed=settings.seed, by=target if classes else None)
    units: tuple[tuple[str, float, float], ...] = ()
    if is_scaled(settings):
        columns = [*inputs, *(() if classes else (target,))]
        units = tuple((name, *_unit(train, name)) for name in columns)
        train, test = (in_units(frame, units) for frame in (train, test))
    model = made(settings, inputs, target, classes)
    if model.size > MOST_WEIGHTS:
        what = f"this model has {model.size:,} weights; the page takes {MOST_WEIGHTS:,}"
        raise SettingsError(what, "fewer units, fewer layers or fewer inputs")
    return Fit(model, train, test, settings.penalty, units)


def fit_of_formula(loss: Loss, table: pd.DataFrame) -> Fit | None:
    """The same for a loss of a formula on rows, where its formula is the error of a prediction; None for others."""
    model = models.prediction_of(loss)
    if model is None:
        return None
    train = table.dropna(subset=list(loss.columns)).reset_index(drop=True)
    return Fit(model, train, train.iloc[:0])


# ------------------------------------------------------------------ rows and columns


def table_of(settings: ModelSettings, rows: str = "") -> pd.DataFrame:
    """The rows as they are, with all their columns."""
    if settings.is_drawn:
        return datasets.load(settings.data, rows=settings.rows, noise=settings.noise, seed=settings.seed)
    if settings.data:
        return datasets.load(settings.data)
    if not rows:
        raise DataError("there are no rows of your own", "bring a file under 'Your rows', or choose other data")
    return datasets.unpack(AS_IT_IS + rows[1:])  # the model scales them itself, and classes stay what they are


def target_of(settings: ModelSettings, table: pd.DataFrame) -> str:
    """The column that is predicted: the one that was chosen, the data's own, or the last one."""
    if settings.target:
        return _known(settings.target, table)
    return _own(settings).target if settings.data else str(table.columns[-1])


def inputs_of(settings: ModelSettings, table: pd.DataFrame) -> tuple[str, ...]:
    """The columns that it is predicted from: those that were chosen, the data's own, or all others with numbers."""
    target = target_of(settings, table)
    if settings.inputs:
        chosen = tuple(_known(name, table) for name in settings.inputs)
        if target in chosen:
            raise DataError(f"'{target}' is what is predicted and also an input", "leave it out of the inputs")
        return chosen
    numeric = [str(name) for name in table.select_dtypes("number").columns]
    own = _own(settings).inputs if settings.data else numeric
    others = [name for name in own if name != target] or [name for name in numeric if name != target]
    if not others:
        raise DataError("there is no column of numbers to predict from", "bring rows with at least two columns")
    return tuple(others[: 1 if settings.kind == "polynomial" else MOST_INPUTS])


def _own(settings: ModelSettings) -> DataFit:
    """What one fits in the data with this target, or with one that the kind of model can predict."""
    fits = datasets.fits(settings.data)
    if settings.target:
        return next((fit for fit in fits if fit.target == settings.target), fits[0])
    if settings.kind in CLASSIFIERS or settings.loss in OF_CLASSES:
        target = datasets.target_of(settings.data, classes=True)
    elif settings.kind == "network" and not settings.loss:
        return fits[0]
    else:
        try:
            target = datasets.target_of(settings.data, classes=False)
        except DataError:  # two classes as 0 and 1 can be taken for values
            return fits[0]
    return next(fit for fit in fits if fit.target == target)


def _known(name: str, table: pd.DataFrame) -> str:
    if name in table.columns:
        return name
    near = near_misses([name], list(map(str, table.columns)))
    there = ", ".join(map(str, table.columns[:MOST_INPUTS]))
    meant = f"did you mean {near[0][1]!r}?" if near else f"there is: {there}"
    raise DataError(f"there is no column called {name[:40]!r}", meant)


def used_rows(table: pd.DataFrame, inputs: tuple[str, ...], target: str, settings: ModelSettings) -> pd.DataFrame:
    """The columns that the model is about, without rows that have a gap in one of them."""
    if len(inputs) > MOST_INPUTS:
        raise SettingsError(f"{len(inputs)} inputs are chosen; the page takes {MOST_INPUTS}", "choose fewer")
    used = table[[*inputs, target]].dropna().reset_index(drop=True)
    words = [name for name in inputs if not pd.api.types.is_numeric_dtype(used[name].dtype)]
    if words:
        raise DataError(f"column '{words[0]}' holds words", "an input is a column of numbers")
    if len(used) > MOST_ROWS:
        raise DataError(f"there are {len(used):,} rows; the page takes {MOST_ROWS:,} for a model", "bring fewer rows")
    if len(used) < 2 + 2 * (settings.test > 0):
        raise DataError(f"{len(used)} row(s) without a gap are too few", "bring more rows, or hold back none of them")
    return used


def classes_of(settings: ModelSettings, used: pd.DataFrame, target: str) -> tuple[Any, ...]:
    """The classes that are predicted, in order; none where a value is."""
    if not is_about_classes(settings, used, target):
        return ()
    classes = datasets.classes_of(used, target)
    if len(classes) < 2:
        what = f"every row of column '{target}' is of the class {classes[0]!r}"
        raise DataError(what, "choose another target, or bring rows of another class")
    if len(classes) > MOST_CLASSES:
        what = (
            f"column '{target}' holds {len(classes):,} different values; there are colours for {MOST_CLASSES} classes"
        )
        raise DataError(what, "choose another target, or a model that predicts a value")
    if settings.kind == "logistic" and len(classes) > 2:
        raise DataError(f"column '{target}' holds {len(classes)} classes, and logistic tells two", "choose softmax")
    return classes


def is_about_classes(settings: ModelSettings, used: pd.DataFrame, target: str) -> bool:
    """Whether classes are predicted: the kind, the loss or the values of the target say so."""
    if settings.kind in CLASSIFIERS or settings.loss in OF_CLASSES:
        return True
    if not pd.api.types.is_numeric_dtype(used[target].dtype):
        if settings.kind != "network":
            what = f"column '{target}' holds words, and this model predicts a number"
            raise DataError(what, "choose logistic, softmax or network, or another target")
        return True
    if settings.kind != "network" or settings.loss in OF_VALUES:
        return False
    different = sorted(set(used[target].tolist()))
    return different == list(range(len(different))) and len(different) <= MOST_CLASSES < len(used)


def is_scaled(settings: ModelSettings) -> bool:
    """Whether columns are brought to mean 0 and deviation 1: never a generator's, nor those of one's own formula."""
    return settings.scaled and not settings.is_drawn and settings.kind != "curve"


def _unit(train: pd.DataFrame, name: str) -> tuple[float, float]:
    """Mean and deviation of a column; DataError for one that is constant."""
    if train[name].nunique() < 2:
        raise DataError(f"column '{name}' has the same value in every row", "leave it out")
    return float(train[name].mean()), float(train[name].std(ddof=0))


def in_units(frame: pd.DataFrame, units: tuple[tuple[str, float, float], ...]) -> pd.DataFrame:
    """Rows with these columns shifted by a mean and divided by a deviation."""
    return frame.assign(**{name: (frame[name] - mean) / deviation for name, mean, deviation in units})


# ------------------------------------------------------------------ the model itself


def made(settings: ModelSettings, inputs: tuple[str, ...], target: str, classes: tuple[Any, ...]) -> models.Model:
    """The model of these settings."""
    return models.KINDS[settings.kind](**arguments(settings, inputs, target, classes))


def arguments(
    settings: ModelSettings, inputs: tuple[str, ...], target: str, classes: tuple[Any, ...]
) -> dict[str, Any]:
    """What a model of these settings is made with, by name: the exported program writes the same."""
    chosen: dict[str, Any] = {"inputs": inputs, "target": target}
    if settings.loss and settings.kind != "softmax":
        chosen["loss"] = settings.loss
    if classes:
        chosen["classes"] = classes
    if settings.kind == "polynomial":
        chosen["degree"] = settings.degree
    elif settings.kind == "network":
        chosen |= {"hidden": settings.hidden, "activation": settings.activation}
    elif settings.kind == "curve":
        chosen["formula"] = formula_of(settings, inputs, target)
    return chosen


def formula_of(settings: ModelSettings, inputs: tuple[str, ...], target: str) -> str:
    """The formula of a curve: the one that was typed, that which the data come with, or else a straight line's."""
    if settings.formula:
        return settings.formula
    if settings.data in datasets.certified_names():
        return datasets.certified(settings.data).formula
    if settings.data in FORMULAS:
        return FORMULAS[settings.data]
    return straight_line([*inputs, target]).removeprefix("(").removesuffix(f" - {target})^2")
