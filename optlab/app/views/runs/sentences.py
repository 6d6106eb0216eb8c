"""The sentences of the Compare page: how each run ended, and what to know before reading the picture."""

from __future__ import annotations

import numpy as np

from optlab.analysis.verdict import Verdict
from optlab.app.shared.escaping import escaped
from optlab.app.views.runs.marks import marks_note
from optlab.app.views.runs.scene import Scene
from optlab.picture.problem import Problem
from optlab.picture.track import Track

QUESTION = "Who gets down first?"

MOST_HELD = 4
"""Parameters whose held values are told."""


def headline(problem: Problem) -> tuple[str, str]:
    """What the picture is about: the title of the function, and a sentence of what it teaches."""
    lesson = problem.teaches
    return escaped(problem.title), f"{lesson[:1].upper()}{lesson[1:]}." if lesson else ""


def question(problem: Problem) -> str:
    """What to predict before anything moves."""
    return problem.asks or QUESTION


def end_of(problem: Problem, track: Track, judged: Verdict) -> str:
    """How a run ended, with its evidence."""
    left = left_window(problem, track)
    return judged.sentence + ("" if left is None else f" · left the window at step {left}")


def left_window(problem: Problem, track: Track) -> int | None:
    """The first step outside the window, when the run does not end inside."""
    points = track.trajectory.points[: max(1, int(track.trajectory.alive[0])), 0]
    low, high = np.array(problem.window).T
    outside = ~((points >= low) & (points <= high)).all(axis=1)
    return int(track.trajectory.steps[int(outside.argmax())]) if outside[-1] else None


def notes(scene: Scene) -> str:
    """What a visitor should know before reading the picture: a start outside, what plane and marks leave out."""
    if scene.picture.view == "data":  # they are about the landscape
        return ""
    problem, start = scene.problem, np.array(scene.start)
    sentences = []
    low, high = np.array(problem.window).T
    if not ((start >= low) & (start <= high)).all():
        sentences.append("The start lies outside the window: paths are drawn from where they come into view.")
    return " ".join(filter(None, [*sentences, *plane_note(scene), marks_note(scene)]))


def plane_note(scene: Scene) -> list[str]:
    """What the plane leaves out, for losses of more than two parameters."""
    names, plane = scene.problem.loss.parameters, scene.plane
    if plane is None or len(names) <= 2:
        return []
    chosen = "the start" if scene.chosen is None else escaped(scene.chosen.name)
    if plane.titles[0] not in names:
        what = f"The plane of the two main directions of the paths, through {chosen} at step {scene.picture.step}"
        return [f"{what}: {plane.share:.0%} of their movement."]
    others = [(name, value) for name, value in zip(names, plane.origin, strict=True) if name not in plane.titles]
    values = ", ".join(f"{name} = {value:.3g}" for name, value in others[:MOST_HELD])
    more = ", …" if len(others) > MOST_HELD else ""
    return [f"The other parameters stand where {chosen} is at step {scene.picture.step}: {values}{more}."]
