"""What happens after a control of the Chain rule page was used: values from the session, changed, and put back."""

from __future__ import annotations

from optlab.app.chain_rule import session
from optlab.app.chain_rule.computations import fault_of, first_point
from optlab.picture.chain_rule import EXAMPLES, LAST, OWN


def choose_example() -> None:
    """After another example was picked: its formula and point, shown at the end of the walk."""
    settings = session.computed()
    if settings.example in EXAMPLES:
        session.put_formula(settings.text)
    session.put_point(first_point(settings))
    to_the_end()


def type_formula() -> None:
    """After a formula was typed: if it can be read it is taken over, with a point that suits it."""
    text = session.typed_formula()
    if fault_of(text) is None:
        session.put_example(OWN)
        session.put_formula(text)
        session.put_point(first_point(session.computed()))
        to_the_end()


def to_the_end() -> None:
    """Show the whole walk."""
    session.put_step(LAST)


def go(by: int, steps: int) -> None:
    """Walk on or back, between 0 and ``steps``."""
    session.put_step(max(0, min(steps, session.computed().step + by)))
