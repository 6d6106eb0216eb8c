"""What one picture may cost: bounds on memory and on time, for pages that strangers use."""

from __future__ import annotations

from optlab.errors import SettingsError
from optlab.losses import Loss
from optlab.picture.settings import RunSettings, Settings

MOST_NUMBERS = 5_000_000
"""Coordinates kept for a picture: runs x seeds x (steps + 1) x parameters; 40 MB."""

MOST_OPERATIONS = 100_000_000_000
"""Elementary operations for a picture: about a minute of one core."""

CALL = 1_000
"""Operations in the time that the call of one takes, whatever the number of examples."""

AID = 200_000_000
"""Operations for an aid that a picture can do without, as marks and suggestions are: about a second at worst."""

LARGE = 0.01
"""Share of MOST_OPERATIONS from which on the job of a single run is large: up to a second."""


def check(settings: Settings, loss: Loss) -> None:
    """SettingsError where the picture costs more than a budget; it says how many steps would fit."""
    shown = [one for one in settings.runs if one.shown]
    for what, cost, most in (
        ("numbers", sum(numbers_of(settings, one, loss) for one in shown), MOST_NUMBERS),
        ("operations", sum(operations_of(settings, one, loss) for one in shown), MOST_OPERATIONS),
    ):
        if cost > most:
            steps = max(0, most * (settings.steps + 1) // cost - 1)
            sizes = f"{len(shown)} run(s), {settings.steps:,} steps, {settings.seeds} seed(s)"
            raise SettingsError(
                f"{cost:,} {what} ({sizes}, {len(loss.parameters)} parameter(s)); the limit is {most:,}",
                f"at most {steps:,} steps, or fewer seeds or runs",
            )


def seeds_of(settings: Settings, one: RunSettings) -> int:
    """How often a run is made: once where chance has no part."""
    return 1 if one.batch is None else settings.seeds


def numbers_of(settings: Settings, one: RunSettings, loss: Loss) -> int:
    """Coordinates of all points of a run."""
    return seeds_of(settings, one) * (settings.steps + 1) * len(loss.parameters)


def operations_of(settings: Settings, one: RunSettings, loss: Loss) -> int:
    """Operations of a run: the graph on every step's batch, and on all rows for loss and slope of every point."""
    rows = loss.examples if loss.columns else 1
    looks = seeds_of(settings, one) * ((one.batch or rows) + 2 * rows)
    return loss.nodes * (settings.steps + 1) * (CALL + looks)


def is_large(settings: Settings, one: RunSettings, loss: Loss) -> bool:
    """Whether a run alone takes so much time that it should not run beside others of its kind."""
    return operations_of(settings, one, loss) > LARGE * MOST_OPERATIONS


def affordable(loss: Loss, examples: int | None = None, operations: int = AID) -> int:
    """How many values with their slopes, over so many examples (all of the rows if None), these operations pay for."""
    looked_at = min(examples or loss.examples, loss.examples) if loss.columns else 1
    return operations // (loss.nodes * looked_at)
