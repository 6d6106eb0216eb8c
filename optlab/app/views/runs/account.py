"""What can be told of a run at each of its steps, made once for all visitors: words, evidence, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from optlab.analysis import verdict
from optlab.analysis.evidence import Evidence, evidence
from optlab.analysis.offers import better_rate
from optlab.analysis.phases import Phase, phases
from optlab.analysis.verdict import Verdict
from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations
from optlab.errors import OptlabError
from optlab.picture.descent import Descent


@dataclass(frozen=True)
class Account:
    """The ``phases`` of a run, the ``evidence`` at the drawn steps, and the ``verdict`` on its end."""

    phases: tuple[Phase, ...]
    evidence: Evidence
    verdict: Verdict


def _bytes(account: Account | None) -> int:
    return 1_000 if account is None else 1_000 + 200 * len(account.phases) + 2 * account.evidence.points.nbytes + 10_000


@cached(_bytes)
def account_of(descent: Descent) -> Account | None:
    """The account of the first repeat of a descent; None where it cannot be run."""
    trajectory = computations.trajectory(descent, lambda _: None)
    if isinstance(trajectory, OptlabError):
        return None
    decay = descent.run.heavy_ball_decay
    rate, best = None if decay is None else descent.run.rate, computations.problem(descent.subject).best
    known = evidence(trajectory, rate=rate)
    about = {"rate": rate, "decay": decay or 0.0, "batch": descent.run.batch, "best": best}
    judged = verdict(trajectory, **about)  # type: ignore[arg-type]
    return Account(phases(trajectory, known=known, judged=judged, **about), known, judged)  # type: ignore[arg-type]


@cached(lambda _: 200)
def tried_rate(descent: Descent) -> tuple[float | None]:
    """A rate that was tried and serves the run better than its own, if there is one; the cache keeps no bare None."""
    account, subject, chosen = account_of(descent), computations.problem(descent.subject), descent.run
    curvature, decay = None if account is None else account.verdict.curvature, chosen.heavy_ball_decay
    if curvature is None or decay is None:
        return (None,)
    start, rule = np.array(descent.start or subject.start), chosen.rule(subject.best)
    same = {"batch": chosen.batch, "seed": descent.seed, "schedule": chosen.factor(descent.steps)}
    return (better_rate(subject.loss, rule, start, descent.steps, chosen.rate, curvature, decay, **same),)  # type: ignore[arg-type]
