"""One picture of the data for all runs: which kind it is, and what of it travels to the browser.

One input: every run's curve through the rows.  Two: a map a run.  More: predicted against actual values, or a map over
two of them.  ``Drawing`` is plain numbers and texts; ``components/data_picture.js`` draws it at the player's step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.charts.data.axes import Axis, alike, column_axis, grid_rows, inputs_shown, unit_of
from optlab.charts.data.deltas import Levels, characters, packed, raw
from optlab.charts.data.levels import class_levels, curve_levels, height_levels, logit_levels
from optlab.charts.data.predicted import Ending, frames_of, predicted
from optlab.charts.data.scores import score_steps, scores
from optlab.charts.data.steps import MOST_FRAMES, Steps, key_steps
from optlab.expressions import Array
from optlab.picture.fit import Fit
from optlab.picture.track import Track

MOST_CHARACTERS = 380_000
"""Of all frames of a picture; where there are more, every second frame is left out."""

GRIDS = ((48, 60), (48, 40), (36, 40), (32, 30), (24, 24), (20, 16), (16, 12))
"""Grid points along a side, and key frames, from fine to coarse."""

CLASS_GRID = 36
"""Grid points along a side where each of several classes needs a map of its own."""

CURVE_POINTS = 161
"""Of a curve."""

MOST_ROWS = 1_500
"""Rows that are drawn, evenly chosen where there are more."""

ROOM = 0.25
"""Beyond the values of the rows, as a share of their span, colours of heights still tell apart."""

Lit = NDArray[np.uint16]


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
    detail: Detail | None = None,
) -> Drawing:
    """The picture of a fit and of what came of its runs.

    ``lit`` are the rows that each step of a run looked at, by the run's id; ``pair`` the two inputs along the axes
    where there are more ("0,2"); ``exact`` the weights ``(dim,)`` of the exact answer, where there is one.
    """
    detail = detail or Detail()
    shown = inputs_shown(fit, pair)
    scene = _scene(fit, shown)
    steps = key_steps([track.trajectory for track in tracks], detail.frames)
    grid = scene.grid(fit, detail.grid)
    frames, endings = {}, {}
    for track in tracks:
        values, endings[track.id] = frames_of(fit, track.trajectory, steps, grid)
        frames[track.id] = scene.levels(values, detail.grid)
    answer = None if exact is None else scene.levels(predicted(fit, exact[None, :], grid), detail.grid)
    steps, parcels = _within(steps, frames)
    measured = score_steps(int(steps[-1]) if len(steps) else 0, detail.scores)
    rows, kept = _rows(fit, shown, scene)
    runs = [
        {
            "id": track.id,
            "name": track.name,
            "colour": track.colour,
            "frames": parcels[track.id],
            "ends": _told(endings[track.id]),
            "scores": scores(fit, track.trajectory, measured),
            "lit": _lit((lit or {}).get(track.id), kept),
        }
        for track in tracks
    ]
    content: dict[str, Any] = {
        "kind": scene.kind,
        "x": scene.x.told(),
        "y": scene.y.told(),
        "heights": scene.heights.told() if scene.heights else None,
        "classes": [str(name) for name in fit.classes],
        "rows": rows,
        "steps": steps.tolist(),
        "measured": measured.tolist(),
        "score": "right" if fit.classes else "R²",
        "runs": runs,
        "exact": None if answer is None else packed(answer),
        "squares": scene.kind != "map" and not fit.classes and fit.model.row_loss == "squared",
    }
    content["stamp"] = hashlib.blake2b(repr(content).encode(), digest_size=12).hexdigest()
    return Drawing(content, _about(fit, scene), _notes(fit, shown, rows))


# ------------------------------------------------------------------ kinds of pictures


class _Scene(NamedTuple):
    """A kind of picture (curve, map or against) with its axes; ``heights`` is that of the colours of values."""

    kind: str
    x: Axis
    y: Axis
    heights: Axis | None
    classes: int
    inputs: tuple[str, ...]

    def grid(self, fit: Fit, count: int) -> pd.DataFrame:
        """The rows at which the model is asked."""
        if self.kind == "against":
            return _all_rows(fit)
        if self.kind == "curve":
            return grid_rows(fit, {self.inputs[0]: self.x.grid(CURVE_POINTS)})
        count = _side(count, self.classes)
        if len(self.inputs) == 1:
            return grid_rows(fit, {self.inputs[0]: self.x.grid(CURVE_POINTS)})
        up, across = np.meshgrid(self.y.grid(count), self.x.grid(count), indexing="ij")
        return grid_rows(fit, {self.inputs[0]: across.ravel(), self.inputs[1]: up.ravel()})

    def levels(self, values: Array, count: int) -> Levels:
        """Predictions as levels ``(frames, channels, up, across)``."""
        if self.classes == 2:
            values = values[..., 1]
        if self.kind != "map":
            axis = self.y
            shown = axis.shown(values)
            return curve_levels(shown, axis.low, axis.high)[:, None, None, :]
        up = 1 if len(self.inputs) == 1 else _side(count, self.classes)
        if self.classes > 2:
            levels = np.moveaxis(class_levels(values), -1, 1)
            return levels.reshape(*levels.shape[:2], up, -1)
        if self.classes == 2:
            levels = logit_levels(values)
        elif self.heights is not None:
            shown = self.heights.shown(values)
            levels = height_levels(shown, self.heights.low, self.heights.high)
        return levels.reshape(len(levels), 1, up, -1)


def _side(count: int, classes: int) -> int:
    return min(count, CLASS_GRID) if classes > 2 else count


def _scene(fit: Fit, shown: tuple[str, ...]) -> _Scene:
    """What kind of picture it is."""
    classes, target = len(fit.classes), fit.model.target
    if not shown:
        axis = column_axis(fit, target)
        across, up = axis._replace(title=f"actual {target}"), axis._replace(title=f"predicted {target}")
        return _Scene("against", across, up, None, 0, ())
    x = column_axis(fit, shown[0])
    if len(shown) == 2:
        heights = None if classes else column_axis(fit, target, ROOM)
        return _Scene("map", *alike(x, column_axis(fit, shown[1])), heights, classes, shown)
    if classes > 2:
        lanes = Axis(target, -0.6, classes - 0.4, ticks=tuple(map(str, fit.classes)))
        return _Scene("map", x, lanes, None, classes, shown)
    if classes == 2:
        return _Scene("curve", x, Axis(f"probability of {target} {fit.classes[1]}", -0.08, 1.08), None, 2, shown)
    return _Scene("curve", x, column_axis(fit, target, 2 * 0.08), None, 0, shown)


# ------------------------------------------------------------------ rows and frames


def _all_rows(fit: Fit) -> pd.DataFrame:
    """Those of training, then those held back; as many as are drawn."""
    return pd.concat([fit.train.iloc[_kept(fit)[0]], fit.test.iloc[_kept(fit)[1]]], ignore_index=True)


def _kept(fit: Fit) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Which rows of training and which of those held back are drawn."""
    whole = len(fit.train) + len(fit.test)
    share = min(1.0, MOST_ROWS / max(1, whole))
    counts = [max(1, round(share * len(rows))) if len(rows) else 0 for rows in (fit.train, fit.test)]
    train, test = (
        np.unique(np.linspace(0, len(rows) - 1, count).round().astype(int)) if count else np.empty(0, dtype=int)
        for rows, count in zip((fit.train, fit.test), counts, strict=True)
    )
    return train, test


