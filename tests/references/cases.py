"""What is compared with torch, optax and SciPy: losses, methods with their settings, schedules."""

from __future__ import annotations

from typing import Any, NamedTuple

STEPS = 200
RECORDED = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 75, 100, 125, 150, 175, 200)


class LossCase(NamedTuple):
    """A loss as text for optlab, and ``formula(module, x, y)`` for whoever brings exp and log."""

    text: str
    formula: Any
    start: tuple[float, float]


def _logistic(module, x, y):
    return sum(module.log(1 + module.exp(margin)) for margin in (-(2 * x + y), y - x, x + y, x - 0.5 * y)) / 4


LOSSES = {
    "bowl": LossCase("(x+y)^2/4 + 5*(x-y)^2", lambda m, x, y: (x + y) ** 2 / 4 + 5 * (x - y) ** 2, (-2.8, 2.4)),
    "valley": LossCase("(1-x)^2 + 5*(y-x^2)^2", lambda m, x, y: (1 - x) ** 2 + 5 * (y - x**2) ** 2, (-1.2, 1.0)),
    "logistic": LossCase(
        "(log(1+exp(-(2x+y))) + log(1+exp(y-x)) + log(1+exp(x+y)) + log(1+exp(x-0.5y)))/4", _logistic, (-2.8, 2.4)
    ),
}


class MethodCase(NamedTuple):
    """``reference`` is a class of torch.optim or a function of optax, made with ``settings``; ``ours`` is the rule."""

    ours: tuple[str, dict[str, Any]]
    rate: float
    library: str
    reference: str
    settings: dict[str, Any]
    around: tuple[tuple[str, dict[str, Any]], ...] = ()
    clip: float | None = None


def _torch(ours: str, rate: float, reference: str, ours_settings: dict[str, Any] | None = None, **settings: Any):
    return MethodCase((ours, ours_settings or {}), rate, "torch", reference, settings)


def _optax(ours: str, rate: float, reference: str, ours_settings: dict[str, Any] | None = None, **settings: Any):
    return MethodCase((ours, ours_settings or {}), rate, "optax", reference, settings)


PULL = (("WeightDecay", {"strength": 0.1, "decoupled": False}),)

METHODS = {
    "gradient": _torch("GradientDescent", 0.03, "SGD"),
    "momentum": _torch("Momentum", 0.01, "SGD", momentum=0.9),
    "momentum, average": _optax("Momentum", 0.1, "ema", {"average": True}, decay=0.9, debias=False),
    "nesterov": _torch("Nesterov", 0.01, "SGD", momentum=0.9, nesterov=True),
    "adagrad": _torch("AdaGrad", 0.5, "Adagrad"),
    "rmsprop": _torch("RMSProp", 0.02, "RMSprop"),
    "rmsprop, centred": _torch("RMSProp", 0.02, "RMSprop", {"centered": True}, centered=True),
    "adadelta": _torch("AdaDelta", 5.0, "Adadelta"),
    "adam": _torch("Adam", 0.1, "Adam"),
    "amsgrad": _torch("AMSGrad", 0.1, "Adam", amsgrad=True),
    "adamw": _torch("AdamW", 0.1, "AdamW"),
    "adamax": _torch("AdaMax", 0.1, "Adamax"),
    "nadam": _torch("NAdam", 0.05, "NAdam"),
    "radam": _torch("RAdam", 0.02, "RAdam"),
    "rprop": _torch("Rprop", 0.05, "Rprop"),
    "gradient, penalised": _torch("GradientDescent", 0.03, "SGD", weight_decay=0.1)._replace(around=PULL),
    "adam, penalised": _torch("Adam", 0.1, "Adam", weight_decay=0.1)._replace(around=PULL),
    "lion": _optax("Lion", 0.01, "lion", weight_decay=0.0),
    "lion, pulled": _optax("Lion", 0.01, "lion", {"weight_decay": 0.001}),
    "yogi": _optax("Yogi", 0.1, "yogi"),
    "adabelief": _optax("AdaBelief", 0.1, "adabelief"),
    "sign": _optax("SignDescent", 0.01, "sign_sgd"),
    "gradient, clipped": _optax("GradientDescent", 0.1, "sgd")._replace(around=(("Clipped", {"norm": 0.5}),), clip=0.5),
}

SCHEDULES = {
    "step": ("StepDecay", {"every": 30, "factor": 0.5}),
    "exponential": ("ExponentialDecay", {"factor": 0.98}),
    "cosine": ("Cosine", {"steps": 150, "final": 0.1}),
    "warm-up": ("WarmupCosine", {"warmup": 20, "steps": 180, "initial": 0.1, "final": 0.05}),
    "one-cycle": ("OneCycle", {"steps": 180}),
    "cyclical": ("Cyclical", {"half": 25, "lowest": 0.1}),
    "restarts": ("WarmRestarts", {"period": 25, "growth": 2, "final": 0.1}),
    "restarts, equal": ("WarmRestarts", {"period": 40, "growth": 1}),
}

SEARCHED = {**LOSSES}
SEARCHED["rosenbrock"] = LossCase(
    "(1-x)^2 + 100*(y-x^2)^2", lambda m, x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, (-1.2, 1.0)
)
SEARCHED["matyas"] = LossCase(
    "0.26(x^2+y^2) - 0.48x*y", lambda m, x, y: 0.26 * (x**2 + y**2) - 0.48 * x * y, (-7.0, 6.0)
)
SEARCHED["quartic wall"] = LossCase(
    "x^2+y^2+(x/2+y)^2+(x/2+y)^4", lambda m, x, y: x**2 + y**2 + (x / 2 + y) ** 2 + (x / 2 + y) ** 4, (3.0, -3.0)
)

SEARCHES = {
    "Newton": ("Newton-CG", {"safeguarded": True}),
    "BFGS": ("BFGS", {}),
    "LBFGS": ("L-BFGS-B", {}),
    "ConjugateGradient": ("CG", {}),
}
"""Our method -> SciPy's method, and our settings."""
