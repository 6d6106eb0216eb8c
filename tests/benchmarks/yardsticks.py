"""The same work in torch, jax and optax, where they are installed: written as a practised user would."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from optlab.optimizers import Adam, GradientDescent, Momentum, RMSProp
from tests.benchmarks import problems

STEPS, RATE, DECAY = 1000, 1e-4, 0.9
NETWORK_RATE = 0.01
NETWORK_METHODS = GradientDescent(), Momentum(decay=DECAY), RMSProp(decay=0.99), Adam()


def installed() -> dict[str, Any]:
    """The yardsticks that can be imported, by name."""
    found: dict[str, Any] = {}
    try:
        import torch

        torch.set_default_dtype(torch.float64)
        found["torch"] = torch
    except ImportError:
        pass
    try:
        import jax

        jax.config.update("jax_enable_x64", True)
        found["jax"] = jax
        import optax

        found["optax"] = optax
    except ImportError:
        pass
    return found


def value_and_gradient(tools: dict[str, Any], function: Callable[..., Any], point: np.ndarray) -> dict[str, Any]:
    """Contestants that compute ``function(point, library)`` and its gradient, compiled beforehand."""
    made: dict[str, Any] = {}
    if "torch" in tools:
        made["torch"] = lambda: _torch_gradient(tools["torch"], function, point)
    if "jax" in tools:
        jax = tools["jax"]
        compiled = jax.jit(jax.value_and_grad(lambda x: function(x, jax.numpy)))
        made["jax"] = lambda: jax.block_until_ready(compiled(point))
        made["jax"]()
    return made


def _torch_gradient(torch: Any, function: Callable[..., Any], point: np.ndarray) -> Any:
    x = torch.tensor(point, requires_grad=True)
    value = function(x, torch)
    value.backward()
    return value.item(), x.grad


def momentum(tools: dict[str, Any], starts: np.ndarray) -> dict[str, Any]:
    """Contestants that take 1000 momentum steps on Rosenbrock's function and keep every point."""
    made: dict[str, Any] = {}
    if "torch" in tools:
        made["torch.optim.SGD"] = lambda: _torch_momentum(tools["torch"], starts)
    if "optax" in tools:
        again = _optax_momentum(tools["jax"], tools["optax"], starts)
        again()
        made["optax first call"] = lambda: _first_optax_momentum(tools, starts)
        made["optax again"] = again
    return made


def _torch_momentum(torch: Any, starts: np.ndarray) -> Any:
    points = torch.tensor(starts, requires_grad=True)
    optimizer = torch.optim.SGD([points], lr=RATE, momentum=DECAY)
    history = torch.empty((STEPS + 1, *starts.shape))
    history[0] = points.detach()
    for step in range(STEPS):
        optimizer.zero_grad()
        x, y = points[:, 0], points[:, 1]
        ((1 - x) ** 2 + 100 * (y - x**2) ** 2).sum().backward()
        optimizer.step()
        history[step + 1] = points.detach()
    return history


def _first_optax_momentum(tools: dict[str, Any], starts: np.ndarray) -> Any:
    return _optax_momentum(tools["jax"], tools["optax"], starts)()


def _optax_momentum(jax: Any, optax: Any, starts: np.ndarray) -> Callable[[], Any]:
    """Traced and compiled at its first call, as for every new loss or method."""
    optimizer = optax.sgd(RATE, momentum=DECAY)
    slope = jax.grad(lambda p: ((1 - p[:, 0]) ** 2 + 100 * (p[:, 1] - p[:, 0] ** 2) ** 2).sum())

    def step(carry: Any, _: None) -> Any:
        points, state = carry
        update, state = optimizer.update(slope(points), state)
        points = optax.apply_updates(points, update)
        return (points, state), points

    run = jax.jit(lambda points: jax.lax.scan(step, (points, optimizer.init(points)), None, length=STEPS))
    return lambda: jax.block_until_ready(run(starts))


def network(tools: dict[str, Any], start: np.ndarray, frame: Any, batch_size: int | None, steps: int) -> dict[str, Any]:
    """Contestants that train a network by four methods, one after the other: of layers and written out on one vector of
    weights, which spares torch most of the update.
    """
    if "torch" not in tools:
        return {}
    torch = tools["torch"]
    torch.set_num_threads(1)  # as NumPy does with matrices of this size
    arguments = torch, *examples(torch, frame), batch_size, steps
    return {
        "torch.nn": lambda: [trained(*layers(torch, start), make, *arguments) for make in torch_methods(torch)],
        "torch by hand": lambda: [trained(*vector(torch, start), make, *arguments) for make in torch_methods(torch)],
    }


def torch_methods(torch: Any) -> list[Callable[[Any], Any]]:
    """The optimizers that correspond to ``NETWORK_METHODS``, made of what they move."""
    return [
        lambda weights: torch.optim.SGD(weights, lr=NETWORK_RATE),
        lambda weights: torch.optim.SGD(weights, lr=NETWORK_RATE, momentum=DECAY),
        lambda weights: torch.optim.RMSprop(weights, lr=NETWORK_RATE),
        lambda weights: torch.optim.Adam(weights, lr=NETWORK_RATE),
    ]


def examples(torch: Any, frame: Any) -> tuple[Any, Any]:
    """Rows and target."""
    return torch.tensor(frame[["x1", "x2"]].to_numpy()), torch.tensor(frame[["label"]].to_numpy(dtype=float))


def layers(torch: Any, start: np.ndarray) -> tuple[list[Any], Any]:
    """Its weights, and its loss of rows and target."""
    sizes = (2, *problems.LAYERS, 1)
    parts = [torch.nn.Linear(*pair) for pair in pairwise(sizes)]
    model = torch.nn.Sequential(parts[0], torch.nn.Tanh(), parts[1], torch.nn.Tanh(), parts[2])
    torch.nn.utils.vector_to_parameters(torch.tensor(start), model.parameters())
    loss = torch.nn.BCEWithLogitsLoss()
    return list(model.parameters()), lambda rows, target: loss(model(rows), target)


def vector(torch: Any, start: np.ndarray) -> tuple[list[Any], Any]:
    """The same, all weights in one vector."""
    weights = torch.tensor(start, requires_grad=True)
    return [weights], lambda rows, target: problems.classifier_by_hand(weights, rows, target, torch)


def trained(
    weights: list[Any], loss: Any, make: Any, torch: Any, rows: Any, target: Any, batch_size: int | None, steps: int
) -> float:
    """Forward, backward, update; nothing is kept.  The last loss."""
    optimizer, value = make(weights), None
    order = torch.empty(0, dtype=torch.int64)
    for _ in range(steps):
        some, their = rows, target
        if batch_size is not None:
            order = order if len(order) >= batch_size else torch.randperm(len(rows))
            some, their, order = rows[order[:batch_size]], target[order[:batch_size]], order[batch_size:]
        optimizer.zero_grad()
        value = loss(some, their)
        value.backward()
        optimizer.step()
    return value.item()