def _rows(fit: Fit, shown: tuple[str, ...], scene: _Scene) -> tuple[dict[str, Any], NDArray[np.int_]]:
    """The rows as drawn: x, y, and which class or how high; the first ``train`` of them are those of training, which
    are returned too.
    """
    drawn, target = _all_rows(fit), fit.model.target
    classes = {value: place for place, value in enumerate(fit.classes)}
    if classes:
        actual = np.array([classes[value] for value in drawn[target]], dtype=float)
    else:
        mean, deviation = unit_of(fit, target)
        actual = drawn[target].to_numpy(dtype=float) * deviation + mean
    x = scene.x.shown(drawn[shown[0]].to_numpy(dtype=float)) if shown else actual
    y = scene.y.shown(drawn[shown[1]].to_numpy(dtype=float)) if len(shown) == 2 else actual
    columns = {"x": x, "y": y, "of": actual}
    told: dict[str, Any] = {name: [float(f"{value:.5g}") for value in values] for name, values in columns.items()}
    kept = _kept(fit)[0]
    return {**told, "train": len(kept)}, kept


def _lit(rows: Lit | None, kept: NDArray[np.int_]) -> dict[str, Any] | None:
    """The rows that each step looked at, by their place among those that are drawn; not where some are not drawn."""
    whole = len(kept) and kept[-1] == len(kept) - 1
    return raw(rows) if rows is not None and whole else None


def _within(steps: Steps, frames: Mapping[int, Levels]) -> tuple[Steps, dict[int, dict[str, Any]]]:
    """The frames packed; every second one left out until they are few enough to travel."""
    chosen = np.arange(len(steps))
    while True:
        parcels = {track: packed(levels[chosen]) for track, levels in frames.items()}
        if sum(map(characters, parcels.values())) <= MOST_CHARACTERS or len(chosen) < 4:
            return steps[chosen], parcels
        chosen = np.unique([*chosen[::2], chosen[-1]])


def _told(ending: Ending | None) -> dict[str, Any] | None:
    return None if ending is None else ending._asdict()


# ------------------------------------------------------------------ in words


def _about(fit: Fit, scene: _Scene) -> str:
    target = fit.model.target
    if scene.kind == "against":
        return f"For each run the predicted {target} of every row against its actual one"
    if scene.kind == "curve":
        return f"The rows, {target} against {scene.x.title}, with what each run's model predicts"
    what = f"which {target} its model predicts" if fit.classes else f"the {target} that its model predicts"
    return f"For each run a map over {' and '.join(scene.inputs)} of {what}, with the rows"


def _notes(fit: Fit, shown: tuple[str, ...], rows: Mapping[str, Any]) -> tuple[str, ...]:
    notes, whole = [], len(fit.train) + len(fit.test)
    others = [name for name in fit.model.inputs if name not in shown]
    if shown and others:
        notes.append(f"The other {len(others)} input(s) are at their mean over the rows of training.")
    if len(rows["x"]) < whole:
        notes.append(f"{len(rows['x']):,} of {whole:,} rows are drawn.")
    return tuple(notes)
