"""Settings of any page as the query of an address, and back.

========  ==============================================================================
``f``     name of a landscape of the gallery (with ``e``: the one whose rows are used)
``e``     a formula of one's own, instead of the landscape's
``hold``  a parameter that is held at a number (repeated): ``lambda~0.1``
``z``     rows of one's own, packed; ``large`` where they are too many for an address
``s``     the start, ``-1.2,1``
``n``     number of steps
``i``     the step shown
``d``     seed of the random choices
``o``     strength of the noise (tilts) of a loss without data
``x``     what the curves are drawn against: steps, epochs or samples
``y``     what they show: gap, loss, gradient, distance, accuracy or sharpness; or, instead of curves, numbers for
          those of a step, and network for a model with its weights
``l``     whether their height is logarithmic: 1 or 0
``t``     whether predicted rates are drawn: 1 or 0
``v``     the landscape from above or in perspective: map or surface; or data, the rows with what a model predicts
``h``     whether the surface's height is logarithmic: 1 or 0
``c``     where the surface is seen from, numbers
``p``     parameters along the axes, counted from 0, ``0,2``; or principal, for the plane of the paths
``q``     scales of the map's axes: auto, equal, or free, each its own
``u``     colour number of the run that the numbers are about
``j``     whether the page is enlarged for a projector: 1 or 0
``k``     number of seeds
``m``     a model on rows instead of a function: ``network~data=spiral~hidden=8,8``, whatever differs from the defaults
          of ``data`` (empty: rows of one's own), ``inputs``, ``target``, ``hidden``, ``activation``, ``degree``,
          ``formula``, ``loss``, ``penalty``, ``test``, ``rows``, ``noise``, ``seed`` and ``scaled``
``a``     the two inputs of a model that are the axes of its data, counted from 0, ``0,2``
``r``     a run (repeated): ``name~method~rate~batch~colour~option=value…``; besides the method's hyperparameters the
          options are ``schedule``, ``clip`` and ``hidden``
========  ==============================================================================

These are the Compare page's; those of the other pages stand with their settings.  What equals its default is left out.
Reading never fails: what cannot be read keeps its default, and a notice names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from optlab.picture.faults import UNREADABLE, fault_text
from optlab.picture.fields import Field, read_whole
from optlab.picture.model import KEY, ModelSettings, read_model
from optlab.picture.plus import with_plus
from optlab.picture.runs import MOST_RUNS, RunSettings, read_runs, repainted
from optlab.picture.settings import Settings, defaults

Query = dict[str, list[str]]
Value = TypeVar("Value")
FOREIGN = (
    *("utm_", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ttclid", "twclid", "li_fat_id"),
    *("mc_cid", "mc_eid", "igsh", "_ga", "_gl", "_hs", "embed", "ref", "hide"),
)
"""How the names begin that mailers, chats and search engines add to a link, and Streamlit's own: they say
nothing; nor does what the app hides (``hide``, app/shared/hidden.py), which no page sets."""


def written(value: Any, usual: Any) -> Query:
    """The texts of each field of ``value`` that is written otherwise than in ``usual``."""
    texts = {
        of.key: (of.write(getattr(value, name)), of.write(getattr(usual, name))) for name, of in _addressed(type(value))
    }
    return {key: own for key, (own, default) in texts.items() if own != default}


def read(query: Mapping[str, Sequence[str]], usual: Value, *only: str) -> tuple[Value, list[str]]:
    """``usual`` with what the query says (of the keys ``only``, if any are given), and a notice for each key that could
    not be read.
    """
    notices: list[str] = []
    for name, of in _addressed(type(usual)):
        if of.key in query and (not only or of.key in only):
            try:
                usual = replace(usual, **{name: of.read(list(query[of.key]))})  # type: ignore[type-var]
            except UNREADABLE as error:
                notices.append(f"{of.key}: {fault_text(error, name.replace('_', ' '))}")
    return usual, notices


def unknown(query: Mapping[str, Sequence[str]], usual: Any, *more: str) -> list[str]:
    """A notice for each key of the query that stands for nothing."""
    known = {of.key for _, of in _addressed(type(usual))} | set(more)
    return [f"{key[:20]}: not a setting" for key in query if key not in known and not is_foreign(key)]


def is_foreign(key: str) -> bool:
    """Whether a key was added to the address by whatever it was sent with."""
    return key.lower().startswith(FOREIGN)


def _addressed(kind: type[Any]) -> Iterator[tuple[str, Field]]:
    """The fields of some settings that have a key, by name."""
    for entry in fields(kind):
        of = entry.metadata.get("allowed")
        if isinstance(of, Field) and of.key:
            yield entry.name, of


# ------------------------------------------------------------------ the Compare page


def to_query(settings: Settings) -> Query:
    """The query parameters of a picture, each a list of texts.

    >>> to_query(defaults())
    {}
    """
    usual = defaults(settings.landscape, settings.model)
    begun = Settings(landscape=settings.landscape, model=settings.model)
    query = written(begun, Settings()) | written(settings, usual)
    colour = next((run.colour for run in settings.runs if run.id == settings.focus), 0)
    return query | ({"u": [str(colour)]} if colour else {})


def from_query(query: Mapping[str, Sequence[str]]) -> tuple[Settings, list[str]]:
    """The picture, and a notice for each parameter that could not be read."""
    query, plus = with_plus(query)
    base, notices = read(query, Settings(), "f")
    model, doubts = _model(query)
    usual = defaults(base.landscape, model)
    runs, faults = _runs(query, usual.runs)
    others = {key: texts for key, texts in query.items() if key not in ("f", "r", "u", KEY)}
    settings, more = read(others, replace(usual, runs=runs))
    focus, doubt = _focus(query, runs)
    return replace(settings, focus=focus), [
        *notices,
        *doubts,
        *plus,
        *unknown(query, base, "u"),
        *more,
        *faults,
        *doubt,
    ]


def _model(query: Mapping[str, Sequence[str]]) -> tuple[ModelSettings | None, list[str]]:
    """The model that the query names, if any, with whatever of it can be read."""
    text = next(iter(query.get(KEY, ())), "")
    return read_model(text) if text else (None, [])


def _runs(
    query: Mapping[str, Sequence[str]], usual: tuple[RunSettings, ...]
) -> tuple[tuple[RunSettings, ...], list[str]]:
    """The runs, each in a colour of its own."""
    if "r" not in query:
        return usual, []
    try:
        return repainted(read_runs(list(query["r"])))
    except UNREADABLE as error:
        return usual, [f"r: {fault_text(error)}"]


def _focus(query: Mapping[str, Sequence[str]], runs: tuple[RunSettings, ...]) -> tuple[int, list[str]]:
    """The id of the run in the colour that the address names, or of the first."""
    colour, notices = 0, list[str]()
    try:
        colour = read_whole(next(iter(query.get("u", ["0"]))), 0, MOST_RUNS - 1)
    except UNREADABLE as error:
        notices.append(f"u: {fault_text(error, 'the colour')}")
    return next((run.id for run in runs if run.colour == colour), runs[0].id), notices
