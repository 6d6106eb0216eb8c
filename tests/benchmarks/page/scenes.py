"""The pictures that are timed, as addresses of the page."""

from __future__ import annotations

from urllib.parse import urlencode

FOUR = {"f": ["rosenbrock"], "n": ["200"], "i": ["200"]}
"""The four runs of the mission, 200 steps, all of them shown."""

RANDOM = (
    "Stochastic~GradientDescent~0.0005~1~0",
    "Batches of 4~GradientDescent~0.001~4~1",
    "Batches of 16~GradientDescent~0.002~16~2",
    "Batches of 64~GradientDescent~0.002~64~3",
    "Momentum~Momentum~0.0005~16~4",
    "Nesterov~Nesterov~0.0005~16~5",
    "RMSProp~RMSProp~0.01~16~6",
    "Adam~Adam~0.02~16~7",
)
"""Eight runs that all draw batches, from one example to 64."""

EIGHT = {"f": ["rosenbrock"], "n": ["1000"], "i": ["1000"], "k": ["20"], "r": list(RANDOM)}
"""Eight random runs of 1000 steps, each with 20 seeds."""

EIGHT_SHORT = {"f": ["rosenbrock"], "n": ["200"], "i": ["200"], "r": list(RANDOM)}
"""The same runs with 200 steps and one seed: every step is drawn."""


def query(scene: dict[str, list[str]]) -> str:
    """The scene as the end of an address."""
    return "?" + urlencode(scene, doseq=True)


def runs(scene: dict[str, list[str]]) -> int:
    """How many runs the scene has; the four of the mission where it names none."""
    return len(scene.get("r", [])) or 4
