"""Classes are told apart whatever one's eyes are, and none looks like a run."""

import tomllib
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest

from optlab.charts.data import paint
from optlab.charts.look import Look
from optlab.picture.fit import MOST_CLASSES

THEME = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]

EYES = {  # Machado, Oliveira and Fernandes 2009, severity 1
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def lab(colour: str, eye: str):
    """CIE L*a*b* of a colour as an eye sees it."""
    share = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(EYES[eye]) @ linear, 0.0, 1.0)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(to_xyz @ seen / np.array([0.9505, 1.0, 1.089]))
    return np.array([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)])


def apart(one: str, other: str, eye: str) -> float:
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("eye", EYES)
def test_classes_differ_from_each_other_and_the_first_three_widely(dark, eye):
    classes = paint(Look(dark)).classes
    assert len(classes) == len(set(paint(Look(dark)).shapes)) == MOST_CLASSES
    assert min(apart(*pair, eye) for pair in combinations(classes[:3], 2)) > 25
    assert min(apart(*pair, eye) for pair in combinations(classes, 2)) > 20


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_class_of_the_usual_pictures_has_the_colour_of_a_run(dark):
    runs = THEME["dark" if dark else "light"]["chartCategoricalColors"]
    assert min(apart(one, run, "normal") for one, run in product(paint(Look(dark)).classes[:3], runs[:4])) > 15


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_heights_grow_steadily_away_from_the_paper_for_every_eye(dark):
    look = Look(dark)
    for eye in EYES:
        lightness = [lab(colour, eye)[0] for colour in paint(look).heights]
        assert (np.diff(lightness) * (1 if dark else -1) > 4).all()
