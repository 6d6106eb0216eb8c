"""The speed of the engine, side by side with torch, jax and optax where they are installed.

``python -m tests.benchmarks`` from the root of the repository; about two minutes.  Read the ratios: "torch 5.0x" means
that torch took five times as long in the same run.  In brackets stands what is aimed at.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np

import optlab
from optlab import models
from optlab.errors import OptlabError
from tests.benchmarks import problems, yardsticks
from tests.benchmarks.clock import best_times, peak_megabytes, report, written

METHODS = yardsticks.NETWORK_METHODS
HOSTILE = Path(__file__).parents[1] / "expressions" / "hostile-expressions.json"


def main() -> None:
    """All measurements, one line each."""
    tools = yardsticks.installed()
    print("yardsticks:", ", ".join(tools) or "none installed", flush=True)
    descents(tools)
    wide(tools)
    with_data(tools)
    networks(tools)
    mini_batches()
    gradient_against_value()
    memory()
    hostile()


def descents(tools: dict[str, Any]) -> None:
    """From the text of a formula to the history of momentum runs."""
    for runs, wanted in ((256, "torch, optax first call >= 10x; <= 10 ms"), (1, "torch >= 15x")):
        starts = np.random.default_rng(0).uniform(-1, 1, size=(runs, 2))
        contestants = {"optlab": lambda starts=starts: _descend(starts), **yardsticks.momentum(tools, starts)}
        report(f"formula -> 1000 momentum steps, {runs} run(s)", best_times(contestants), wanted)


def _descend(starts: np.ndarray) -> object:
    loss = optlab.parse_loss(problems.ROSENBROCK)
    return optlab.run(loss, optlab.optimizers.Momentum(decay=0.9), starts, yardsticks.RATE, yardsticks.STEPS)


def wide(tools: dict[str, Any]) -> None:
    """Rosenbrock's function in 1000 dimensions."""
    ready = {}
    for dimension in (250, 500, 1000):
        expression = problems.rosenbrock(dimension)
        ready[dimension] = best_times({"optlab": lambda e=expression, n=dimension: _evaluated(optlab.Loss(e), n)}, 3)[
            "optlab"
        ]
    growth = ", ".join(f"{dimension}: {written(spent)}" for dimension, spent in ready.items())
    print(f"{'Rosenbrock from SymPy until ready':<44} {growth}   [1000: <= 0.5 s, linear]")
    loss, point = optlab.Loss(problems.rosenbrock(1000)), np.random.default_rng(0).normal(size=1000)
    others = yardsticks.value_and_gradient(tools, lambda x, _: problems.rosenbrock_by_hand(x), point)
    report(
        "Rosenbrock 1000-D, value + gradient",
        best_times({"optlab": _both(loss, point), **others}, 9, 50),
        "torch >= 1x",
    )


def _evaluated(loss: optlab.Loss, dimension: int) -> object:
    return loss.value(np.ones(dimension)), loss.gradient(np.ones(dimension))


def _both(loss: optlab.Loss, point: np.ndarray) -> Any:
    return lambda: (loss.value(point), loss.gradient(point))


def with_data(tools: dict[str, Any]) -> None:
    """A network and a line over rows of data."""
    rows, generator = problems.network_rows(), np.random.default_rng(2)
    loss, point = optlab.Loss(problems.network(), data=rows), generator.normal(size=105)
    held = _columns(tools, rows[["p", "q"]].to_numpy(), rows["t"].to_numpy())
    others = yardsticks.value_and_gradient(
        tools, lambda w, library: problems.network_by_hand(w, *held[library.__name__], library.tanh), point
    )
    report(
        "network, 105 weights x 200 rows, both",
        best_times({"optlab": _both(loss, point), **others}, 9, 50),
        "torch >= 1x",
    )
    rows = problems.linear_rows()
    loss, point = optlab.parse_loss(problems.LINEAR, data=rows), generator.normal(size=11)
    held = _columns(tools, rows.drop(columns="y").to_numpy(), rows["y"].to_numpy())
    others = yardsticks.value_and_gradient(
        tools, lambda w, library: problems.linear_by_hand(w, *held[library.__name__]), point
    )
    report(
        "linear regression 1000 x 10, both", best_times({"optlab": _both(loss, point), **others}, 9, 50), "torch > 1x"
    )


def _columns(tools: dict[str, Any], *arrays: np.ndarray) -> dict[str, tuple[Any, ...]]:
    """The data in the arrays of each library, made once."""
    made = {}
    if "torch" in tools:
        made["torch"] = tuple(tools["torch"].tensor(array) for array in arrays)
    if "jax" in tools:
        made["jax.numpy"] = tuple(tools["jax"].numpy.asarray(array) for array in arrays)
    return made


