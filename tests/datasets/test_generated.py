import numpy as np
import pytest

from optlab import datasets
from optlab.errors import SettingsError

CLASSES = {"moons": 2, "circles": 2, "xor": 2, "spiral": 2, "blobs": 3}

RECORDED = {
    "line": ([-0.939299, -1.591862], 18.052765),
    "line_outliers": ([-0.939299, -1.591862], 4.832081),
    "sine": ([-0.939299, -0.402806], -2.007162),
    "moons": ([-0.708721, -0.051645, 1.0], 19.867607),
    "circles": ([0.768609, -0.016898, 1.0], 18.403522),
    "xor": ([-0.085948, -0.417044, 1.0], 23.419271),
    "spiral": ([-0.027116, -0.777204, 1.0], -0.244241),
    "blobs": ([-1.423368, -0.869833, 1.0], 50.2836),
}
"""The last row and the sum of all numbers of 50 rows, noise 0.2, seed 7: an address holds no rows, so they stay."""


def clean(name, rows=60):
    return datasets.load(name, rows=rows, noise=0.0)


@pytest.mark.parametrize("name", datasets.generators())
def test_the_same_options_give_the_same_rows_and_others_give_others(name):
    frame = datasets.load(name, rows=50, noise=0.2, seed=7)
    assert frame.equals(datasets.load(name, rows=50, noise=0.2, seed=7))
    assert not frame.equals(datasets.load(name, rows=50, noise=0.2, seed=8))
    assert frame.equals(datasets.load(name, rows=90, noise=0.2, seed=7)[:50])  # more rows keep the first ones
    wide, narrow, none = (datasets.load(name, rows=50, noise=noise, seed=7) for noise in (0.2, 0.1, 0.0))
    np.testing.assert_allclose(wide - none, 2 * (narrow - none), atol=4e-6)  # more noise moves the same rows further


@pytest.mark.parametrize("name", datasets.generators())
def test_rows_stay_what_they_were_when_they_were_recorded(name):
    frame = datasets.load(name, rows=50, noise=0.2, seed=7)
    row, total = RECORDED[name]
    np.testing.assert_allclose(frame.iloc[-1], row, atol=2e-6)
    assert frame.to_numpy().sum() == pytest.approx(total, abs=1e-4)


@pytest.mark.parametrize("name", CLASSES)
def test_classes_are_balanced_and_whole_numbers(name):
    frame = datasets.load(name, rows=100)
    counts = frame["label"].value_counts()
    assert counts.max() - counts.min() <= 1
    assert datasets.classes_of(frame, "label") == tuple(range(CLASSES[name]))


def test_curves_are_their_formulas_without_noise():
    for name, formula in {"line": lambda x: 2 * x + 0.5, "sine": lambda x: np.sin(np.pi * x)}.items():
        frame = clean(name)
        np.testing.assert_allclose(frame["y"], formula(frame["x"]), atol=3e-6)
    outlying = clean("line_outliers")["y"] == -2.0
    assert outlying.sum() == 6
    assert clean("line_outliers")[~outlying].equals(clean("line")[~outlying])


def test_classes_lie_where_their_formulas_say():
    circles = clean("circles")
    np.testing.assert_allclose(np.hypot(circles["x1"], circles["x2"]), (1 + circles["label"]) / 2, atol=2e-6)
    xor = clean("xor")
    assert ((xor["x1"] * xor["x2"] < 0) == (xor["label"] == 1)).all()
    quadrants = xor.assign(right=xor["x1"] > 0).groupby(["right", "label"]).size()
    assert (quadrants == 15).all()
    moons = clean("moons")
    sign = 1 - 2 * moons["label"]
    np.testing.assert_allclose(np.hypot(sign * moons["x1"] + 0.5, sign * moons["x2"] + 0.25), 1.0, atol=2e-6)
    spiral = clean("spiral")
    radius, angle = np.hypot(spiral["x1"], spiral["x2"]), np.arctan2(spiral["x2"], spiral["x1"])
    np.testing.assert_allclose(np.cos(angle - np.pi * radius), 1 - 2 * spiral["label"], atol=1e-4)
    blobs = clean("blobs", rows=3_000)
    centres = blobs.groupby("label")[["x1", "x2"]].mean()
    np.testing.assert_allclose(centres, [[0.0, 1.5], [-1.299, -0.75], [1.299, -0.75]], atol=0.06)
    np.testing.assert_allclose(blobs.groupby("label")[["x1", "x2"]].std(), 0.5, atol=0.03)


def test_noise_is_the_standard_deviation_of_what_is_added():
    frame = datasets.load("line", rows=20_000, noise=0.3)
    assert np.std(frame["y"] - 2 * frame["x"] - 0.5) == pytest.approx(0.3, rel=0.02)


@pytest.mark.parametrize(
    "options",
    [
        {"rows": 3},
        {"rows": 1e6},
        {"rows": True},
        {"rows": "240"},
        {"noise": -0.1},
        {"noise": float("nan")},
        {"noise": 1e9},
        {"noise": None},
        {"seed": -1},
        {"seed": 0.5},
        {"colour": "red"},
    ],
    ids=str,
)
def test_silly_options_are_refused(options):
    with pytest.raises(SettingsError, match=next(iter(options))):
        datasets.load("moons", **options)


def test_a_shipped_table_has_no_options():
    with pytest.raises(SettingsError, match="'iris' has no option 'rows'"):
        datasets.load("iris", rows=10)
