"""What is minimised, as plain text and numbers: a landscape of the gallery, a formula or a model, and the rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from optlab import datasets
from optlab.datasets.packing import LONGEST_PACKED
from optlab.errors import DataError, SettingsError
from optlab.expressions import Formula, parse, with_held
from optlab.expressions.text.tokens import LONGEST_TEXT
from optlab.losses import Loss, landscapes, parse_loss
from optlab.losses.columns import near_misses
from optlab.picture.fields import Field, Texts, declared, text
from optlab.picture.fit import Fit, fit_of, fit_of_formula
from optlab.picture.holding import Held
from optlab.picture.model import ModelSettings
from optlab.picture.model_words import model_words
from optlab.picture.plus import FORMULA, guarded

DEFAULT_LANDSCAPE = "gentle_rosenbrock"
EXAMPLES = 256
"""Examples of a loss without data."""

LONGEST_ROWS = 4_000
"""Characters of packed rows in an address; longer ones travel only in a settings file."""

LARGE = "large"
"""What stands in the address instead of those."""


@dataclass(frozen=True)
class Subject:
    """A loss to be made: ``formula`` is empty for the landscape's own; ``rows`` are packed by ``datasets.pack``, empty
    for those of the landscape; ``noise`` is the strength of the tilts of a loss without rows; ``held`` are parameters
    that are none, because they are held at numbers.  With a ``model`` its loss over the rows that it learns from is
    what is minimised, and nothing else of the subject counts but ``rows``, where they are the model's.

    >>> Subject("penguins").loss().examples, Subject(formula="x^2").loss().examples
    (333, 256)
    """

    landscape: str = DEFAULT_LANDSCAPE
    formula: str = ""
    rows: str = ""
    noise: float = 0.0
    held: Held = ()
    model: ModelSettings | None = None

    @property
    def quiet(self) -> Subject:
        """The same without noise: its mean is the same function."""
        return replace(self, noise=0.0)

    @property
    def canonical(self) -> Subject:
        """The same, its formula left out where it is the landscape's own."""
        if self.model is not None:
            return Subject(rows="" if self.model.data else self.rows, model=self.model)
        return replace(self, formula="") if self.formula == landscapes.get(self.landscape).formula else self

    @property
    def is_own(self) -> bool:
        """Whether formula or rows are not the landscape's, or something in the formula is held, or it is a model."""
        return bool(self.formula or self.rows or self.held or self.model)

    @property
    def text(self) -> str:
        """The formula, whosever it is; of a model, what it is in a few words."""
        if self.model is not None:
            return model_words(self.model)
        return self.formula or landscapes.get(self.landscape).formula

    @property
    def table(self) -> pd.DataFrame | None:
        """The rows at hand, whether the formula is about them or not."""
        return _unpacked(self.rows) if self.rows else landscapes.get(self.landscape).data

    @property
    def data(self) -> pd.DataFrame | None:
        """The rows that the formula is about: it names columns of theirs, and something else to descend in; of a
        model those that it learns from.
        """
        fit = None if self.model is None else self.fit()
        if fit is not None:
            return fit.train
        table = self.table
        if table is None or not self.is_own:
            return table
        names, columns = set(parse(self.text, list(table.columns)).names), set(table.columns)
        if self.rows and not names & columns and near_misses(sorted(names), list(table.columns)):
            return table  # the loss will say which name is meant
        return table if names & columns and names - columns - {name for name, _ in self.held} else None

    @property
    def rows_used(self) -> int:
        """How many rows the loss is a mean over: those without a gap in a column of the formula; 0 without rows."""
        table = self.data
        if table is None:
            return 0
        if self.model is not None:
            return len(table)
        used = [name for name in parse(self.text, list(table.columns)).names if name in table.columns]
        return len(table.dropna(subset=used))

    @property
    def parameters(self) -> tuple[str, ...] | None:
        """The order of the parameters where the landscape states one."""
        return None if self.is_own else landscapes.get(self.landscape).parameters

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that there are when nothing is held; OptlabError for a formula that cannot be read."""
        fit = None if self.model is None else self.fit()
        if fit is not None:
            return tuple(fit.model.parameters)
        data = replace(self, held=()).data
        columns = () if data is None else tuple(map(str, data.columns))
        return tuple(name for name in parse(self.text, columns).names if name not in columns)

    def example(self) -> Formula:
        """The formula of one example, with what is held; OptlabError for one that cannot be read."""
        if self.model is not None:
            loss = self.loss()
            example = loss.example
            return Formula(example.graph, example.output, (*loss.parameters, *loss.columns))
        data, numbers = self.data, dict(self.held)
        declared = [*(self.parameters or ()), *(() if data is None else data.columns), *numbers]
        return with_held(parse(self.text, declared), numbers)

    def loss(self) -> Loss:
        """The loss; OptlabError for a formula, a model or rows that cannot be read."""
        fit = None if self.model is None else self.fit()
        if fit is not None:
            return fit.model.loss(fit.train, fit.penalty)
        return parse_loss(
            self.text, self.data, self.parameters, examples=EXAMPLES, noise=self.noise, held=dict(self.held)
        )

    def fit(self) -> Fit | None:
        """The model with its rows, be it chosen as one or a formula of that kind; None where there is neither.

        OptlabError for what cannot be read.
        """
        return _fit(self.quiet.canonical)


@lru_cache(maxsize=8)
def _fit(subject: Subject) -> Fit | None:
    """A picture asks for it several times, and each view of the data does."""
    if subject.model is not None:
        return fit_of(subject.model, subject.rows)
    data = subject.data
    return None if data is None else fit_of_formula(subject.loss(), data)


@lru_cache(maxsize=4)
def _unpacked(rows: str) -> pd.DataFrame:
    """A picture asks for its rows several times, and unpacking them takes longer than all else of its texts."""
    return datasets.unpack(rows)


# ------------------------------------------------------------------ its fields in the settings of a page


def landscape_field(default: str = DEFAULT_LANDSCAPE) -> Any:
    """The name of a landscape of the gallery."""
    return declared(
        default,
        Field(
            "a landscape of the gallery",
            lambda name: name in landscapes.names(),
            "choice",
            "f",
            lambda name: [name],
            _read_landscape,
        ),
    )


def formula_field() -> Any:
    """A formula of one's own, empty for the landscape's."""
    declaration = text(FORMULA, "", LONGEST_TEXT)
    of: Field = declaration.metadata["allowed"]
    return declared("", replace(of, write=lambda value: [guarded(value)]))


def rows_field() -> Any:
    """Packed rows of one's own, empty for the landscape's."""
    words, write = "packed rows", lambda rows: [rows if len(rows) <= LONGEST_ROWS else LARGE]
    return declared("", Field(words, _is_packed, "text", "z", write, _read_rows))


def _is_packed(rows: object) -> bool:
    return isinstance(rows, str) and len(rows) <= LONGEST_PACKED


def _read_landscape(texts: Texts) -> str:
    if texts[0] not in landscapes.names():
        raise SettingsError(f"there is no landscape called {texts[0][:40]!r}")
    return texts[0]


def _read_rows(texts: Texts) -> str:
    """Packed rows that can be unpacked; DataError for others."""
    if texts[0] == LARGE:
        raise DataError("the rows were too many for an address", "bring them again, or open their settings file")
    if len(texts[0]) > LONGEST_PACKED:
        raise DataError("these packed rows are too long", f"at most {LONGEST_PACKED:,} characters")
    if texts[0]:
        datasets.unpack(texts[0])
    return texts[0]
