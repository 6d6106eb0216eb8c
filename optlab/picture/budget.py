"""What one picture may cost: bounds on memory and on time, for pages that strangers use."""

from __future__ import annotations

from collections.abc import Sequence

from optlab.errors import SettingsError
from optlab.experiment.resting import is_exact
from optlab.losses import Loss
from optlab.picture.descent import Descent

MOST_NUMBERS = 5_000_000
"""Coordinates kept for a picture: runs x seeds x (steps + 1) x parameters; 40 MB."""

MOST_OPERATIONS = 100_000_000_000
"""Elementary operations for a picture: about a minute of one core."""

TRIALS = 4
"""Further values that a step looks at which searches along its direction, about."""

FEWEST_ROWS = 16
"""Rows that something is worked out from at least."""

CALL = 1_000
"""Operations in the time that the call of one takes, whatever the number of examples."""

AID = 200_000_000
"""Operations for an aid that a picture can do without, as marks and suggestions are: about a second at worst."""

WAIT = 150_000_000
"""Operations for what a hand waits for that is moving a control: about a tenth of a second."""

WAIT_NUMBERS, FEW = 1_000_000, 5
"""Coordinates held for it meanwhile; and how many runs at other rates are too few to show."""

LARGE = 0.01
"""Share of MOST_OPERATIONS from which on the job of a single run is large: up to a second."""


def check(descents: Sequence[Descent], loss: Loss) -> None:
    """SettingsError where the descents of a picture cost more than a budget; it says how many steps would fit."""
    steps, seeds = (max((getattr(descent, name) for descent in descents), default=0) for name in ("steps", "seeds"))
    for what, cost, most in (
        ("numbers", sum(numbers_of(descent, loss) for descent in descents), MOST_NUMBERS),
        ("operations", sum(operations_of(descent, loss) for descent in descents), MOST_OPERATIONS),
    ):
        if cost > most:
            fit = max(0, most * (steps + 1) // cost - 1)
            sizes = f"{len(descents)} run(s), {steps:,} steps, {seeds} seed(s)"
            raise SettingsError(
                f"{cost:,} {what} ({sizes}, {len(loss.parameters)} parameter(s)); the limit is {most:,}",
                f"at most {fit:,} steps, or fewer seeds or runs",
            )


def fault(descents: Sequence[Descent], loss: Loss) -> SettingsError | None:
    """What ``check`` would raise, if anything."""
    try:
        check(descents, loss)
    except SettingsError as error:
        return error
    return None


def numbers_of(descent: Descent, loss: Loss) -> int:
    """Coordinates of all points of a descent."""
    return descent.seeds * (descent.steps + 1) * len(loss.parameters)


def operations_of(descent: Descent, loss: Loss) -> int:
    """Operations of a descent: what the method asks of every step's batch, loss and slope of every point over all rows,
    and the Hessian where each repeat ends.
    """
    rows = loss.examples if loss.columns else 1
    looks = descent.seeds * (_passes(descent, loss) * (descent.run.batch or rows) + 2 * rows)
    steps = (descent.steps + 1) * (loss.nodes * CALL + loss.cost * looks)
    return steps + descent.seeds * (loss.hessian_cost if is_exact(loss) else 0)


def _passes(descent: Descent, loss: Loss) -> int:
    """How often a step of the method looks at its batch; a Hessian is a pair of slopes for each parameter."""
    try:
        calls = descent.run.rule().calls
    except SettingsError:  # such a run is not made
        return 0
    trials = TRIALS if calls.searches else 0
    return calls.gradients + calls.values + trials + 2 * len(loss.parameters) * calls.hessians


def is_large(descent: Descent, loss: Loss) -> bool:
    """Whether a descent alone takes so much time that it should not run beside others of its kind."""
    return operations_of(descent, loss) > LARGE * MOST_OPERATIONS


def alongside(descent: Descent, loss: Loss, most: int, records: int) -> int:
    """How many runs like this one, at other rates, fit into WAIT, with that many of their records measured; ``most`` at
    most, and none where only a few would.
    """
    rows = loss.examples if loss.columns else 1
    measured = min(1.0, records / (descent.steps + 1))
    looks = _passes(descent, loss) * (descent.run.batch or rows) + 2 * rows * measured
    each = loss.cost * (descent.steps + 1) * looks
    fit = (WAIT - loss.nodes * (descent.steps + 1) * CALL) / each
    held = WAIT_NUMBERS // ((descent.steps + 1) * len(loss.parameters))
    count = int(max(0, min(most, fit, held)))
    return count if count >= FEW else 0


def affordable(loss: Loss, examples: int | None = None, operations: int = AID) -> int:
    """How many values with their slopes, over so many examples (all of the rows if None), these operations pay for."""
    looked_at = min(examples or loss.examples, loss.examples) if loss.columns else 1
    return operations // (loss.cost * looked_at)


def hessians(loss: Loss, operations: int = AID) -> int:
    """How many Hessians over all rows these operations pay for."""
    return operations // loss.hessian_cost


def sample(loss: Loss, passes: int, operations: int = AID) -> int | None:
    """Over how many of the rows these operations pay for so many values with their slopes; None: over all of them."""
    rows = max(FEWEST_ROWS, operations // (loss.cost * passes))
    return rows if loss.columns and rows < loss.examples else None