def networks(tools: dict[str, Any]) -> None:
    """A network trained by four methods, every step kept; what comes before the first step; its other numbers."""
    model, rows = problems.classifier(), problems.moons()
    start, steps = model.start(seed=0), 500
    loss = model.loss(rows)
    for batch_size in (16, None):
        ours = {"optlab": lambda size=batch_size: [_trained(loss, rule, start, size, steps) for rule in METHODS]}
        theirs = yardsticks.network(tools, start, rows, batch_size, steps)
        title = f"2-16-16-1 x 300 rows, 4 x {steps} steps, {batch_size or 'all'}"
        report(title, best_times({**ours, **theirs}, 4), "torch >= 1x")
    ready = {}
    for units in (8, 16, 32):
        wider = models.Network(model.inputs, model.target, (units, units), classes=2)
        first = {"optlab": lambda it=wider: _trained(it.loss(rows), METHODS[0], it.start(seed=0), None, 1)}
        ready[wider.size] = best_times(first, 5)["optlab"]
    growth = ", ".join(f"{size} weights: {written(spent)}" for size, spent in ready.items())
    print(f"{'network from its rows to its first step':<44} {growth}   [337: <= 0.2 s, linear]", flush=True)
    report("337 weights: gradient, then others", best_times(_answers(loss, start), 5, 20), "Hessian product <= 4x")
    trajectory = _trained(loss, METHODS[3], start, None, steps)
    trajectory.measure(lambda done: None)
    whole = {"optlab": lambda: _trained(loss, METHODS[3], start, None, steps)}
    again = {"outcome": lambda: (trajectory.__dict__.pop("outcomes", None), trajectory.outcomes)}
    report("337 weights: 500 steps, then others", best_times(whole | again, 4), "outcome <= 0.05x")


def _trained(loss: optlab.Loss, rule: Any, start: Any, batch_size: int | None, steps: int) -> optlab.Trajectory:
    return optlab.run(loss, rule, start, yardsticks.NETWORK_RATE, steps, batch_size)


def _answers(loss: optlab.Loss, start: np.ndarray) -> dict[str, Any]:
    direction = np.random.default_rng(5).normal(size=len(start))
    return {
        "optlab": lambda: loss.gradient(start),
        "value": lambda: loss.value(start),
        "value and gradient": lambda: loss.mean.value_and_gradient(start[None]),
        "Hessian product": lambda: loss.hessian_product(start, direction),
    }


def mini_batches() -> None:
    """1000 runs, each with batches from a random stream of its own."""
    rows = np.random.default_rng(3).normal(size=(344, 2))
    losses = {
        "rows of data": optlab.parse_loss("(w*x + b - y)^2", data={"x": rows[:, 0], "y": rows[:, 1]}),
        "tilted examples": optlab.parse_loss("w^2 + 3*b^2", examples=344),
    }
    for name, loss in losses.items():
        spent = best_times({"optlab": lambda loss=loss: _stochastic(loss, 1000)}, 4)["optlab"]
        few, many = _stochastic(loss, 5).points[:, 3], _stochastic(loss, 1000).points[:, 3]
        same = "the same" if np.array_equal(few, many) else "DIFFERENT"
        title = f"1000 runs x 500 batches of 16, {name}"
        print(f"{title:<44} {written(spent):>9}   run 3 among 5 and among 1000: {same}   [<= 0.3 s]", flush=True)


def _stochastic(loss: optlab.Loss, runs: int) -> Any:
    rule = optlab.optimizers.GradientDescent()
    return optlab.run(loss, rule, np.zeros((runs, 2)), 0.01, 500, batch_size=16, seeds=np.arange(runs))


def gradient_against_value() -> None:
    """How many values a gradient costs, at one point and at 256."""
    losses = {name: optlab.landscapes.get(name).loss for name in optlab.landscapes.names()}
    losses["network"] = optlab.Loss(problems.network(), data=problems.network_rows())
    losses["linear"] = optlab.parse_loss(problems.LINEAR, data=problems.linear_rows())
    losses["Rosenbrock 1000-D"] = optlab.Loss(problems.rosenbrock(1000))
    for runs in (1, 256):
        ratios = {}
        for name, loss in losses.items():
            points = np.random.default_rng(4).uniform(0.1, 1.0, size=(runs, len(loss.parameters)))
            times = best_times(
                {"value": lambda it=loss, p=points: it.value(p), "gradient": lambda it=loss, p=points: it.gradient(p)},
                7,
                20,
            )
            ratios[name] = times["gradient"] / times["value"]
        worst = sorted(ratios, key=lambda name: -ratios[name])[:3]
        shown = ", ".join(f"{name} {ratios[name]:.1f}" for name in worst)
        print(f"{f'gradient / value, {runs} run(s), {len(losses)} losses':<44} highest: {shown}   [<= 4]", flush=True)


def memory() -> None:
    """The most memory held while 1024 runs are worked on."""
    network = optlab.Loss(problems.network(), data=problems.network_rows())
    line = np.arange(100_000.0)
    tall = optlab.parse_loss("(w*x + b - y)^2", data={"x": line, "y": line})
    for name, loss in (("network", network), ("100,000 rows", tall)):
        points = np.zeros((1024, len(loss.parameters)))
        used = peak_megabytes(lambda it=loss, p=points: (it.value(p), it.gradient(p)))
        print(f"{f'memory at 1024 runs, {name}':<44} {used:6.1f} MB   [<= 200 MB]", flush=True)


def hostile() -> None:
    """The slowest of the hostile formulas, from text to everything that a page shows."""
    slowest = 0.0
    for _, text in json.loads(HOSTILE.read_text(encoding="utf-8")):
        started = time.perf_counter()
        try:
            loss = optlab.parse_loss(text)
            _evaluated(loss, len(loss.parameters))
            str((loss.latex, loss.partials_latex, loss.expression, loss.partials))
        except OptlabError:
            pass
        slowest = max(slowest, time.perf_counter() - started)
    print(f"{'slowest hostile formula':<44} {written(slowest):>9}   [<= 1 s]")


if __name__ == "__main__":
    main()
