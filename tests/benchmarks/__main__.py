"""Speed of the engine as ratios, side by side from one run:  python -m tests.benchmarks

torch, jax and optax are yardsticks where they are installed; nothing here depends on them.  Times are the best of
several; on a noisy machine read the ratios.
"""

from __future__ import annotations

import importlib.util
import time
import tracemalloc
from collections.abc import Callable

import numpy as np
import pandas as pd
import sympy

import optlab
from optlab.optimizers import GradientDescent, Momentum

ROSENBROCK = "(1-x)**2 + 100*(y-x**2)**2"
RANDOM = np.random.default_rng(0)


def best(work: Callable[[], object], repeats: int = 5) -> float:
    """Milliseconds of the fastest of several calls."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return 1e3 * min(times)


def installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def row(what: str, ours: float, theirs: float | None = None, wanted: str = "") -> None:
    """One line of the table."""
    ratio = "" if theirs is None else f"{theirs:10.3f} {theirs / ours:8.1f} x"
    print(f"{what:58s} {ours:10.3f} {ratio:22s} {wanted}")


# ------------------------------------------------------------------ yardsticks


def torch_momentum(runs: int, steps: int = 1000) -> float:
    """A run of torch.optim.SGD with momentum on Rosenbrock, history kept."""
    import torch

    def work() -> None:
        points = torch.tensor(RANDOM.normal(size=(runs, 2)), requires_grad=True)
        optimizer = torch.optim.SGD([points], lr=1e-4, momentum=0.9)
        history = [points.detach().clone()]
        for _ in range(steps):
            optimizer.zero_grad()
            x, y = points[:, 0], points[:, 1]
            ((1 - x) ** 2 + 100 * (y - x**2) ** 2).sum().backward()
            optimizer.step()
            history.append(points.detach().clone())

    return best(work, 2)


def optax_first_call(runs: int, steps: int = 1000) -> float:
    """Compiling and running the same with optax, jitted and scanned."""
    import jax
    import optax

    jax.config.update("jax_enable_x64", True)

    def work() -> None:
        jax.clear_caches()
        transformation = optax.sgd(1e-4, momentum=0.9)
        slope = jax.grad(lambda p: ((1 - p[:, 0]) ** 2 + 100 * (p[:, 1] - p[:, 0] ** 2) ** 2).sum())

        def advance(carry, _):
            points, state = carry
            updates, state = transformation.update(slope(points), state, points)
            return (optax.apply_updates(points, updates), state), points

        start = jax.numpy.array(RANDOM.normal(size=(runs, 2)))
        scan = jax.jit(lambda p: jax.lax.scan(advance, (p, transformation.init(p)), None, steps))
        jax.block_until_ready(scan(start))

    return best(work, 2)


def torch_gradient(loss, start: np.ndarray, calls: int = 200) -> float:
    """Microseconds of a value and a gradient in torch, in double precision."""
    import torch

    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)

    def work() -> None:
        for _ in range(calls):
            point.grad = None
            loss(point).backward()

    return best(work) * 1e3 / calls


def our_gradient(loss: optlab.Loss, point: np.ndarray, calls: int = 200) -> float:
    """Microseconds of a value and a gradient here."""
    points = point[None, :]

    def work() -> None:
        for _ in range(calls):
            loss.mean.value(points, None)
            loss.mean.gradient(points, None)

    with np.errstate(all="ignore"):
        return best(work) * 1e3 / calls


# ----------------------------------------------------------------- the figures


def descent() -> None:
    """From text to a thousand momentum steps."""
    many = RANDOM.normal(size=(256, 2))
    ours = best(lambda: optlab.run(optlab.parse_loss(ROSENBROCK), Momentum(), many, 1e-4, 1000))
    name = "text -> 1000 momentum steps x 256 runs, ms"
    row(name, ours, torch_momentum(256) if installed("torch") else None, "torch >= 10 x; ours <= 10 ms")
    if installed("optax"):
        row("  the same against optax's first call, ms", ours, optax_first_call(256), ">= 10 x")
    loss = optlab.parse_loss(ROSENBROCK)
    one = best(lambda: optlab.run(loss, Momentum(), [-1.2, 1.0], 1e-4, 1000))
    row("one run of 1000 steps, ms", one, torch_momentum(1) if installed("torch") else None, ">= 15 x")


def rosenbrock(dimension: int) -> sympy.Expr:
    x = sympy.symbols(f"x1:{dimension + 1}")
    return sympy.Add(*[100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(dimension - 1)])


def wide() -> None:
    """Rosenbrock in many dimensions, from SymPy."""
    for dimension in (250, 500, 1000):
        expression = rosenbrock(dimension)

        def ready(made: sympy.Expr = expression, size: int = dimension) -> None:
            optlab.Loss(made).gradient(np.ones(size))

        row(f"Rosenbrock {dimension}-D ready from SymPy, ms", best(ready, 3), None, "<= 500 ms, linear")
    loss, point = optlab.Loss(rosenbrock(1000)), RANDOM.normal(size=1000)

    def by_hand(p):
        return (100 * (p[1:] - p[:-1] ** 2) ** 2 + (1 - p[:-1]) ** 2).sum()

    theirs = torch_gradient(by_hand, point) if installed("torch") else None
    row("Rosenbrock 1000-D value + gradient, us", our_gradient(loss, point), theirs, ">= 1 x")


def network_expression() -> sympy.Expr:
    """A 2-8-8-1 tanh network with 105 weights, written out."""
    s = sympy.Symbol
    first = [sympy.tanh(s(f"u{2 * i}") * s("a") + s(f"u{2 * i + 1}") * s("b") + s(f"c{i}")) for i in range(8)]
    second = [sympy.tanh(sum(s(f"v{8 * j + i}") * first[i] for i in range(8)) + s(f"d{j}")) for j in range(8)]
    return (sum(s(f"o{j}") * second[j] for j in range(8)) + s("o8") - s("y")) ** 2


def with_rows() -> None:
    """Losses over rows of data."""
    rows = pd.DataFrame(RANDOM.normal(size=(200, 3)), columns=["a", "b", "y"])
    loss = optlab.Loss(network_expression(), data=rows)
    weights = RANDOM.normal(size=len(loss.parameters))
    row("105-weight tanh network x 200 rows, us", our_gradient(loss, weights), _torch_network(rows), ">= 1 x")
    inputs = RANDOM.normal(size=(1000, 10))
    table = pd.DataFrame(inputs, columns=[f"x{i + 1}" for i in range(10)]).assign(y=inputs @ RANDOM.normal(size=10))
    linear = optlab.parse_loss("(Sum(w[i]*x[i], (i, 1, 10)) + b - y)^2", data=table)
    row("linear regression 1000 x 10, us", our_gradient(linear, np.zeros(11)), _torch_linear(table), "> 1 x")
    penguins = optlab.landscapes.get("penguins").loss
    seeds = np.arange(1000)
    batches = best(lambda: optlab.run(penguins, GradientDescent(), [0.0, 0.0], 0.01, 500, 16, seeds), 3)
    row("1000 runs x 500 mini-batch steps of 16 rows, ms", batches, None, "<= 300 ms")


def _torch_network(rows: pd.DataFrame) -> float | None:
    if not installed("torch"):
        return None
    import torch

    inputs, target = torch.tensor(rows[["a", "b"]].to_numpy()), torch.tensor(rows["y"].to_numpy())

    def by_hand(w):
        first = torch.tanh(inputs @ w[:16].reshape(2, 8) + w[16:24])
        second = torch.tanh(first @ w[24:88].reshape(8, 8) + w[88:96])
        return ((second @ w[96:104] + w[104] - target) ** 2).mean()

    return torch_gradient(by_hand, RANDOM.normal(size=105))


def _torch_linear(table: pd.DataFrame) -> float | None:
    if not installed("torch"):
        return None
    import torch

    inputs, target = torch.tensor(table.iloc[:, :10].to_numpy()), torch.tensor(table["y"].to_numpy())
    return torch_gradient(lambda w: ((inputs @ w[:10] + w[10] - target) ** 2).mean(), np.zeros(11))


def costs() -> None:
    """What a gradient costs in values, and what many runs cost in memory."""
    points = RANDOM.normal(size=(256, 2))
    for formula in (ROSENBROCK, "exp(sin(x)*y)", "sqrt(x^2 + y^2)", "log(1 + exp(x*y))", "tanh(x)*atan2(x, y)"):
        loss = optlab.parse_loss(formula)
        with np.errstate(all="ignore"):
            value = best(lambda made=loss: [made.mean.value(points, None) for _ in range(300)])
            slope = best(lambda made=loss: [made.mean.gradient(points, None) for _ in range(300)])
        print(f"{'gradient / value of ' + formula:58s} {slope / value:10.2f} {'':22s} <= 4")
    penguins = optlab.landscapes.get("penguins").loss
    tracemalloc.start()
    optlab.run(penguins, Momentum(), [0.0, 0.0], 0.01, 200, 16, np.arange(1024))
    row("peak memory of 1024 runs x 200 steps, MB", tracemalloc.get_traced_memory()[1] / 1e6, None, "<= 200 MB")


def main() -> None:
    """Print the table."""
    print(f"{'':58s} {'ours':>10s} {'yardstick':>10s} {'ratio':>10s} wanted")
    for figures in (descent, wide, with_rows, costs):
        figures()


if __name__ == "__main__":
    main()
