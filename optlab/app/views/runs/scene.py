"""What the Compare page shows, as a value: a picture, what came of its runs, and from where it is looked at.

It is made once for a rerun of the page; the views read it, and none of them computes a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.analysis.planes import Plane, axes_plane, principal_plane
from optlab.app.shared import computations
from optlab.app.shared.progress import Progress
from optlab.charts.equal_axes import are_alike
from optlab.errors import OptlabError
from optlab.expressions import Array
from optlab.picture.fit import Fit
from optlab.picture.problem import Problem
from optlab.picture.runs import RunSettings
from optlab.picture.settings import PRINCIPAL, Settings
from optlab.picture.track import Track

MANY, ENOUGH = 64, 100
"""Of more parameters than this, so many points of each path tell the main directions."""


class Failure(NamedTuple):
    """A run that could not be made, and why."""

    run: RunSettings
    error: OptlabError


@dataclass(frozen=True)
class Scene:
    """``plane`` is what the landscape is drawn over, None for one parameter."""

    picture: Settings
    problem: Problem
    tracks: tuple[Track, ...]
    failures: tuple[Failure, ...]
    plane: Plane | None

    @property
    def start(self) -> tuple[float, ...]:
        """Where all runs begin."""
        return self.picture.start or self.problem.start

    @property
    def fit(self) -> Fit | None:
        """The model with its rows, where the picture is about one: every view of the data asks for it."""
        return self.problem.fit

    @property
    def equal(self) -> bool:
        """Whether the axes of the map have one scale: where their spans allow it, or as the visitor says."""
        choice = self.picture.scales
        return choice == "equal" or (choice == "auto" and self.plane is not None and are_alike(self.plane.window))

    @property
    def chosen(self) -> Track | None:
        """The track of the chosen run, where it could be made."""
        return next((track for track in self.tracks if track.id == self.picture.focus), None)


def scene(picture: Settings, problem: Problem, *, with_runs: bool) -> Scene:
    """Everything to be seen of a picture; its runs only where they are in budget."""
    tracks, failures = _tracks(picture) if with_runs else ((), ())
    plane = None
    if len(problem.window) > 1:
        chosen = next((track for track in tracks if track.id == picture.focus), None)
        held = np.array(picture.start or problem.start) if chosen is None else _point(chosen, picture.step)
        kind = "" if picture.view == "data" else picture.plane  # which is not drawn then, and may take long
        plane = _plane(kind, problem, tracks, held)
    return Scene(picture, problem, tracks, failures, plane)


def _tracks(picture: Settings) -> tuple[tuple[Track, ...], tuple[Failure, ...]]:
    """The runs that could be made, and what is wrong with the others."""
    tracks, failures = list[Track](), list[Failure]()
    with Progress(len(picture.shown), picture.steps) as progress:
        for place, run in enumerate(picture.shown):
            result = computations.trajectory(picture.descent(run), progress.of(place, run.name))
            if isinstance(result, OptlabError):
                failures.append(Failure(run, result))
            else:
                tracks.append(Track(run, result))
    return tuple(tracks), tuple(failures)


def _plane(kind: str, problem: Problem, tracks: Sequence[Track], held: Array) -> Plane:
    """The plane through the point ``held``: two parameters, or the principal directions of all paths."""
    names = problem.loss.parameters
    if kind == PRINCIPAL and len(names) > 2:
        walked = [_walked(track) for track in tracks]
        plane = principal_plane(walked, held.tolist())
        if plane is not None:
            return plane
    return axes_plane(names, problem.window, _axes(kind, len(names)), held.tolist())


def _walked(track: Track) -> Array:
    """The points of a path, ``(records, dim)``: of many parameters some of them, which span nearly the same plane."""
    points: Array = track.trajectory.points[: int(track.trajectory.alive[0]), 0]
    many = points.shape[1] > MANY and len(points) > ENOUGH
    return points[np.linspace(0, len(points) - 1, ENOUGH).astype(int)] if many else points


def _point(track: Track, step: int) -> Array:
    """Where a run is at a step, or where its life ended before it."""
    point: Array = track.trajectory.points[max(0, min(step, int(track.trajectory.alive[0]) - 1)), 0]
    return point


def _axes(plane: str, dim: int) -> tuple[int, int]:
    """The parameters along the axes that the setting names, or the first two."""
    if plane in ("", PRINCIPAL):
        return (0, 1)
    across, up = map(int, plane.split(","))
    return (across, up) if max(across, up) < dim else (0, 1)
