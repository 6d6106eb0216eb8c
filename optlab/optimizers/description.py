"""What a method says about itself: its docstring, taken apart so that a page can show the same words.

A docstring has, in this order: a sentence; the formula; a line for each number, ``rate`` first; *Texts differ*;
*Reference*.  What a number may be stands in its declaration, what is sensible and what it means in its line.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, cast

from optlab.errors import OptlabError

LINE = re.compile(
    r"^``(?P<name>\w+)``, (?:(?P<symbol>\S+) )??"
    r"(?:from (?P<low>\S+) to (?P<high>[^\s:]+)|on or off|any number): (?P<meaning>.+)$"
)


@dataclass(frozen=True)
class Hyperparameter:
    """A number of a method: its name, the symbol in the formula, what it means, and the sensible range (None: none).

    ``kind`` is number, whole, switch (on or off) or optional (a number or None).  ``allowed`` says in words what is
    possible at all.  The default of ``rate`` is None: it depends on the loss.
    """

    name: str
    symbol: str
    meaning: str
    low: float | None
    high: float | None
    default: float | bool | None
    kind: str = "number"
    allowed: str = "0 or more"

    @property
    def logarithmic(self) -> bool:
        """Whether the range spans so many sizes that a slider should have a logarithmic scale."""
        return bool(self.low and self.high and self.high / self.low >= 500.0 and self.kind == "number")


@dataclass(frozen=True)
class Description:
    """The parts of a method's docstring; ``formula`` is LaTeX, ``rate`` is None for what has no learning rate."""

    sentence: str
    formula: str
    rate: Hyperparameter | None
    hyperparameters: tuple[Hyperparameter, ...]
    texts_differ: str
    reference: str


def describe(documented: type[Any] | object) -> Description:
    r"""What a rule, wrapper or schedule, or its class, says about itself.  OptlabError where a part is missing.

    >>> from optlab.optimizers import Momentum
    >>> momentum = describe(Momentum)
    >>> momentum.formula
    'v \\leftarrow \\beta v + \\nabla L(w), \\qquad w \\leftarrow w - \\eta v'
    >>> decay = momentum.hyperparameters[0]
    >>> decay.symbol, decay.low, decay.high, decay.default, decay.meaning
    ('β', 0.0, 0.99, 0.9, 'the share of the last velocity that is kept; 0 is plain descent.')
    """
    return _described(documented if isinstance(documented, type) else type(documented))


@cache
def _described(kind: type[Any]) -> Description:
    """Read once: the page asks several times a rerun, and a docstring does not change."""
    parts = _parts(kind)
    lines = [_line(text, kind) for text in parts.get("numbers", "").split("\n") if text]
    settings = tuple(number for number in lines if number.name != "rate")
    expected = [setting.name for setting in fields(kind) if "allowed" in setting.metadata]
    missing = {"sentence", "formula", "texts differ", "reference"} - {part for part in parts if parts[part]}
    if missing or [number.name for number in settings] != expected:
        what = f"the docstring of {kind.__name__} lacks {', '.join(sorted(missing)) or 'a line for a hyperparameter'}"
        raise OptlabError(what, f"it needs a line for each of: {', '.join(expected) or 'none'}")
    rate = next((number for number in lines if number.name == "rate"), None)
    return Description(parts["sentence"], parts["formula"], rate, settings, parts["texts differ"], parts["reference"])


def _parts(kind: type[Any]) -> dict[str, str]:
    """The paragraphs by name, each on one line, except the numbers, one a line."""
    parts: dict[str, str] = {}
    for index, paragraph in enumerate(re.split(r"\n\s*\n", inspect.cleandoc(kind.__doc__ or ""))):
        text = re.sub(r"\s*\n\s*", " ", paragraph)
        if index == 0:
            parts["sentence"] = text
        elif text.startswith(".. math::"):
            parts["formula"] = text.removeprefix(".. math::").strip()
        elif text.startswith("``"):
            parts["numbers"] = re.sub(r"\n +", " ", paragraph)
        else:
            heading, _, rest = text.partition(": ")
            parts[heading.lower()] = rest
    return parts


def _line(text: str, kind: type[Any]) -> Hyperparameter:
    match = LINE.match(text)
    if match is None:
        raise OptlabError(f"{kind.__name__}: cannot read {text!r}", "write ``name``, symbol from low to high: meaning")
    setting = next((setting for setting in fields(kind) if setting.name == match["name"]), None)
    low, high = (float(match[side]) if match[side] else None for side in ("low", "high"))
    about = (match["name"], match["symbol"] or "", match["meaning"], low, high)
    if setting is None:
        return Hyperparameter(*about, default=None)
    allowed, default = setting.metadata["allowed"], cast("float | bool | None", setting.default)
    return Hyperparameter(*about, default=default, kind=allowed.kind, allowed=allowed.words)
