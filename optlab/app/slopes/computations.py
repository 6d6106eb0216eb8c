"""What takes time on the Slopes page, cached for all visitors: derivations, and the rate that suits a subject."""

from __future__ import annotations

from optlab.app.serving.shared_cache import cached
from optlab.app.shared import computations
from optlab.explain.derivation import Derivation, derivation
from optlab.picture import slopes
from optlab.picture.learning_rates import usual_rate
from optlab.picture.slopes import SlopesSettings
from optlab.picture.subject import Subject

BYTES_A_STEP = 2_000
"""Of a derivation."""

BYTES_OF_SETTINGS = 4_000


def _bytes(derivation: Derivation) -> int:
    return BYTES_A_STEP * len(derivation.steps)


@cached(_bytes)
def derivation_of(subject: Subject, name: str) -> Derivation:
    """The partial derivative of one example's loss, rule by rule."""
    return derivation(subject.example(), name)


@cached(lambda settings: BYTES_OF_SETTINGS)
def usual_settings(subject: Subject) -> SlopesSettings:
    """What the page begins with on a subject: its start, its first parameters, and a rate that suits plain descent."""
    problem = computations.problem(subject)
    return slopes.usual(subject, problem, usual_rate(subject, problem))
