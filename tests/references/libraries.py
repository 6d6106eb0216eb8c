"""The references themselves: run torch, optax and SciPy on the cases.  Needs them installed; optlab is not used."""

from __future__ import annotations

import math

from cases import SEARCHED, SEARCHES, STEPS, LossCase, MethodCase


def trajectory(loss: LossCase, case: MethodCase) -> list[list[float]]:
    """The parameters after 0 … STEPS steps."""
    return (_torch_trajectory if case.library == "torch" else _optax_trajectory)(loss, case)


def _torch_trajectory(loss: LossCase, case: MethodCase) -> list[list[float]]:
    import torch

    torch.set_default_dtype(torch.float64)  # NAdam keeps a product of its own in the default type
    points = torch.tensor(loss.start, dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, case.reference)([points], lr=case.rate, **case.settings)
    seen = [points.tolist()]
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss.formula(torch, points[0], points[1]).backward()
        optimizer.step()
        seen.append(points.tolist())
    return seen


def _optax_trajectory(loss: LossCase, case: MethodCase) -> list[list[float]]:
    import jax
    import jax.numpy as jnp
    import optax

    jax.config.update("jax_enable_x64", True)
    if case.reference == "ema":
        method = optax.chain(optax.ema(**case.settings), optax.scale_by_learning_rate(case.rate))
    else:
        method = getattr(optax, case.reference)(case.rate, **case.settings)
    if case.clip is not None:
        method = optax.chain(optax.clip_by_global_norm(case.clip), method)

    @jax.jit
    def step(points, state):
        slopes = jax.grad(lambda w: loss.formula(jnp, w[0], w[1]))(points)
        updates, state = method.update(slopes, state, points)
        return optax.apply_updates(points, updates), state

    points = jnp.array(loss.start, dtype=jnp.float64)
    state, seen = method.init(points), [points.tolist()]
    for _ in range(STEPS):
        points, state = step(points, state)
        seen.append(points.tolist())
    return seen


def schedules() -> dict[str, list[float]]:
    """The factor before each of STEPS + 1 steps; optax where it has the schedule, else torch."""
    import jax
    import optax

    jax.config.update("jax_enable_x64", True)
    made = {
        "step": optax.exponential_decay(1.0, 30, 0.5, staircase=True),
        "exponential": optax.exponential_decay(1.0, 1, 0.98),
        "cosine": optax.cosine_decay_schedule(1.0, 150, alpha=0.1),
        "warm-up": optax.warmup_cosine_decay_schedule(0.1, 1.0, 20, 180, end_value=0.05),
        "one-cycle": optax.cosine_onecycle_schedule(180, 1.0),
    }
    factors = {name: [float(schedule(step)) for step in range(STEPS + 1)] for name, schedule in made.items()}
    return {**factors, **_torch_schedules()}


def _torch_schedules() -> dict[str, list[float]]:
    import torch
    from torch.optim import lr_scheduler as schedulers

    made = {
        "cyclical": lambda o: schedulers.CyclicLR(o, 0.1, 1.0, step_size_up=25, cycle_momentum=False),
        "restarts": lambda o: schedulers.CosineAnnealingWarmRestarts(o, 25, 2, eta_min=0.1),
        "restarts, equal": lambda o: schedulers.CosineAnnealingWarmRestarts(o, 40, 1),
    }
    factors = {}
    for name, make in made.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        scheduler, factors[name] = make(optimizer), []
        for _ in range(STEPS + 1):
            factors[name].append(float(scheduler.get_last_lr()[0]))
            optimizer.step()
            scheduler.step()
    return factors


def searches() -> dict[str, dict[str, list[float]]]:
    """Where SciPy's searching methods end on each loss, with exact slopes from torch."""
    from scipy.optimize import minimize

    return {
        ours: {name: minimize(_pair(loss), loss.start, jac=True, method=theirs, tol=1e-12).x.tolist()
               for name, loss in SEARCHED.items()}
        for ours, (theirs, _) in SEARCHES.items()
    }  # fmt: skip


def _pair(loss: LossCase):
    import torch

    def value_and_slope(w):
        points = torch.tensor(w, dtype=torch.float64, requires_grad=True)
        value = loss.formula(torch, points[0], points[1])
        value.backward()
        assert math.isfinite(value.item())
        return value.item(), points.grad.numpy()

    return value_and_slope
