"""Everything that the numbers of a run depend on, and nothing else: two runs of one descent are the same run."""

from __future__ import annotations

from dataclasses import dataclass

from optlab.picture.runs import RunSettings
from optlab.picture.subject import Subject


@dataclass(frozen=True)
class Descent:
    """``steps`` steps of ``run`` (unpainted) down ``subject`` from ``start``, once for each of ``seeds`` seeds from
    ``seed`` on.
    """

    subject: Subject
    start: tuple[float, ...]
    steps: int
    seed: int
    seeds: int
    run: RunSettings
