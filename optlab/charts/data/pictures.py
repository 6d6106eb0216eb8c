"""One picture of the data for all runs: which kind it is, and what of it travels to the browser.

One input: every run's curve through the rows.  Two: a map a run.  More: predicted against actual values, or a map over
two of them.  ``Drawing`` is plain numbers and texts; ``components/data_picture.js`` draws it at the player's step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from optlab.charts.data.axes import inputs_shown
from optlab.charts.data.deltas import characters, packed, unpacked
from optlab.charts.data.kinds import CURVE_POINTS, about, kind_of
from optlab.charts.data.predicted import Ending, frames_of, predicted
from optlab.charts.data.rows import Lit, told_lit, told_rows
from optlab.charts.data.scores import score_steps, scores
from optlab.charts.data.steps import MOST_FRAMES, Steps, key_steps
from optlab.expressions import Array
from optlab.picture.fit import Fit
from optlab.picture.track import Track

MOST_CHARACTERS = 380_000
"""Of all frames of a picture; where there are more, every second frame is left out."""

GRIDS = ((48, 60), (48, 40), (36, 40), (32, 30), (24, 24), (20, 16), (16, 12))
"""Grid points along a side, and key frames, from fine to coarse."""


class Drawing(NamedTuple):
    """``content`` is what travels; ``about`` says in words what is drawn, ``notes`` what it leaves out."""

    content: dict[str, Any]
    about: str
    notes: tuple[str, ...]

    @property
    def size(self) -> int:
        """About how many characters travel."""
        frames = [run["frames"] for run in self.content["runs"]] + [run["lit"] for run in self.content["runs"]]
        rows = sum(len(str(values)) for values in self.content["rows"].values())
        return sum(map(characters, frames)) + rows + sum(len(str(run["scores"])) for run in self.content["runs"])


class Detail(NamedTuple):
    """How fine a picture may be: grid points along a side, key frames, and steps with scores."""

    grid: int = 48
    frames: int = MOST_FRAMES
    scores: int = 400


FINE = Detail()


class Part(NamedTuple):
    """What is drawn of one run: key frames, where they end, and scores step by step."""

    frames: dict[str, Any]
    ends: Ending | None
    scores: dict[str, list[float | None]]

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return characters(self.frames) + 32 * sum(map(len, self.scores.values()))


Kept = Callable[[Track, Steps, Callable[[], Part]], Part]
"""From a run, the key frames' steps and how it is made, to what is drawn of it."""


def made_anew(track: Track, steps: Steps, make: Callable[[], Part]) -> Part:
    """Without a memory."""
    return make()


def detail_for(cost: int, runs: int, rows: int, operations: int, *, flat: bool = False) -> Detail:
    """The finest detail that so many operations pay for, where a prediction costs ``cost``; ``flat``: no grid."""
    each = max(1, cost * max(1, runs))
    for grid, frames in GRIDS:
        cells = rows + CURVE_POINTS if flat else grid * grid
        if each * frames * cells <= operations:
            break
    return Detail(grid, frames, int(max(12, min(400, operations // (each * max(1, rows))))))


def data_picture(
    fit: Fit,
    tracks: Sequence[Track],
    lit: Mapping[int, Lit | None] | None = None,
    pair: str = "",
    exact: Array | None = None,
    detail: Detail = FINE,
    kept: Kept = made_anew,
) -> Drawing:
    """The picture of a fit and of what came of its runs.

    ``lit`` are the rows that each step of a run looked at, by the run's id; ``pair`` the two inputs along the axes
    where there are more ("0,2"); ``exact`` the weights ``(dim,)`` of the exact answer, if any; ``kept`` gives
    what was made of a run before, by whatever it depends on beside the fit, the pair and the detail.
    """
    shown = inputs_shown(fit, pair)
    kind = kind_of(fit, shown)
    steps = key_steps([track.trajectory for track in tracks], detail.frames)
    measured = score_steps(int(steps[-1]) if len(steps) else 0, detail.scores)
    grid = kind.grid(fit, detail.grid)

    def part(track: Track) -> Part:
        values, ending = frames_of(fit, track.trajectory, steps, grid)
        return Part(packed(kind.levels(values, detail.grid)), ending, scores(fit, track.trajectory, measured))

    parts = [kept(track, steps, partial(part, track)) for track in tracks]
    answer = None if exact is None else kind.levels(predicted(fit, exact[None, :], grid), detail.grid)
    steps, parcels = _within(steps, [made.frames for made in parts])
    rows, drawn = told_rows(fit, shown, kind.x, kind.y)
    runs = [
        {
            "id": track.id,
            "name": track.name,
            "colour": track.colour,
            "frames": parcel,
            "ends": None if made.ends is None else made.ends._asdict(),
            "scores": made.scores,
            "lit": told_lit((lit or {}).get(track.id), drawn),
        }
        for track, made, parcel in zip(tracks, parts, parcels, strict=True)
    ]
    content: dict[str, Any] = {
        "kind": kind.name,
        "x": kind.x.told(),
        "y": kind.y.told(),
        "heights": kind.heights.told() if kind.heights else None,
        "classes": [str(name) for name in fit.classes],
        "rows": rows,
        "steps": steps.tolist(),
        "measured": measured.tolist(),
        "score": "right" if fit.classes else "R²",
        "runs": runs,
        "exact": None if answer is None else packed(answer),
        "squares": kind.name != "map" and not fit.classes and fit.model.row_loss == "squared",
    }
    content["stamp"] = hashlib.blake2b(repr(content).encode(), digest_size=12).hexdigest()
    return Drawing(content, about(fit, kind), _notes(fit, shown, rows))


def _within(steps: Steps, parcels: list[dict[str, Any]]) -> tuple[Steps, list[dict[str, Any]]]:
    """The frames of all runs; every second one left out until they are few enough to travel."""
    while sum(map(characters, parcels)) > MOST_CHARACTERS and len(steps) > 3:
        chosen = np.unique([*range(0, len(steps), 2), len(steps) - 1])
        steps, parcels = steps[chosen], [packed(unpacked(parcel)[chosen]) for parcel in parcels]
    return steps, parcels


def _notes(fit: Fit, shown: tuple[str, ...], rows: Mapping[str, Any]) -> tuple[str, ...]:
    notes, whole = [], len(fit.train) + len(fit.test)
    others = [name for name in fit.model.inputs if name not in shown]
    if shown and others:
        notes.append(f"The other {len(others)} input(s) are at their mean over the rows of training.")
    if len(rows["x"]) < whole:
        notes.append(f"{len(rows['x']):,} of {whole:,} rows are drawn.")
    return tuple(notes)
