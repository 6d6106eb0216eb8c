"""Regressions whose right answers are certified: formula, both published starts, parameters and what remains.

The tables and their answers are those of NIST's Statistical Reference Datasets; the answers have eleven digits.
"""

from __future__ import annotations

from dataclasses import dataclass

from optlab.datasets import shipped
from optlab.errors import DataError


@dataclass(frozen=True)
class Certified:
    """``formula`` predicts column y from column x; the rest is in the order of ``names``, the formula's parameters.

    ``starts``: far and near, each (dim,); ``parameters`` and their standard ``deviations``, each (dim,);
    ``residual_sum`` is the sum of squared residuals over all rows, the number of rows times the mean loss.
    """

    formula: str
    names: tuple[str, ...]
    starts: tuple[tuple[float, ...], ...]
    parameters: tuple[float, ...]
    deviations: tuple[float, ...]
    residual_sum: float


def certified_names() -> tuple[str, ...]:
    """The shipped tables with certified answers."""
    return tuple(name for name in shipped.tables() if "certified" in shipped.card(name))


def certified(name: str) -> Certified:
    """The certified answers for a shipped table; DataError where there are none.

    >>> certified("misra1a").formula, certified("misra1a").starts[1]
    ('b1*(1 - exp(-b2*x))', (250.0, 0.0005))
    """
    if name not in certified_names():
        what = f"there are no certified answers for {str(name)[:40]!r}"
        raise DataError(what, f"there are for: {', '.join(certified_names())}")
    answers = shipped.card(name)["certified"]
    return Certified(
        str(answers["formula"]),
        tuple(answers["names"]),
        tuple(tuple(map(float, start)) for start in answers["starts"]),
        tuple(map(float, answers["parameters"])),
        tuple(map(float, answers["deviations"])),
        float(answers["residual_sum"]),
    )
