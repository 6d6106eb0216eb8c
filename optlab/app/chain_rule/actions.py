"""What happens after a control of the Chain rule page was used: values from the session, changed, and put back."""

from __future__ import annotations

from optlab.app.chain_rule import session
from optlab.app.chain_rule.computations import fault_of, first_point
from optlab.picture.chain_rule import EXAMPLES, OWN


def choose_example() -> None:
    """After another example was picked: its formula and point, at the start of the walk."""
    settings = session.computed()
    if settings.example in EXAMPLES:
        session.put_formula(settings.text)
    session.put_point(first_point(settings))
    begin_again()


def type_formula() -> None:
    """After a formula was typed: if it can be read it is taken over, with a point that suits it."""
    text = session.typed_formula()
    if fault_of(text) is None:
        session.put_example(OWN)
        session.put_formula(text)
        session.put_point(first_point(session.computed()))
        begin_again()


def turn(values: dict[str, float]) -> None:
    """After a knob was let go: ``values`` of all knobs by name, as far as they are inputs of the formula."""
    point = session.settings().point
    session.put_point(tuple(float(values.get(f"p{number}", own)) for number, own in enumerate(point)))


def begin_again() -> None:
    """Stand at the start of the walk."""
    session.put_step(0)
