"""A lesson's picture made: the address of a page opened, and what came of its runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

from optlab.errors import OptlabError
from optlab.experiment import Trajectory, run
from optlab.explain import walk as walks
from optlab.explain.networks import network, visible
from optlab.expressions import parse, with_held
from optlab.lessons.faults import LessonError
from optlab.losses import Loss
from optlab.picture import budget, chain_rule, slopes
from optlab.picture.address import from_query
from optlab.picture.chain_rule import ChainSettings
from optlab.picture.descent import Descent
from optlab.picture.fitting import fitting
from optlab.picture.learning_rates import usual_rate
from optlab.picture.problem import Problem, own_start, problem_of
from optlab.picture.settings import Settings
from optlab.picture.slopes import SlopesSettings
from optlab.picture.subject import Subject
from optlab.picture.track import Track

PAGES = ("compare", "slopes", "chain-rule")
"""The pages whose pictures a lesson can have."""

LONGEST = 8_000
"""Characters of a picture's address."""

Query = dict[str, list[str]]
PageSettings = Settings | SlopesSettings | ChainSettings
ProblemOf = Callable[[Subject], Problem]
TrajectoryOf = Callable[[Descent], Trajectory | OptlabError]


@dataclass(frozen=True)
class Pictured:
    """A ``page`` with its settings; ``problem`` is None on Chain rule, and ``tracks`` are there on Compare alone."""

    page: str
    settings: Any
    problem: Problem | None = None
    tracks: tuple[Track, ...] = ()

    def track(self, name: str) -> Track:
        """The track of the run of that name; LessonError where there is none."""
        for track in self.tracks:
            if track.name == name:
                return track
        names = ", ".join(repr(track.name) for track in self.tracks) or "none"
        raise LessonError(f"the picture has no run called {name[:40]!r}", f"its runs are {names}")

    @cached_property
    def walk(self) -> walks.Walk:
        """The walk over the graph on Chain rule."""
        return _walk(self.settings)


def split(address: str) -> tuple[str, Query]:
    """The page and the query of an address such as ``compare?f=ravine``; LessonError for another page."""
    if len(address) > LONGEST:
        raise LessonError(f"picture: an address of {len(address):,} characters", f"at most {LONGEST:,}")
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise LessonError(f"picture: {address[:60]!r} is no address") from error
    page = parts.path.strip("/") or "compare"
    if parts.scheme or parts.netloc or page not in PAGES:
        raise LessonError(f"picture: {address[:60]!r} is no page of the dashboard", f"begin with {', '.join(PAGES)}")
    return page, parse_qs(parts.query, keep_blank_values=True)


def opened(address: str, problem_of: ProblemOf = problem_of) -> tuple[str, Any, Problem | None]:
    """The page, its settings and its problem, with no run made; LessonError where the address opens to another picture
    than it says.
    """
    page, query = split(address)
    try:
        settings, problem, notices = _OPENERS[page](query, problem_of)
    except OptlabError as error:
        raise LessonError(f"picture: {error.what}", error.hint) from error
    if notices:
        raise LessonError(f"picture: the address does not open as it is written ({notices[0][:160]})")
    return page, settings, problem


def pictured(address: str, problem_of: ProblemOf = problem_of, trajectory_of: TrajectoryOf | None = None) -> Pictured:
    """The picture of an address with its runs; LessonError where it does not open, or is more than a page may ask for.

    ``problem_of`` and ``trajectory_of`` are for who remembers what was computed before.
    """
    page, settings, problem = opened(address, problem_of)
    if page != "compare" or problem is None:
        return Pictured(page, settings, problem)
    over = budget.fault(settings.descents, problem.loss)
    if over is not None:
        raise LessonError(f"picture: {over}")
    make, tracks = trajectory_of or (lambda descent: _descended(descent, problem)), []
    for chosen in settings.shown:
        trajectory = make(settings.descent(chosen))
        if isinstance(trajectory, OptlabError):
            raise LessonError(f"picture: {trajectory.what}", trajectory.hint)
        tracks.append(Track(chosen, trajectory))
    return Pictured(page, settings, problem, tuple(tracks))


def before(settings: PageSettings, shows: int = 0) -> PageSettings:
    """The picture as it stands before the answer: nothing in it is later than step ``shows``."""
    if isinstance(settings, Settings):
        return replace(settings, steps=min(shows, settings.steps), step=0, theory=False)
    return replace(settings, step=0) if isinstance(settings, ChainSettings) else settings


def _descended(descent: Descent, problem: Problem) -> Trajectory:
    chosen, seeds = descent.run, list(range(descent.seed, descent.seed + descent.seeds))
    rule, start = chosen.rule(problem.best), descent.start or problem.start
    factor = chosen.factor(descent.steps)
    return run(problem.loss, rule, start, chosen.rate, descent.steps, chosen.batch, seeds, factor)


def _compare(query: Query, problem_of: ProblemOf) -> tuple[Settings, Problem, list[str]]:
    settings, notices = from_query(query)
    settings, more = fitting(settings, problem_of)
    return settings, problem_of(settings.subject), [*notices, *more]


def _slopes(query: Query, problem_of: ProblemOf) -> tuple[SlopesSettings, Problem, list[str]]:
    def fault_of(subject: Subject) -> OptlabError | None:
        try:
            problem_of(subject)
        except OptlabError as error:
            return error
        return None

    subject, notices = slopes.subject_of(query, SlopesSettings().subject, fault_of)
    problem = problem_of(subject)
    usual = slopes.usual(subject, problem, usual_rate(subject, problem))
    settings, more = slopes.from_query(query, usual, problem.loss.parameters)
    return settings, problem, [*notices, *more]


def _chain(query: Query, _: ProblemOf) -> tuple[ChainSettings, None, list[str]]:
    def fault_of(text: str, held: Any) -> OptlabError | None:
        try:
            parse(text, dict(held))
        except OptlabError as error:
            return error
        return None

    settings, notices = chain_rule.from_query(query, fault_of)
    first = () if settings.is_network else chain_rule.first_point(settings, _own_start(settings))
    settings, more = chain_rule.fitted(settings, first)
    return settings, None, [*notices, *more]


_OPENERS: dict[str, Callable[[Query, ProblemOf], tuple[Any, Any, list[str]]]] = {
    "compare": _compare,
    "slopes": _slopes,
    "chain-rule": _chain,
}


def _own_start(settings: ChainSettings) -> tuple[float, ...]:
    loss = Loss.from_formula(parse(settings.text, dict(settings.held)), None, None, held=dict(settings.held))
    return tuple(own_start(loss))


def _walk(settings: ChainSettings) -> walks.Walk:
    """Every node of the graph, none folded."""
    if settings.is_network:
        drawn = network(settings.depth, settings.gain, settings.draw)
        return walks.walk(drawn.graph, drawn.loss, drawn.values, visible(drawn), drawn.names)
    held = dict(settings.held)
    formula = with_held(parse(settings.text, held), held)
    inputs = dict(zip([name for name in formula.names if name not in held], settings.point, strict=True))
    nodes = (index for index in formula.graph.reachable([formula.output]) if formula.graph.values[index] is None)
    return walks.walk(formula.graph, formula.output, inputs, frozenset(nodes), {})


def window_of(problem: Problem | None) -> tuple[tuple[float, float], ...]:
    """Low and high along each of the first two parameters, which a click is measured by; 0 to 1 without a problem."""
    return tuple(problem.window[:2]) if problem else ((0.0, 1.0), (0.0, 1.0))
