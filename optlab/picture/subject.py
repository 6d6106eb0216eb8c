"""What is minimised, as plain text and numbers: a landscape of the gallery or a formula of one's own, and the rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from optlab import datasets
from optlab.expressions import parse
from optlab.losses import Loss, landscapes, parse_loss

DEFAULT_LANDSCAPE = "gentle_rosenbrock"
EXAMPLES = 256
"""Examples of a loss without data."""


@dataclass(frozen=True)
class Subject:
    """A loss to be made: ``formula`` is empty for the landscape's own; ``rows`` are packed by ``datasets.pack``, empty
    for those of the landscape; ``noise`` is the strength of the tilts of a loss without rows.

    >>> Subject("penguins").loss().examples, Subject(formula="x^2").loss().examples
    (333, 256)
    """

    landscape: str = DEFAULT_LANDSCAPE
    formula: str = ""
    rows: str = ""
    noise: float = 0.0

    @property
    def quiet(self) -> Subject:
        """The same without noise: its mean is the same function."""
        return replace(self, noise=0.0)

    @property
    def is_own(self) -> bool:
        """Whether formula or rows are not the landscape's."""
        return bool(self.formula or self.rows)

    @property
    def text(self) -> str:
        """The formula, whosever it is."""
        return self.formula or landscapes.get(self.landscape).formula

    @property
    def table(self) -> pd.DataFrame | None:
        """The rows at hand, whether the formula is about them or not."""
        return datasets.unpack(self.rows) if self.rows else landscapes.get(self.landscape).data

    @property
    def data(self) -> pd.DataFrame | None:
        """The rows that the formula is about: it names columns of theirs, and something else to descend in."""
        table = self.table
        if table is None or not self.is_own:
            return table
        names, columns = set(parse(self.text, list(table.columns)).names), set(table.columns)
        return table if names & columns and names - columns else None

    @property
    def parameters(self) -> tuple[str, ...] | None:
        """The order of the parameters where the landscape states one."""
        return None if self.is_own else landscapes.get(self.landscape).parameters

    def loss(self) -> Loss:
        """The loss; OptlabError for a formula or rows that cannot be read."""
        return parse_loss(self.text, self.data, self.parameters, examples=EXAMPLES, noise=self.noise)
