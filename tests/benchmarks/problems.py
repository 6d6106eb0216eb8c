"""What is measured: the same functions as a formula for optlab and, vectorised by hand, for the yardsticks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import sympy

from optlab import models

ROSENBROCK = "(1-x)^2 + 100*(y-x^2)^2"
HIDDEN = 8


def rosenbrock(dimension: int) -> sympy.Expr:
    """The chain of Rosenbrock terms over x1 … xn."""
    x = sympy.symbols(f"x1:{dimension + 1}")
    return sympy.Add(*(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(dimension - 1)))


def rosenbrock_by_hand(x: Any) -> Any:
    """The same on an array of torch or jax."""
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def network() -> sympy.Expr:
    """The squared error of a 2-8-8-1 tanh network: 105 weights, written out as one formula."""
    name = sympy.Symbol
    first = [
        sympy.tanh(name(f"a{2 * i}") * name("p") + name(f"a{2 * i + 1}") * name("q") + name(f"b{i}"))
        for i in range(HIDDEN)
    ]
    second = [
        sympy.tanh(sympy.Add(*(name(f"c{HIDDEN * j + i}") * first[i] for i in range(HIDDEN))) + name(f"d{j}"))
        for j in range(HIDDEN)
    ]
    return (sympy.Add(*(name(f"e{j}") * second[j] for j in range(HIDDEN))) + name("f") - name("t")) ** 2


def network_by_hand(weights: Any, rows: Any, target: Any, tanh: Any) -> Any:
    """The same on arrays; weights in the natural order of their names: a, b, c, d, e, f."""
    a, b = weights[:16].reshape(HIDDEN, 2), weights[16:24]
    c, d = weights[24:88].reshape(HIDDEN, HIDDEN), weights[88:96]
    hidden = tanh(tanh(rows @ a.T + b) @ c.T + d)
    return ((hidden @ weights[96:104] + weights[104] - target) ** 2).mean()


def network_rows() -> pd.DataFrame:
    """200 rows for it."""
    return pd.DataFrame(np.random.default_rng(0).normal(size=(200, 3)), columns=["p", "q", "t"])


LINEAR = "(Sum(w[i]*x[i], (i, 1, 10)) + b - y)^2"


def linear_by_hand(weights: Any, rows: Any, target: Any) -> Any:
    """Mean squared error of a line in ten variables; weights in natural order: b, w1 … w10."""
    return ((rows @ weights[1:] + weights[0] - target) ** 2).mean()


def linear_rows() -> pd.DataFrame:
    """1000 rows for it."""
    values = np.random.default_rng(1).normal(size=(1000, 11))
    return pd.DataFrame(values, columns=[*(f"x{i}" for i in range(1, 11)), "y"])


LAYERS = (16, 16)


def classifier() -> models.Network:
    """A 2-16-16-1 tanh network with log-loss: 337 weights."""
    return models.Network(("x1", "x2"), "label", LAYERS, activation="tanh", classes=2)


def moons(rows: int = 300) -> pd.DataFrame:
    """Two noisy half circles that interlock, a class each."""
    generator = np.random.default_rng(0)
    angle, label = generator.uniform(0.0, np.pi, rows), np.arange(rows) % 2
    x1, x2 = (
        np.where(label, 1.0 - np.cos(angle), np.cos(angle)),
        np.where(label, 0.5, 0.0) + np.sin(angle) * (1 - 2 * label),
    )
    noise = 0.1 * generator.normal(size=(2, rows))
    return pd.DataFrame({"x1": x1 + noise[0], "x2": x2 + noise[1], "label": label})


def classifier_by_hand(weights: Any, rows: Any, target: Any, torch: Any) -> Any:
    """The same in torch; weights layer by layer, first those into a unit, unit after unit, then the biases."""
    first, second, third = LAYERS[0], LAYERS[1], 1
    sizes = [first * 2, first, second * first, second, third * second, third]
    w1, b1, w2, b2, w3, b3 = torch.split(weights, sizes)
    hidden = torch.tanh(torch.nn.functional.linear(rows, w1.view(first, 2), b1))
    hidden = torch.tanh(torch.nn.functional.linear(hidden, w2.view(second, first), b2))
    logits = torch.nn.functional.linear(hidden, w3.view(third, second), b3)
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
