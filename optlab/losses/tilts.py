r"""Examples for a loss that has no data: f(w) + εᵢ·w, with tilts ε that sum to zero.

The mean over all examples is exactly f.  A mini-batch of b has the gradient ∇f + mean(ε over the batch), an honest
noise that shrinks as b grows and vanishes when the batch is all examples.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from optlab.errors import SettingsError
from optlab.expressions import Array


class Tilts(NamedTuple):
    """How many tilts, of which deviation (``noise``, in loss per unit of parameter), drawn from which seed."""

    examples: int
    noise: float
    seed: int

    def draw(self, dimension: int) -> Array:
        """Centred normal tilts ``(examples, dimension)``; SettingsError for settings out of range."""
        examples, noise, seed = self
        if examples < 1:
            raise SettingsError(f"a loss needs at least one example, got {examples}", "256 is the usual choice")
        if not noise >= 0.0 or not np.isfinite(noise):
            raise SettingsError(f"the strength of the noise must be 0 or more, got {noise}", "1.0 is the usual choice")
        tilts = np.random.default_rng(seed).standard_normal((examples, dimension))
        centred: Array = noise * (tilts - tilts.mean(axis=0))
        return centred
