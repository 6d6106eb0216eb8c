"""Frames to charts, a folder a family, one look for all; a chart's specification is constant, its data come by name."""

from optlab.charts.look import Look

__all__ = ["Look"]
