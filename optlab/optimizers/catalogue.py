"""Every method and schedule by name: adding one is its class and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from optlab.errors import OptlabError
from optlab.optimizers.adam import Adam, AdaMax, AdamW, AMSGrad
from optlab.optimizers.adam_variants import AdaBelief, NAdam, RAdam, Yogi
from optlab.optimizers.adaptive import AdaDelta, AdaGrad, RMSProp
from optlab.optimizers.cycles import Cyclical, OneCycle, WarmRestarts, WarmupCosine
from optlab.optimizers.descent import GradientDescent, Momentum, Nesterov
from optlab.optimizers.description import Description, describe
from optlab.optimizers.line_search import ConjugateGradient, LineSearch, PolyakStep
from optlab.optimizers.newton import Newton
from optlab.optimizers.quasi_newton import BFGS, LBFGS
from optlab.optimizers.rule import Method
from optlab.optimizers.schedules import Constant, Cosine, ExponentialDecay, InverseRoot, InverseTime, StepDecay
from optlab.optimizers.sharpness import SharpnessAware
from optlab.optimizers.sign import Lion, Rprop, SignDescent
from optlab.optimizers.wrappers import Averaged, Clipped, WeightDecay


@dataclass(frozen=True)
class Entry:
    """A method: the class ``method``, its title, and the rate that suits it on any loss (None: it depends).

    ``settings`` are what the page starts with where that is not the class's default.
    """

    method: type[Any]
    title: str
    rate: float | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> Description:
        """What the class says about itself."""
        return describe(self.method)

    def make(self, minimum_value: float | None = None, **settings: Any) -> Method:
        """The rule: the method with ``settings`` over the entry's; one that needs the lowest loss gets
        ``minimum_value``.

        >>> METHODS["PolyakStep"].make(minimum_value=0.5)
        PolyakStep(minimum=0.5)
        """
        chosen = {**self.settings, **settings}
        if "minimum" in {parameter.name for parameter in fields(self.method)}:
            chosen = {"minimum": minimum_value, **chosen}
        rule: Method = self.method(**chosen)
        return rule


CATALOGUE = (
    Entry(GradientDescent, "Gradient descent"),
    Entry(Momentum, "Momentum"),
    Entry(Nesterov, "Nesterov"),
    Entry(SharpnessAware, "Sharpness-aware (SAM)"),
    Entry(PolyakStep, "Polyak step"),
    Entry(LineSearch, "Line search", rate=1.0),
    Entry(ConjugateGradient, "Conjugate gradient", rate=1.0),
    Entry(AdaGrad, "AdaGrad"),
    Entry(RMSProp, "RMSProp"),
    Entry(AdaDelta, "AdaDelta"),
    Entry(Adam, "Adam"),
    Entry(AdamW, "AdamW"),
    Entry(AMSGrad, "AMSGrad"),
    Entry(AdaMax, "AdaMax"),
    Entry(NAdam, "NAdam"),
    Entry(RAdam, "RAdam"),
    Entry(AdaBelief, "AdaBelief"),
    Entry(Yogi, "Yogi"),
    Entry(SignDescent, "Sign descent"),
    Entry(Lion, "Lion"),
    Entry(Rprop, "Rprop"),
    Entry(Newton, "Newton", rate=1.0, settings={"safeguarded": True}),
    Entry(BFGS, "BFGS", rate=1.0),
    Entry(LBFGS, "L-BFGS", rate=1.0),
)
"""The methods, from the simplest to the hardest within each family: a line each."""

BY_NAME = {entry.method.__name__: entry for entry in CATALOGUE}
METHODS: Mapping[str, Entry] = MappingProxyType(BY_NAME)
"""The methods by the name of their class; everyone looks them up here."""

WRAPPERS: Mapping[str, type[Any]] = MappingProxyType({kind.__name__: kind for kind in (Clipped, WeightDecay, Averaged)})
"""What can be put around a method; nothing of it is on by itself."""

SCHEDULES: Mapping[str, type[Callable[[int], float]]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in (
            Constant,
            StepDecay,
            ExponentialDecay,
            InverseTime,
            InverseRoot,
            Cosine,
            WarmupCosine,
            OneCycle,
            Cyclical,
            WarmRestarts,
        )
    }
)
"""The schedules: calling one with the number of steps taken gives the factor on the rate."""


def method(name: str) -> Entry:
    """The method of that name; OptlabError with the names there are.

    >>> method("Momentum").make(decay=0.5)
    Momentum(decay=0.5, average=False)
    """
    try:
        return METHODS[name]
    except KeyError:
        raise OptlabError(f"there is no method called {name!r}", f"there is: {', '.join(METHODS)}") from None


def make_schedule(name: str, steps: int) -> Callable[[int], float]:
    """The schedule of that name for a run of so many steps, where it asks how many there are.

    >>> make_schedule("Cosine", 100)(50)
    0.5
    """
    kind: Any = SCHEDULES[name]
    asks = "steps" in {parameter.name for parameter in fields(kind)}
    schedule: Callable[[int], float] = kind(steps=max(1, steps)) if asks else kind()
    return schedule
