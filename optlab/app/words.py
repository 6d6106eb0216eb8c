"""The page's sentences: the formula with its slopes, and how each run ended."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from optlab.analysis import verdict
from optlab.app.work import Problem
from optlab.charts import Track
from optlab.charts.theme import DASHES
from optlab.errors import OptlabError
from optlab.experiment.settings import RunSettings, Settings
from optlab.expressions import name_latex

LONGEST_LATEX = 400
"""Characters of LaTeX beyond which a part of the formula line is left out (a sentence says so)."""


def formula_line(problem: Problem) -> str:
    """Markdown: the formula, and its partial derivatives while they fit on the line."""
    loss = problem.loss
    names = ", ".join(name_latex(name) for name in loss.parameters[:6]) + (
        r", \dots" if len(loss.parameters) > 6 else ""
    )
    mean = rf"\frac{{1}}{{{loss.examples}}}\sum_i " if loss.columns else ""
    letter = "L" if loss.columns else "f"
    parts = [rf"{letter}({names}) = {mean}{_bracketed(loss.latex, bool(mean))}"]
    slopes = [
        rf"\frac{{\partial {letter}}}{{\partial {name_latex(name)}}} = {mean}{_bracketed(text, bool(mean))}"
        for name, text in loss.partials_latex.items()
    ]
    if sum(map(len, parts + slopes)) <= LONGEST_LATEX:
        parts += slopes
    if len(parts[0]) > 3 * LONGEST_LATEX:
        return (
            f"A formula of {len(loss.parameters)} parameters: {', '.join(loss.parameters[:12])} … (too long to print)"
        )
    return "$" + r" \qquad ".join(parts) + "$"


def _bracketed(latex: str, needed: bool) -> str:
    return (
        rf"\left[{latex}\right]"
        if needed and (" + " in latex or " - " in latex) and not latex.startswith(r"\left(")
        else latex
    )


def outcome_lines(
    problem: Problem, settings: Settings, tracks: Sequence[Track], failed: Sequence[tuple[str, int, OptlabError]]
) -> str:
    """HTML: one line a run, before it a piece of its line, in its colour and dash."""
    runs = {one.colour: one for one in settings.runs}
    lines = [_line(track.colour, track.name, _outcome(problem, track, runs[track.colour])) for track in tracks]
    lines += [_line(colour, name, escape(str(error))) for name, colour, error in failed]
    return f'<div class="outcomes">{"".join(lines)}</div>'


def _line(colour: int, name: str, sentence: str) -> str:
    return (
        f'<div class="outcome"><span class="sample" style="background:{_dashed(colour)}"></span>'
        f"<b>{escape(name)}</b> <span>{sentence}</span></div>"
    )


def _dashed(colour: int) -> str:
    """CSS of a line in a run's colour and dash."""
    stops, place = [], 0
    for number, length in enumerate(DASHES[colour]):
        ink = "transparent" if number % 2 else f"var(--run{colour})"
        stops.append(f"{ink} {place}px {place + length}px")
        place += length
    return f"repeating-linear-gradient(90deg, {', '.join(stops)})"


def _outcome(problem: Problem, track: Track, one: RunSettings) -> str:
    """The verdict with its evidence, and where the run is."""
    decay = {"GradientDescent": 0.0, "Momentum": dict(one.options).get("decay", 0.9)}.get(one.method)
    plain = decay is not None and not one.schedule and not dict(one.options).get("average")
    found = verdict(
        track.trajectory, rate=one.rate if plain else None, decay=decay or 0.0, batch=one.batch, best=problem.best
    )
    sentence = escape(found.sentence) + _leaving(problem, track)
    outcome = track.trajectory.outcomes[0]
    if outcome.status == "diverged":
        return sentence
    place = ", ".join(f"{round(value, 4) + 0.0:.3g}" for value in outcome.point[:6]) + (
        ", …" if len(outcome.point) > 6 else ""
    )
    return f"{sentence} · loss {outcome.loss:.3g} at ({place})"


def _leaving(problem: Problem, track: Track) -> str:
    left = left_window(problem, track)
    return "" if left is None else f" · left the window at step {left}"


def left_window(problem: Problem, track: Track) -> int | None:
    """The first step outside the window, when the run does not end inside."""
    points = track.trajectory.points[:, 0]
    low, high = np.array(problem.window).T
    outside = ~((points >= low) & (points <= high)).all(axis=1)
    return int(track.trajectory.steps[int(outside.argmax())]) if outside[-1] else None


def notes(problem: Problem, start: Sequence[float]) -> str:
    """What a visitor should know before reading the picture: no minimum, a start outside, rows dropped."""
    found = []
    if problem.best is None and problem.teaches:
        found.append(f"No minimum: {problem.teaches}.")
    low, high = np.array(problem.window).T
    if not ((np.array(start) >= low) & (np.array(start) <= high)).all():
        found.append("The start lies outside the window: paths are drawn from where they come into view.")
    return " ".join(found)
