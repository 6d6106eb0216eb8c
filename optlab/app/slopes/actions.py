"""What happens after a control of the Slopes page was used: values from the session, changed, and put back."""

from __future__ import annotations

from dataclasses import replace

from optlab.app.shared import computations
from optlab.app.slopes import session
from optlab.app.slopes.computations import usual_settings
from optlab.app.views.hill.descent import played
from optlab.app.views.hill.spot import spot_of
from optlab.app.views.hill.trail import Trail, stepped
from optlab.picture.holding import Held, carried, with_pairs, without
from optlab.picture.slopes import AXES, SlopesSettings, nearest_nudge
from optlab.picture.subject import Subject


def choose_landscape() -> None:
    """After another function was picked: its formula, start and rate."""
    session.put_keeping_view(usual_settings(Subject(session.chosen_landscape())))


def type_formula() -> None:
    """After a formula was typed: if it can be read it is taken over, with a start and a rate that suit it."""
    typed = replace(session.typed_subject(), held=session.subject().held)
    typed = computations.holding_what_fits(typed).canonical
    if computations.fault_of(typed) is None:
        session.put_keeping_view(usual_settings(typed))


def type_held() -> None:
    """After it was typed what to hold: if it can be held it is."""
    held, fault = session.to_be_held()
    if fault is None:
        _hold(held)


def hold(more: Held) -> None:
    """Hold some parameters, too."""
    subject = session.subject()
    _hold(with_pairs(subject.held, more, subject.names))


def release(name: str) -> None:
    """Let a parameter go that is held."""
    _hold(without(session.subject().held, name))


def _hold(held: Held) -> None:
    """Hold these parameters and no others; the point and the axes are about those that are left."""
    before, names = session.settings(), session.problem().loss.parameters
    if held == before.held:
        return
    after = usual_settings(replace(before.subject, held=held))
    free = computations.problem(after.subject).loss.parameters
    point = carried(before.point, names, free, before.held, after.point)
    axes = tuple(dict.fromkeys(name for name in (*before.axes, *free) if name in free))[:AXES]
    session.put_keeping_view(replace(after, point=point, axes=axes))


def take_step() -> None:
    """One step of plain descent: the point moves against the gradient, and the page remembers what was promised."""
    settings, trail = played(session.settings(), session.trail(), session.step())
    session.put_point(*stepped(spot_of(settings, session.problem()), trail))


def overshoot(rate: float) -> None:
    """One step with a rate that is too large at the point: the loss rises."""
    settings, trail = played(session.settings(), session.trail(), session.step())
    session.put_numbers(rate, settings.nudge)
    session.put_point(*stepped(spot_of(replace(settings, rate=rate), session.problem()), trail))


def turn(values: dict[str, float]) -> None:
    """After a knob, or the point itself, was let go: ``values`` of all knobs by name."""
    settings, trail = played(session.settings(), session.trail(), session.step())
    after = turned(settings, values)
    session.put_numbers(after.rate, after.nudge)
    if after.point != settings.point:
        session.put_point(after.point, Trail())
    elif after.rate != settings.rate:
        session.put_point(after.point, Trail(trail.points))


def name_knobs() -> None:
    """After the knobs were given the names of a speaker's, or their own again."""
    session.put_knob_names()


def turned(settings: SlopesSettings, values: dict[str, float]) -> SlopesSettings:
    """The settings with what the knobs say, as far as it makes sense: a browser may tell anything."""
    point = tuple(float(values.get(f"p{number}", own)) for number, own in enumerate(settings.point))
    rate, nudge = values.get("rate", settings.rate), values.get("nudge", settings.nudge)
    return replace(
        settings,
        point=point,
        rate=rate if rate >= 0.0 else settings.rate,
        nudge=nearest_nudge(nudge) if nudge > 0.0 else settings.nudge,
    )
