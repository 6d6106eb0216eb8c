"""Settings as a short Python program on optlab that gives the same numbers."""

from __future__ import annotations

from optlab.picture.model_program import model_lines
from optlab.picture.runs import RunSettings
from optlab.picture.settings import Settings
from optlab.picture.subject import EXAMPLES


def script(settings: Settings) -> str:
    """The program: it makes the loss, runs every run, and prints how each ended.

    Text that a visitor typed occurs in it only inside string literals.
    """
    lines = [
        '"""The runs of a picture made with the optlab dashboard: the same numbers, to the last bit."""',
        "",
        "import optlab",
        "from optlab.analysis import verdict",
        "from optlab.optimizers import METHODS, Clipped, make_schedule",
        "",
        *_problem(settings),
        f"steps = {settings.steps}",
        "trajectories, settings = {}, {}",
        *(line for run in settings.runs for line in _run(settings, run)),
        "",
        "for name, trajectory in trajectories.items():",
        '    print(f"{name}: {verdict(trajectory, best=best, **settings[name]).sentence}")',
        "# trajectory.frame() is a table with a row for each step",
    ]
    return "\n".join(lines) + "\n"


def _problem(settings: Settings) -> list[str]:
    """Lines that define loss, best and start."""
    if settings.model is not None:
        return model_lines(settings.subject, settings.model, settings.start)
    entry = f"entry = optlab.landscapes.get({settings.landscape!r})"
    return [entry, *_loss(settings), f"start = {list(settings.start)!r}"]


def _loss(settings: Settings) -> list[str]:
    text, rows, best = "entry.formula", "entry.data, entry.parameters", "entry.minimum_value"
    if settings.subject.is_own:
        text, rows, best = repr(settings.subject.text), "None, None", "None"
        if settings.subject.data is not None:
            rows = f"optlab.datasets.unpack({settings.rows!r}), None" if settings.rows else "entry.data, None"
    held = f", held={dict(settings.held)!r}" if settings.held else ""
    return [
        f"loss = optlab.parse_loss({text}, {rows}, examples={EXAMPLES}, noise={settings.noise!r}{held})",
        f"best = {best}",
    ]


def _run(settings: Settings, run: RunSettings) -> list[str]:
    options = "".join(f", {name}={value!r}" for name, value in run.options)
    rule = f"METHODS[{run.method!r}].make(best{options})"
    if run.clip:
        rule = f"Clipped({rule}, {run.clip!r})"
    seeds = settings.descent(run).seeds
    schedule = f"make_schedule({run.schedule!r}, steps)" if run.schedule else "None"
    given = f"{run.rate!r}, steps, {run.batch!r}, list(range({settings.seed}, {settings.seed + seeds})), {schedule}"
    decay = run.heavy_ball_decay
    known = "" if decay is None else f", 'rate': {run.rate!r}, 'decay': {decay!r}"
    return [
        f"trajectories[{run.name!r}] = optlab.run(",
        f"    loss, {rule},",
        f"    start, {given},",
        ")",
        f"settings[{run.name!r}] = {{'batch': {run.batch!r}{known}}}",
    ]
