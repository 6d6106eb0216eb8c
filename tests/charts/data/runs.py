"""Small fits with short runs: what the pictures of the data are drawn from."""

import functools

from optlab.experiment import run
from optlab.picture.model import ModelSettings
from optlab.picture.problem import problem_of
from optlab.picture.settings import defaults
from optlab.picture.track import Track


@functools.cache
def runs_of(model: ModelSettings, steps: int = 20, factor: float = 1.0):
    """The problem of a model, and a track for each of its usual runs at ``factor`` times their rates."""
    settings = defaults(model=model)
    problem = problem_of(settings.subject)
    tracks = []
    for chosen in settings.shown:
        rule, schedule = chosen.rule(problem.best), chosen.factor(steps)
        trajectory = run(
            problem.loss, rule, problem.start, factor * chosen.rate, steps, chosen.batch, settings.seed, schedule
        )
        tracks.append(Track(chosen, trajectory))
    return problem, tuple(tracks)
