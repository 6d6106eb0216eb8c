"""The runs' colours, as numbers: apart for every kind of eye, and apart from the background."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from optlab.charts.look import DASHES, INK, MARKERS, PAPER
from optlab.picture.runs import MOST_RUNS

THEME = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
MODES = ("light", "dark")

EYES = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""What an eye without one kind of cone sees, on linear RGB (Machado, Oliveira and Fernandes, 2009, severity 1)."""

TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)

EASILY_TOLD_APART = 20.0
"""Euclidean distance in CIELAB (CIE 1976); about 2.3 is the least that a trained eye notices side by side."""


def linear(colour: str) -> np.ndarray:
    """``#rrggbb`` as light, 0 to 1 (IEC 61966-2-1)."""
    share = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    light = sorted(float(linear(colour) @ TO_XYZ[1]) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(colour: str, eye: str) -> np.ndarray:
    """CIELAB of what the eye sees."""
    seen = np.clip(np.asarray(EYES[eye]) @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def closest(colours: list[str], eye: str) -> tuple[float, str]:
    """The smallest distance between two of the colours, and which they are."""
    pairs = itertools.combinations(colours, 2)
    return min((float(np.linalg.norm(lab(a, eye) - lab(b, eye))), f"{a} and {b}") for a, b in pairs)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("eye", EYES)
def test_the_first_four_colours_are_easily_told_apart_by_every_eye(mode, eye):
    distance, pair = closest(THEME[mode]["chartCategoricalColors"][:4], eye)
    assert distance >= EASILY_TOLD_APART, f"{pair} for {eye}: {distance:.1f}"


@pytest.mark.parametrize("mode", MODES)
def test_all_eight_colours_are_easily_told_apart_by_the_usual_eye(mode):
    distance, pair = closest(THEME[mode]["chartCategoricalColors"], "usual")
    assert distance >= EASILY_TOLD_APART, f"{pair}: {distance:.1f}"


@pytest.mark.parametrize("mode", MODES)
def test_every_colour_stands_out_from_the_background_as_graphics_must(mode):
    colours, paper = THEME[mode]["chartCategoricalColors"], THEME[mode]["backgroundColor"]
    assert len(colours) == MOST_RUNS
    assert {colour: ratio for colour in colours if (ratio := contrast(colour, paper)) < 3} == {}


@pytest.mark.parametrize("mode", MODES)
def test_ink_and_paper_of_the_charts_are_the_themes_own(mode):
    assert INK[mode == "dark"] == THEME[mode]["textColor"]
    assert PAPER[mode == "dark"] == THEME[mode]["backgroundColor"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "primaryColor"])
def test_the_themes_text_has_a_contrast_of_seven(mode, ground, ink):
    assert contrast(THEME[mode][ink], THEME[mode][ground]) >= 7


def test_dash_and_marker_alone_tell_the_eight_runs_apart():
    assert len({tuple(dash) for dash in DASHES}) == len(set(MARKERS)) == MOST_RUNS


def test_contrast_and_distance_are_those_of_the_standards():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert lab("#ffffff", "usual") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#ff0000", "usual") == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
