"""What takes time, cached for all visitors: problems, trajectories, and what happened inside each step."""

from __future__ import annotations

from dataclasses import replace

from optlab.analysis.arithmetic import SHOWN
from optlab.analysis.constants import Unbounded, unbounded
from optlab.app.serving.shared_cache import CACHE, cached, key_bytes
from optlab.app.serving.turns import job
from optlab.errors import OptlabError
from optlab.experiment import Trajectory, run
from optlab.experiment.recording import Recorder, Step
from optlab.experiment.runner import Progress
from optlab.picture import budget
from optlab.picture.descent import Descent
from optlab.picture.fitting import held_fitting
from optlab.picture.holding import Held, read_held, with_pairs
from optlab.picture.problem import Problem, problem_of
from optlab.picture.subject import Subject

BYTES_A_NUMBER = 32
"""Of a number in a tuple."""


@cached(lambda problem: problem.loss.nbytes)
def problem(subject: Subject) -> Problem:
    """The loss of a subject with what a picture needs; OptlabError for a formula or rows that cannot be read."""
    return problem_of(subject)


def fault_of(subject: Subject) -> OptlabError | None:
    """What is wrong with a subject, if anything."""
    try:
        problem(subject)
    except OptlabError as error:
        return error
    return None


def holding_what_fits(subject: Subject) -> Subject:
    """The subject with as much of what it holds as goes with its formula; with nothing where that cannot be read."""
    if fault_of(replace(subject, held=())) is not None:
        return replace(subject, held=())
    return replace(subject, held=held_fitting(subject, fault_of)[0])


def to_be_held(subject: Subject, typed: str) -> tuple[Held, OptlabError | None]:
    """What a subject holds once what was typed is held, too; or what it holds, and what is wrong with the text."""
    if not typed.strip():
        return subject.held, None
    try:
        held = with_pairs(subject.held, read_held(typed), subject.names)
    except OptlabError as error:
        return subject.held, error
    return held, fault_of(replace(subject, held=held))


def offer_to_hold(subject: Subject) -> Unbounded | None:
    """The first parameter of a subject that may be meant as a number, if there is one."""
    return next(iter(_unbounded(subject)), None)


@cached(lambda offers: 200 + 200 * len(offers))
def _unbounded(subject: Subject) -> tuple[Unbounded, ...]:
    return unbounded(problem(subject).loss)


def trajectory(descent: Descent, progress: Progress) -> Trajectory | OptlabError:
    """What comes of a descent, or what is wrong with it.

    ``progress`` hears the number of steps done, then that of steps measured on top; it may raise to abandon the run.
    """
    try:
        whole = key_bytes(descent)
        result: Trajectory = CACHE.remember(
            descent, lambda: _descended(descent, progress), lambda kept: whole + kept.nbytes
        )
        return result
    except OptlabError as error:
        return error


def _descended(descent: Descent, progress: Progress) -> Trajectory:
    subject, chosen, steps = problem(descent.subject), descent.run, descent.steps
    seeds = list(range(descent.seed, descent.seed + descent.seeds))
    rule, schedule = chosen.rule(subject.best), chosen.factor(steps)
    with job(budget.is_large(descent, subject.loss), lambda: progress(0)):
        start = descent.start or subject.start
        result = run(subject.loss, rule, start, chosen.rate, steps, chosen.batch, seeds, schedule, progress)
        result.measure(lambda done: progress(steps + done))
    return result


def _bytes(steps: list[Step]) -> int:
    vectors = 4 + 2 * len(steps[0].memory) if steps else 0
    return BYTES_A_NUMBER * len(steps) * (vectors * len(steps[0].before) + 16) if steps else 0


@cached(_bytes)
def record(descent: Descent) -> list[Step]:
    """What happened inside each step of a descent, for the first seed."""
    minimised = problem(descent.subject)
    loss, best, start = minimised.loss, minimised.best, descent.start or minimised.start
    chosen, steps = descent.run, descent.steps
    rule, schedule = chosen.rule(best), chosen.factor(steps)
    recorder = Recorder(rule, SHOWN)
    run(loss, recorder, start, chosen.rate, steps, chosen.batch, descent.seed, schedule)
    return recorder.steps
