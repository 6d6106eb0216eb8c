"""Predictions as whole levels that travel: probabilities by logits, classes by logarithms, heights as they are.

Between two grid points or two frames the browser draws straight lines; logits and logarithms are nearly straight where
probabilities are steps, so that boundaries stay smooth.
"""

from __future__ import annotations

import numpy as np

from optlab.charts.data.deltas import Levels
from optlab.expressions import Array

SOFT = 4.0
"""Logit at which half of the levels on a side are used up: none is ever cut off."""

LOGIT_LEVELS, CLASS_LEVELS, HEIGHT_LEVELS = 1022, 510, 2047
"""The highest level; that of logits is even, so that ½ is one of them."""

FAINT = 16.0
"""Natural logarithm below the likeliest class from which on a class is as unlikely as can be."""

BEYOND = 4.0
"""Windows' heights beyond which a curve is not followed."""


def logit_levels(probabilities: Array) -> Levels:
    """Of the second of two classes; the middle level is ½.

    >>> logit_levels(np.array([0.0, 0.5, 1.0])).tolist()
    [51, 511, 971]
    """
    with np.errstate(divide="ignore"):
        logits = np.clip(np.log(probabilities) - np.log1p(-probabilities), -36.0, 36.0)
    return _whole((1.0 + logits / (SOFT + np.abs(logits))) / 2.0, LOGIT_LEVELS)


def class_levels(probabilities: Array) -> Levels:
    """Of every class, along the last axis: the likeliest has the highest level."""
    with np.errstate(divide="ignore"):
        logs = np.log(probabilities)
    return _whole(1.0 + np.maximum(logs - logs.max(axis=-1, keepdims=True), -FAINT) / FAINT, CLASS_LEVELS)


def height_levels(heights: Array, low: float, high: float) -> Levels:
    """Between two heights; what lies beyond has the lowest or the highest level."""
    return _whole((heights - low) / (high - low), HEIGHT_LEVELS)


def curve_levels(heights: Array, low: float, high: float) -> Levels:
    """Of curves in a window: they are followed BEYOND its edges, so that they leave it where they do."""
    room = BEYOND * (high - low)
    return _whole((heights - low + room) / (high - low + 2.0 * room), 2**16 - 1)


def _whole(shares: Array, highest: int) -> Levels:
    """Shares from 0 to 1 as levels; outside, the nearest."""
    return np.asarray(np.clip(np.rint(shares * highest), 0, highest), dtype=np.uint16)
