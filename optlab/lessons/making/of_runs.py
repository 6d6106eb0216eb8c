"""Questions about runs on Compare: which is lowest, what becomes of it, where it ends, how its curve goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from optlab.lessons.making.offer import MARGIN, Offer, axis, near, plain
from optlab.lessons.measures.runs import along
from optlab.lessons.pictured import Pictured
from optlab.lessons.question import Choice, Choose, Click, Item, Measure, Number, Order, Question, Sketch
from optlab.picture.caption import run_words, shortened
from optlab.picture.problem import Problem
from optlab.picture.track import Track

HIDES = ("curves", "words", "numbers")
"""What would tell the answer."""

MOST_CHOICES, MOST_ITEMS = 5, 6

LONGEST_WORDS = 120
"""Characters of what a run is."""

BECOMES = {
    "converged": "It comes to rest in a minimum",
    "stationary": "It comes to rest where there is no minimum",
    "step limit": "It is still on its way when the steps are over",
    "diverged": "It runs away",
    "undefined": "It comes to where the loss has no value",
}
"""What becomes of a run, by the word of its outcome."""

ALL_OF_THEM = 2
"""Parameters that a map shows: of more it shows a plane, in which a run's end has no place of its own."""


def offers_of_runs(shown: Pictured) -> Iterator[Offer]:
    """The questions about the runs of a picture, be there an answer or not: those about all first.

    Runs that are repeated with several seeds are left out: each repeat has an answer of its own.
    """
    tracks = [track for track in shown.tracks if track.trajectory.points.shape[1] == 1]
    if shown.problem is None:
        return
    if len(tracks) > 1 and len(tracks) == len(shown.tracks):
        yield from _about_all(tracks, shown.settings.steps)
    about = About(shown, shown.problem, [track for track in tracks if _lives(track)])
    for track in tracks:
        intro = f"{track.name} takes {shown.settings.steps:,} steps: {_words(track, shown.settings.steps)}."
        for offer in (_becomes(track.name), *(about.run(track) if _lives(track) else ())):
            yield replace(offer, intro=intro)


def _words(track: Track, steps: int) -> str:
    """What a run is, in words."""
    return shortened(run_words(track.run, steps), LONGEST_WORDS)


def _lives(track: Track) -> bool:
    return int(track.trajectory.alive[0]) == len(track.trajectory.points)


def _final(name: str, of: str = "loss") -> dict[str, Any]:
    return {"measure": "final", "run": name, "of": of}


def _offer(title: str, question: Question, say: str, **numbers: Measure) -> Offer:
    return Offer(title, question, say, numbers, HIDES)


def _about_all(tracks: list[Track], steps: int) -> Iterator[Offer]:
    names, intro = [track.name for track in tracks], f"All runs begin at the same place and take {steps:,} steps."
    texts = {track.name: f"{track.name}: {_words(track, steps)}" for track in tracks}
    for offer in _questions_of_all(names, texts):
        yield replace(offer, intro=intro)


def _questions_of_all(names: list[str], texts: dict[str, str]) -> Iterator[Offer]:
    numbers = {f"loss_{'abcdefgh'[place]}": _final(name) for place, name in enumerate(names)}
    losses = ", ".join(f"{plain(name)} {{{number}}}" for name, number in zip(names, numbers, strict=True))
    say = f"At the last step their losses are: {losses}."
    lowest = {"measure": "first", "runs": names, "by": {"measure": "final", "of": "loss"}}
    gone = {"measure": "first", "runs": names, "by": {"measure": "diverged_at"}}
    if len(names) <= MOST_CHOICES:
        choices = tuple(Choice(name, text, "") for name, text in texts.items())
        yield _offer("Which run ends lowest?", Choose("Which run ends lowest?", lowest, choices), say, **numbers)
        yield _offer("Which run is lost first?", Choose("Which run runs away first?", gone, choices), say, **numbers)
    if len(names) <= MOST_ITEMS and not any("," in name for name in names):
        items = tuple(Item(name, text) for name, text in texts.items())
        question = Order("In which order do the runs end, the lowest first?", {**lowest, "measure": "order"}, items, "")
        yield _offer("In which order do the runs end?", question, say, **numbers)


def _becomes(name: str) -> Offer:
    ask = f"What becomes of {plain(name)}?"
    choices = tuple(Choice(word, text, "") for word, text in BECOMES.items())
    question = Choose(ask, {"measure": "outcome", "run": name}, choices)
    return _offer(ask, question, "Its loss at the end is {loss}.", loss=_final(name))


@dataclass(frozen=True)
class About:
    """Questions about single runs of a picture; axes have room for all that ``living`` ones do."""

    shown: Pictured
    problem: Problem
    living: list[Track]

    def run(self, track: Track) -> Iterator[Offer]:
        """The questions about a run that lives to its last step."""
        yield self._loss(track.name)
        parameters = self.problem.loss.parameters
        if len(parameters) <= ALL_OF_THEM:
            if self._in_view(track):
                yield self._end(track.name)
            for parameter, window in zip(parameters, self.problem.window, strict=True):
                yield self._parameter(track, parameter, window)
        if self.shown.settings.steps:
            yield self._curve(track.name)

    def _axis(self, of: str, *, log: bool) -> dict[str, Any]:
        return axis(np.concatenate([along(track, of, self.problem) for track in self.living]).tolist(), log=log)

    def _loss(self, name: str) -> Offer:
        room, measure = self._axis("loss", log=True), _final(name)
        title, ask = f"How low does {plain(name)} come?", f"How large is the loss of {plain(name)} at its last step?"
        return _offer(title, Number(ask, measure, near=near(room), **room), "It is {loss}.", loss=measure)

    def _parameter(self, track: Track, parameter: str, window: tuple[float, float]) -> Offer:
        room = axis([*window, float(along(track, parameter, self.problem)[-1])], log=False)
        name, measure = plain(track.name), _final(track.name, parameter)
        question = Number(f"Which value does {parameter} of {name} end at?", measure, near=near(room) / 2.0, **room)
        return _offer(f"Where does {parameter} of {name} end?", question, "It is {end}.", end=measure)

    def _in_view(self, track: Track) -> bool:
        """Whether the end of a run is where one can click."""
        window = np.array(self.problem.window)
        end = track.trajectory.points[-1, 0]
        return self.shown.settings.view == "map" and bool(((end >= window[:, 0]) & (end <= window[:, 1])).all())

    def _end(self, name: str) -> Offer:
        title, measure = f"Where does {plain(name)} end?", {"measure": "end", "run": name}
        ask = f"Where will {plain(name)} be after its last step?"
        return _offer(title, Click(ask, measure, MARGIN), "It ends at {end}.", end=measure)

    def _curve(self, name: str) -> Offer:
        of = "gap" if self.problem.best is not None else "loss"
        words = "gap to the lowest loss" if of == "gap" else "loss"
        title, ask = f"How does the {words} of {plain(name)} go?", f"Draw the {words} of {plain(name)} over its steps."
        room, steps = self._axis(of, log=self.shown.settings.log), self.shown.settings.steps
        measure = {"measure": "curve", "run": name, "of": of}
        question = Sketch(ask, measure, of=words, steps=steps, near=MARGIN, **room)
        return _offer(title, question, "It ends at {end}.", end=_final(name, of))
