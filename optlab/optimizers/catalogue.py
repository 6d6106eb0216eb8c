"""Every method and schedule by name: adding one is its class and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal

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
from optlab.optimizers.rule import Rule
from optlab.optimizers.schedules import Constant, Cosine, ExponentialDecay, InverseRoot, InverseTime, StepDecay
from optlab.optimizers.sharpness import SharpnessAware
from optlab.optimizers.sign import Lion, Rprop, SignDescent
from optlab.optimizers.wrappers import Averaged, Clipped, WeightDecay

Family = Literal["descent", "step length", "adaptive", "Adam", "sign", "curvature"]


@dataclass(frozen=True)
class Entry:
    """A method: its class, its title, its family, and the rate that suits it on any loss (None: it depends).

    ``settings`` are what the page starts with where that is not the class's default.
    """

    rule: type[Any]
    title: str
    family: Family
    rate: float | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> Description:
        """What the class says about itself."""
        return describe(self.rule)

    def make(self, minimum_value: float | None = None, **settings: Any) -> Rule:
        """The rule, with ``settings`` over the entry's; one that needs the lowest loss gets ``minimum_value``.

        >>> METHODS["PolyakStep"].make(minimum_value=0.5)
        PolyakStep(minimum=0.5)
        """
        chosen = {**self.settings, **settings}
        if "minimum" in {one.name for one in fields(self.rule)}:
            chosen = {"minimum": minimum_value, **chosen}
        rule: Rule = self.rule(**chosen)
        return rule


def _by_name(*entries: Entry) -> Mapping[str, Entry]:
    return MappingProxyType({entry.rule.__name__: entry for entry in entries})


METHODS: Mapping[str, Entry] = _by_name(
    Entry(GradientDescent, "Gradient descent", "descent"),
    Entry(Momentum, "Momentum", "descent"),
    Entry(Nesterov, "Nesterov", "descent"),
    Entry(SharpnessAware, "Sharpness-aware (SAM)", "descent"),
    Entry(PolyakStep, "Polyak step", "step length"),
    Entry(LineSearch, "Line search", "step length", rate=1.0),
    Entry(ConjugateGradient, "Conjugate gradient", "step length", rate=1.0),
    Entry(AdaGrad, "AdaGrad", "adaptive"),
    Entry(RMSProp, "RMSProp", "adaptive"),
    Entry(AdaDelta, "AdaDelta", "adaptive"),
    Entry(Adam, "Adam", "Adam"),
    Entry(AdamW, "AdamW", "Adam"),
    Entry(AMSGrad, "AMSGrad", "Adam"),
    Entry(AdaMax, "AdaMax", "Adam"),
    Entry(NAdam, "NAdam", "Adam"),
    Entry(RAdam, "RAdam", "Adam"),
    Entry(AdaBelief, "AdaBelief", "Adam"),
    Entry(Yogi, "Yogi", "Adam"),
    Entry(SignDescent, "Sign descent", "sign"),
    Entry(Lion, "Lion", "sign"),
    Entry(Rprop, "Rprop", "sign"),
    Entry(Newton, "Newton", "curvature", rate=1.0, settings={"safeguarded": True}),
    Entry(BFGS, "BFGS", "curvature", rate=1.0),
    Entry(LBFGS, "L-BFGS", "curvature", rate=1.0),
)
"""The methods by the name of their class, from the simplest to the hardest within each family."""

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
