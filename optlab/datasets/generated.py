"""Tables made by a formula and a seed: every generator is a few lines that say what its rows are.

Positions and noise come from two streams of numbers, a row after the other: more rows keep the first ones, and more
noise moves the same rows further.  Values are rounded to six decimals, so that the last bits of a machine's sine do not
show: the same options give the same table on every platform.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from numbers import Integral, Real
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from optlab.errors import SettingsError

Array = NDArray[np.float64]

LEAST_ROWS, MOST_ROWS = 6, 100_000
"""Rows of a generated table: two of each of three classes at least."""

MOST_NOISE = 10.0
"""Standard deviation of the noise at most."""

DECIMALS = 6
"""Of generated values."""

TURNS = 1.5
"""Of an arm of the spiral."""


def line(along: Array, noise: Array) -> pd.DataFrame:
    """``y = 2 x + 0.5 + noise``, x even in [-1, 1]."""
    x = 2 * along[:, 0] - 1
    return _curve(x, 2 * x + 0.5 + noise[:, 0])


def line_outliers(along: Array, noise: Array) -> pd.DataFrame:
    """``y = 2 x + 0.5 + noise``; every tenth row from the fifth on lies far off: x in [0.5, 1], ``y = -2 + noise``."""
    outlying = np.arange(len(along)) % 10 == 4
    x = np.where(outlying, 0.5 + along[:, 0] / 2, 2 * along[:, 0] - 1)
    return _curve(x, np.where(outlying, -2.0, 2 * x + 0.5) + noise[:, 0])


def sine(along: Array, noise: Array) -> pd.DataFrame:
    """``y = sin(pi x) + noise``, x even in [-1, 1]: one period."""
    x = 2 * along[:, 0] - 1
    return _curve(x, np.sin(np.pi * x) + noise[:, 0])


def moons(along: Array, noise: Array) -> pd.DataFrame:
    """Two half circles of radius 1 reaching into each other, t even in [0, pi]: class 0 ``(cos t - 1/2, sin t - 1/4)``
    and class 1 the same turned by half a turn about the origin; both coordinates plus noise.
    """
    angle, label = np.pi * along[:, 0], _turns(along, 2)
    moon = np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], axis=1)
    return _plane(moon * _sign(label) + noise, label)


def circles(along: Array, noise: Array) -> pd.DataFrame:
    """A circle in a circle: class 0 has radius 1/2, class 1 radius 1, angles even; both coordinates plus noise."""
    angle, label = 2 * np.pi * along[:, 0], _turns(along, 2)
    radius = np.where(label == 1, 1.0, 0.5)[:, None]
    return _plane(radius * np.stack([np.cos(angle), np.sin(angle)], axis=1) + noise, label)


def xor(along: Array, noise: Array) -> pd.DataFrame:
    """Four squares with sides even in [0.1, 1]: class 0 where x1 and x2 have the same sign, class 1 where they differ;
    both coordinates plus noise (the class is that before the noise).
    """
    label = _turns(along, 2)
    side = np.where(np.arange(len(along)) // 2 % 2 == 0, 1.0, -1.0)
    square = (0.1 + 0.9 * along) * np.stack([side, side * _sign(label)[:, 0]], axis=1)
    return _plane(square + noise, label)


def spiral(along: Array, noise: Array) -> pd.DataFrame:
    """Two arms of one and a half turns: radius 3 t, angle 3 pi t, t from 0.1 to 1 and even along the arm; class 1 is
    class 0 turned by half a turn about the origin; both coordinates plus noise.
    """
    t, label = np.sqrt(0.01 + 0.99 * along[:, 0]), _turns(along, 2)
    angle = 2 * np.pi * TURNS * t
    arm = 3 * t[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return _plane(arm * _sign(label) + noise, label)


def blobs(along: Array, noise: Array) -> pd.DataFrame:
    """Three round clouds, classes 0, 1, 2, about points 1.5 from the origin at 90, 210 and 330 degrees: normal with
    standard deviation 0.5 in each coordinate, plus noise.
    """
    label = _turns(along, 3)
    angle = np.pi / 2 + 2 * np.pi / 3 * label
    # Box and Muller: two even numbers make two normal ones, so that the clouds are positions and not noise
    size, turn = 0.5 * np.sqrt(-2 * np.log1p(-along[:, 0])), 2 * np.pi * along[:, 1]
    cloud = size[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return _plane(1.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1) + cloud + noise, label)


Generator = Callable[[Array, Array], pd.DataFrame]

GENERATORS: MappingProxyType[str, Generator] = MappingProxyType(
    {each.__name__: each for each in (line, line_outliers, sine, moons, circles, xor, spiral, blobs)}
)
"""Name to the function of even numbers in [0, 1) and of noise, both (rows, 2), that makes the table."""


TITLES = MappingProxyType(
    {
        "line": "Line",
        "line_outliers": "Line with outliers",
        "sine": "Sine",
        "moons": "Two moons",
        "circles": "Circles",
        "xor": "XOR",
        "spiral": "Spiral",
        "blobs": "Three blobs",
    }
)


def generate(name: str, rows: int = 240, noise: float = 0.1, seed: int = 0) -> pd.DataFrame:
    """A generated table: columns x, y, or x1, x2 and label: 0, 1 …, which take turns, so that classes are balanced.

    ``noise`` is the standard deviation of what is added to y, or to x1 and x2.  SettingsError for options out of range.

    >>> generate("moons", rows=6, noise=0.0)["label"].tolist()
    [0, 1, 0, 1, 0, 1]
    """
    rows = whole(rows, "rows", LEAST_ROWS, MOST_ROWS)
    seed = whole(seed, "seed", 0, 2**63 - 1)
    if not isinstance(noise, Real) or isinstance(noise, bool) or not 0 <= float(noise) <= MOST_NOISE:
        raise SettingsError(
            f"noise = {_said(noise)} is no standard deviation", f"give a number from 0 to {MOST_NOISE:g}"
        )
    along = np.random.default_rng([seed, 0]).random((rows, 2))
    shifts = np.random.default_rng([seed, 1]).standard_normal((rows, 2)) * float(noise)
    return GENERATORS[name](along, shifts)


def about(name: str) -> str:
    """What a generated table holds, where it comes from and its licence."""
    formula = " ".join(inspect.getdoc(GENERATORS[name]).split()).replace("``", "")  # type: ignore[union-attr]
    return (
        f"{formula}\n\nSource: made by this package from a formula and a seed.\nLicence: that of the package (MIT).\n"
    )


def fit_of(name: str) -> tuple[tuple[str, ...], str]:
    """Inputs and target of a generated table."""
    return (("x",), "y") if name in ("line", "line_outliers", "sine") else (("x1", "x2"), "label")


def whole(value: object, name: str, least: int, most: int) -> int:
    """A whole number in its range; SettingsError else."""
    if not isinstance(value, Integral) or isinstance(value, bool) or not least <= int(value) <= most:
        told = f"give a whole number from {least} to {most:,}" if most < 2**62 else "give a whole number, 0 or more"
        raise SettingsError(f"{name} = {_said(value)} is not possible", told)
    return int(value)


def _said(value: object) -> str:
    return repr(value)[:40]


def _turns(along: Array, classes: int) -> NDArray[np.int64]:
    """The class of each row: the classes take turns."""
    return np.arange(len(along), dtype=np.int64) % classes


def _sign(label: NDArray[np.int64]) -> Array:
    """(rows, 1): 1 for class 0, -1 for class 1."""
    return np.where(label == 0, 1.0, -1.0)[:, None]


def _curve(x: Array, y: Array) -> pd.DataFrame:
    return pd.DataFrame({"x": _rounded(x), "y": _rounded(y)})


def _plane(points: Array, label: NDArray[np.int64]) -> pd.DataFrame:
    return pd.DataFrame({"x1": _rounded(points[:, 0]), "x2": _rounded(points[:, 1]), "label": label})


def _rounded(values: Array) -> Array:
    return np.round(values, DECIMALS) + 0.0  # no negative zero
