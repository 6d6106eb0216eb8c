"""A lesson made of a picture at hand: the questions that it can answer, each with its measure, in a visitor's words."""

from __future__ import annotations

from optlab.lessons.making.lessons_made import Words, made, offers
from optlab.lessons.making.offer import Offer

__all__ = ["Offer", "Words", "made", "offers"]
