"""What happens after a control of the Chain rule page was used: values from the session, changed, and put back."""

from __future__ import annotations

from optlab.app.chain_rule import session
from optlab.app.shared import computations
from optlab.app.views.graph.computations import computation_of, fault_of, first_point
from optlab.picture.chain_rule import EXAMPLES, OWN
from optlab.picture.holding import Held, carried, without
from optlab.picture.subject import Subject


def choose_example() -> None:
    """After another example was picked: its formula and point, at the start of the walk."""
    settings = session.computed()
    if settings.example in EXAMPLES:
        session.put_formula(settings.text)
    session.put_point(first_point(settings))
    begin_again()


def type_formula() -> None:
    """After a formula was typed: if it can be read it is taken over, with a point that suits it."""
    text, held = session.typed_formula(), session.computed().held
    if fault_of(text) is None:
        session.put_example(OWN)
        session.put_formula(text, computations.holding_what_fits(Subject(formula=text, held=held)).held)
        session.put_point(first_point(session.computed()))
        begin_again()


def type_held() -> None:
    """After it was typed what to hold: if it can be held it is."""
    held, fault = session.to_be_held()
    if fault is None:
        _hold(held)


def release(name: str) -> None:
    """Let an input go that is held."""
    _hold(without(session.computed().held, name))


def _hold(held: Held) -> None:
    """Hold these inputs and no others, at the start of the walk; the others stay where they are."""
    before, names = session.settings(), computation_of(session.computed()).loss.parameters
    if held == before.held:
        return
    session.put_formula(before.formula, held)
    after = computation_of(session.computed())
    session.put_point(carried(before.point, names, after.loss.parameters, before.held, after.start))
    begin_again()


def turn(values: dict[str, float]) -> None:
    """After a knob was let go: ``values`` of all knobs by name, as far as they are inputs of the formula."""
    point = session.settings().point
    session.put_point(tuple(float(values.get(f"p{number}", own)) for number, own in enumerate(point)))


def begin_again() -> None:
    """Stand at the start of the walk."""
    session.put_step(0)
