"""Records what torch.optim, optax and SciPy do, as small data files beside this script.

Run it where they are installed, from the top of the project:  python tests/references/record.py
"""

from __future__ import annotations

import json
import math
from pathlib import Path

STEPS, EVERY = 200, 5
HERE = Path(__file__).parent

LOSSES = {
    "valley": ("(1-x)**2 + 5*(y-x**2)**2", (-1.2, 1.0)),
    "ravine": ("(x**2 + 100*y**2)/2", (-4.2, 0.9)),
    "waves": ("x**2/10 + y**2/10 + sin(x)*cos(y)", (2.0, -1.5)),
}
"""Formula and start of the three losses, each written out by hand for both libraries below."""

RATES = {"Rprop": 0.01, "AdaDelta": 1.0, "Momentum": 0.002, "Nesterov": 0.002, "GradientDescent": 0.004}
USUAL_RATE = 0.01


def loss_of(name: str, x, y, sin, cos):
    """The losses in terms of a library's own sin and cos."""
    if name == "valley":
        return (1 - x) ** 2 + 5 * (y - x**2) ** 2
    if name == "ravine":
        return (x**2 + 100 * y**2) / 2
    return x**2 / 10 + y**2 / 10 + sin(x) * cos(y)


def torch_optimizers():
    """Our name -> a function (parameters, rate) -> torch optimizer with the same settings."""
    from torch import optim

    return {
        "GradientDescent": lambda p, rate: optim.SGD(p, lr=rate),
        "Momentum": lambda p, rate: optim.SGD(p, lr=rate, momentum=0.9),
        "Nesterov": lambda p, rate: optim.SGD(p, lr=rate, momentum=0.9, nesterov=True),
        "AdaGrad": lambda p, rate: optim.Adagrad(p, lr=rate),
        "RMSProp": lambda p, rate: optim.RMSprop(p, lr=rate),
        "RMSProp centered": lambda p, rate: optim.RMSprop(p, lr=rate, centered=True),
        "AdaDelta": lambda p, rate: optim.Adadelta(p, lr=rate),
        "Adam": lambda p, rate: optim.Adam(p, lr=rate),
        "AMSGrad": lambda p, rate: optim.Adam(p, lr=rate, amsgrad=True),
        "AdamW": lambda p, rate: optim.AdamW(p, lr=rate),
        "AdaMax": lambda p, rate: optim.Adamax(p, lr=rate),
        "NAdam": lambda p, rate: optim.NAdam(p, lr=rate),
        "RAdam": lambda p, rate: optim.RAdam(p, lr=rate),
        "Rprop": lambda p, rate: optim.Rprop(p, lr=rate),
    }


def optax_optimizers():
    """Our name -> a function rate -> optax transformation with the same settings."""
    import optax

    return {
        "Lion": lambda rate: optax.lion(rate, b1=0.9, b2=0.99, weight_decay=0.0),
        "Yogi": optax.yogi,
        "AdaBelief": optax.adabelief,
    }


def torch_path(make, name: str, start: tuple[float, float], rate: float) -> list[list[float]]:
    """Every EVERY-th point of a torch run in double precision."""
    import torch

    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make([point], rate)
    path = [point.detach().tolist()]
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        loss_of(name, point[0], point[1], torch.sin, torch.cos).backward()
        optimizer.step()
        if step % EVERY == 0:
            path.append(point.detach().tolist())
    return path


def optax_path(make, name: str, start: tuple[float, float], rate: float) -> list[list[float]]:
    """Every EVERY-th point of an optax run in double precision."""
    import jax
    import jax.numpy as jnp
    import optax

    jax.config.update("jax_enable_x64", True)
    slope = jax.grad(lambda p: loss_of(name, p[0], p[1], jnp.sin, jnp.cos))
    transformation = make(rate)

    @jax.jit
    def advance(p, s):
        updates, s = transformation.update(slope(p), s, p)
        return optax.apply_updates(p, updates), s

    point = jnp.array(start)
    state = transformation.init(point)
    path = [point.tolist()]
    for step in range(1, STEPS + 1):
        point, state = advance(point, state)
        if step % EVERY == 0:
            path.append(point.tolist())
    return path


def schedules() -> dict[str, list[float]]:
    """Factors of optax's schedules at steps 0 … STEPS, with the settings that ours have by default."""
    import optax

    made = {
        "StepDecay": lambda step: 0.5 ** (step // 50),
        "ExponentialDecay": optax.exponential_decay(1.0, 1, 0.99),
        "Cosine": optax.cosine_decay_schedule(1.0, STEPS),
        "WarmupCosine": optax.warmup_cosine_decay_schedule(0.0, 1.0, 20, STEPS, 0.0),
    }
    return {name: [float(schedule(step)) for step in range(STEPS + 1)] for name, schedule in made.items()}


def scipy_answers() -> dict[str, list[float]]:
    """Where SciPy's BFGS ends on each loss."""
    import numpy as np
    from scipy.optimize import minimize

    return {
        name: minimize(
            lambda p, n=name: loss_of(n, p[0], p[1], np.sin, np.cos), start, method="BFGS", tol=1e-10
        ).x.tolist()
        for name, (_, start) in LOSSES.items()
    }


def rate_of(method: str) -> float:
    """The learning rate that a method is recorded with."""
    return RATES.get(method.split(maxsplit=1)[0], USUAL_RATE)


def main() -> None:
    """Record everything."""
    for library, optimizers, path in (
        ("torch", torch_optimizers(), torch_path),
        ("optax", optax_optimizers(), optax_path),
    ):
        record = {
            f"{method}/{name}": path(make, name, start, rate_of(method))
            for method, make in optimizers.items()
            for name, (_, start) in LOSSES.items()
        }
        assert all(math.isfinite(value) for path in record.values() for point in path for value in point)
        (HERE / f"{library}.json").write_text(json.dumps(record, indent=0) + "\n", encoding="utf-8")
    (HERE / "schedules.json").write_text(json.dumps(schedules(), indent=0) + "\n", encoding="utf-8")
    (HERE / "scipy.json").write_text(json.dumps(scipy_answers(), indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
