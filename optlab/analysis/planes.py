"""The plane of a picture of many parameters: two of them, or the two directions in which runs moved most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optlab.expressions import Array

ROOM = 0.18
"""Room around the paths as a share of what they span."""


@dataclass(frozen=True)
class Plane:
    """``origin`` ``(dim,)`` and orthonormal ``directions`` ``(2, dim)``; ``window`` in the plane's own coordinates.

    ``share`` is the part of the paths' movement (sum of squares around their mean) that lies in the plane's directions.
    """

    origin: tuple[float, ...]
    directions: tuple[tuple[float, ...], tuple[float, ...]]
    window: tuple[tuple[float, float], tuple[float, float]]
    titles: tuple[str, str]
    share: float = 1.0

    def project(self, points: Array) -> Array:
        """Coordinates in the plane, ``(…, dim)`` -> ``(…, 2)``."""
        with np.errstate(all="ignore"):
            flat: Array = (points - np.array(self.origin)) @ np.array(self.directions).T
        return flat

    def lift(self, flat: Array) -> Array:
        """Points of the plane, ``(…, 2)`` -> ``(…, dim)``."""
        points: Array = np.array(self.origin) + flat @ np.array(self.directions)
        return points


def axes_plane(
    names: Sequence[str], window: Sequence[tuple[float, float]], axes: tuple[int, int], held: Sequence[float]
) -> Plane:
    """Two of the parameters, the others held at ``held`` ``(dim,)``.

    >>> axes_plane("abc", [(0, 1)] * 3, (2, 0), [5, 6, 7]).lift(np.array([0.1, 0.2])).tolist()
    [0.2, 6.0, 0.1]
    """
    origin = np.array(held, dtype=float)
    origin[list(axes)] = 0.0
    directions = np.eye(len(names))[list(axes)]
    sides = (window[axes[0]], window[axes[1]])
    return Plane(tuple(origin.tolist()), _pair(directions), sides, (names[axes[0]], names[axes[1]]))


def principal_plane(paths: Sequence[Array], origin: Sequence[float], around: Array | None = None) -> Plane | None:
    """The two largest principal directions of points ``(records, dim)`` of all paths, through ``origin`` ``(dim,)``.

    ``around`` are further points ``(points, dim)`` to keep in the window.  None where the paths do not span a plane.
    Source: Li et al., Visualizing the loss landscape of neural nets, 2018, with the paths of all runs together.
    """
    points = np.concatenate([path for path in paths if len(path)]) if any(len(path) for path in paths) else None
    if points is None:
        return None
    centred = points - points.mean(axis=0)
    _, sizes, axes = np.linalg.svd(centred, full_matrices=False)
    if len(sizes) < 2 or sizes[1] <= 1e-12 * max(1.0, float(sizes[0])):
        return None
    # an axis may point either way: let its largest part be positive, so that pictures of alike runs are alike
    directions = axes[:2] * np.sign(axes[np.arange(2), np.abs(axes[:2]).argmax(axis=1)])[:, None]
    share = float((sizes[:2] ** 2).sum() / (sizes**2).sum())
    start = np.array(origin, dtype=float)
    shown = points if around is None else np.concatenate([points, around])
    window = _window((shown - start) @ directions.T)
    titles = ("first principal direction", "second principal direction")
    return Plane(tuple(start.tolist()), _pair(directions), window, titles, share)


def _window(flat: Array) -> tuple[tuple[float, float], tuple[float, float]]:
    low, high = flat.min(axis=0), flat.max(axis=0)
    room = ROOM * np.maximum(high - low, 0.2 * (high - low).max())
    sides = np.stack([low - room, high + room], axis=1)
    return (float(sides[0, 0]), float(sides[0, 1])), (float(sides[1, 0]), float(sides[1, 1]))


def _pair(directions: Array) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(directions[0].tolist()), tuple(directions[1].tolist())
