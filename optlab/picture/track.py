"""A run of a picture with what came of it."""

from __future__ import annotations

from typing import NamedTuple

from optlab.experiment import Trajectory
from optlab.picture.runs import RunSettings


class Track(NamedTuple):
    """``run`` and its ``trajectory``, which has a run of its own for each seed."""

    run: RunSettings
    trajectory: Trajectory

    @property
    def id(self) -> int:
        """The id of the run: by it a track is found."""
        return self.run.id

    @property
    def name(self) -> str:
        """What the run is called."""
        return self.run.name

    @property
    def colour(self) -> int:
        """The number of the run's colour, dash and marker."""
        return self.run.colour
