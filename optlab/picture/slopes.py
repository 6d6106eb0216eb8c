"""The picture of the Slopes page as a value: a point on a loss, and how its slopes are looked at; as an address, too.

=========  ==================================================================
``f``      name of a landscape of the gallery, as on the Compare page
``e``      a formula of one's own, instead of the landscape's
``hold``   a parameter that is held at a number (repeated): ``lambda~0.1``
``at``     the point, ``-1.2,2.2``
``eta``    the learning rate of the one step
``nudge``  the nudge; an address may hold any, the page knows NUDGES
``show``   the view below the pictures: numbers, idea, nudge or curvature
``axes``   the two parameters shown, ``x3,x1``
``rules``  the parameters whose derivation is open, ``x,y``
``knobs``  what two knobs are called: names (the parameters' own) or sound (volume and treble)
``ground`` how the loss is seen: map or surface
``j``      whether the page is enlarged for a projector: 1 or 0
=========  ==================================================================
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from optlab.errors import OptlabError
from optlab.expressions.text.parser import MOST_NAMES
from optlab.optimizers.hyperparameters import Checked
from optlab.picture.address import Query, read, unknown, written
from optlab.picture.faults import fault_text
from optlab.picture.fields import choice, level, names, number, numbers, switch
from optlab.picture.fitting import held_fitting
from optlab.picture.holding import KEY, held_field
from optlab.picture.plus import with_plus
from optlab.picture.problem import Problem
from optlab.picture.subject import Subject, formula_field, landscape_field

FIRST_LANDSCAPE = "knobs_saddle"
"""What the page begins with where no other page left a subject."""

NUDGES = tuple(10.0 ** (power / 2) for power in range(2, -31, -1))
"""From 10 down to 1e-15, two to the decade."""

AXES = 2
"""Parameters that the pictures show."""

OF_THE_SUBJECT = ("f", "e", KEY)


@dataclass(frozen=True)
class SlopesSettings(Checked):
    """A point on a loss: ``formula`` is empty for the landscape's own, ``point`` has a number for each parameter but
    those that are ``held`` at numbers.

    ``axes`` are the parameters that the pictures show, east and north (the only one where there is one); ``rules``
    those whose derivation is open; ``view`` is what stands below the pictures.

    >>> SlopesSettings(rate=-1.0)
    Traceback (most recent call last):
        ...
    optlab.errors.SettingsError: rate must be a finite number of at least 0, got -1.0
    0.1 is the usual choice
    """

    landscape: str = landscape_field(FIRST_LANDSCAPE)
    formula: str = formula_field()
    point: tuple[float, ...] = numbers("at", (), MOST_NAMES)
    rate: float = number("eta", 0.1, 0.0)
    nudge: float = level("nudge", 1.0, NUDGES, digits=2, nearest=True)
    view: str = choice("show", "numbers", ("numbers", "idea", "nudge", "curvature"))
    axes: tuple[str, ...] = names("axes", (), AXES)
    rules: tuple[str, ...] = names("rules", (), MOST_NAMES)
    knobs: str = choice("knobs", "names", ("names", "sound"))
    ground: str = choice("ground", "map", ("map", "surface"))
    projector: bool = switch("j", False)
    held: tuple[tuple[str, float], ...] = held_field()

    @property
    def subject(self) -> Subject:
        """What the point is on."""
        return Subject(self.landscape, self.formula, held=self.held)


def usual(subject: Subject, problem: Problem, rate: float) -> SlopesSettings:
    """What the page begins with on a subject, whose ``problem`` and a ``rate`` that suits it are given."""
    axes = problem.loss.parameters[:AXES]
    return SlopesSettings(subject.landscape, subject.formula, problem.start, rate, axes=axes, held=subject.held)


def nearest_nudge(size: float) -> float:
    """The nudge of NUDGES that is nearest to a positive size by its ratio.

    >>> nearest_nudge(0.09)
    0.1
    """
    nearest: float = min(NUDGES, key=lambda nudge: abs(math.log(nudge / size)))
    return nearest


# ------------------------------------------------------------------ as an address


def to_query(settings: SlopesSettings, usual: SlopesSettings) -> Query:
    """The query parameters of a picture: what is otherwise than ``usual`` on its subject, each a list of texts."""
    first = SlopesSettings()
    return written(settings, replace(usual, landscape=first.landscape, formula=first.formula, held=first.held))


def subject_of(
    query: Mapping[str, Sequence[str]], otherwise: Subject, fault_of: Callable[[Subject], OptlabError | None]
) -> tuple[Subject, list[str]]:
    """The subject that the query names, or that of ``otherwise`` where it names none, and notices.

    ``fault_of`` says what is wrong with a subject, if anything.
    """
    query, plus = with_plus(query)
    named = any(key in query for key in OF_THE_SUBJECT)
    first = SlopesSettings() if named else SlopesSettings(otherwise.landscape, otherwise.formula, held=otherwise.held)
    settings, notices = read(query, first, *OF_THE_SUBJECT)
    notices += plus
    subject = settings.subject.canonical
    fault = fault_of(replace(subject, held=()))
    if fault is not None:
        return replace(subject, formula="", held=()), [*notices, f"e: {fault_text(fault)}"]
    held, more = held_fitting(subject, fault_of)
    return replace(subject, held=held), [*notices, *more]


def from_query(
    query: Mapping[str, Sequence[str]], usual: SlopesSettings, parameters: Sequence[str]
) -> tuple[SlopesSettings, list[str]]:
    """The picture on the subject of ``usual``, and a notice for each parameter of the query that could not be read."""
    others = {key: texts for key, texts in query.items() if key not in OF_THE_SUBJECT}
    settings, notices = read(others, usual)
    settings, more = fitted(settings, usual, parameters)
    return settings, [*unknown(query, usual), *notices, *more]


def fitted(
    settings: SlopesSettings, usual: SlopesSettings, parameters: Sequence[str]
) -> tuple[SlopesSettings, list[str]]:
    """Settings that go with a loss of these parameters, what does not as in ``usual``, and a notice for that."""
    notices = []
    if len(settings.point) != len(parameters):
        notices.append(f"at: {len(settings.point)} number(s) for {len(parameters)} parameter(s)")
        settings = replace(settings, point=usual.point)
    for field in ("axes", "rules"):
        strange = [name for name in getattr(settings, field) if name not in parameters]
        if strange:
            notices.append(f"{field}: the formula has no parameter {strange[0][:40]!r}")
            settings = replace(settings, **{field: getattr(usual, field)})
    if len(settings.axes) != len(usual.axes):
        notices.append("axes: write two different parameters")
        settings = replace(settings, axes=usual.axes)
    return replace(settings, rules=tuple(name for name in parameters if name in settings.rules)), notices
