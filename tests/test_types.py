"""The library's types are of use to those who write with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = '''
"""What a user of the library writes, with every type told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

import optlab
from optlab.optimizers.rule import Array, Method, Oracle


class Memory(NamedTuple):
    velocity: Array


@dataclass(frozen=True)
class HeavyBall(Method):
    decay: float = 0.9

    def init(self, points: Array) -> Memory:
        return Memory(np.zeros_like(points))

    def update(self, points: Array, state: Memory, oracle: Oracle, rate: Array) -> tuple[Array, Memory]:
        velocity = self.decay * state.velocity + oracle.gradient(points)
        return points - rate * velocity, Memory(velocity)


def table(trajectory: optlab.Trajectory) -> pd.DataFrame:
    return trajectory.frame()


rows = pd.DataFrame({"x": [0.0, 1.0, 2.0], "y": [1.0, 3.0, 5.0]})
loss: optlab.Loss = optlab.parse_loss("(w*x + b - y)^2", data=rows)
own = optlab.run(loss, HeavyBall(), starts=[0.0, 0.0], rate=[0.01, 0.1], steps=50, batch_size=2, seeds=[1, 2])
cosine = optlab.optimizers.schedules.Cosine(50)
shipped = optlab.run(loss, optlab.optimizers.Adam(), [0.0, 0.0], 0.1, 50, schedule=cosine)
statuses: list[str] = [outcome.status for outcome in own.outcomes]
lowest: float = float(table(shipped)["loss"].min())
model: optlab.models.Model = optlab.models.Network("x", "y", hidden=[4], activation="relu")
trained = optlab.run(model.loss(rows, penalty=0.01), optlab.optimizers.Adam(), model.start(seed=1), 0.1, 50)
explained: float = float(model.measure(trained.points[-1], rows)["R2"][0])
answer = optlab.models.exact(optlab.models.Line("x", "y"), rows)
entry = optlab.landscapes.get("rosenbrock")
where: tuple[float, ...] = entry.start
names: tuple[str, ...] = optlab.landscapes.names()
try:
    optlab.parse_loss("x +* 2")
except optlab.ExpressionError as error:
    print(error, statuses, lowest, where, names)
'''
WRONG = """
import optlab

steps: str = optlab.run(optlab.parse_loss("x^2"), optlab.optimizers.Momentum(decay="0.9"), [1.0], 0.1, 10).steps
optlab.parse_loss(3)
"""


def strictly(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """mypy on a script in a folder of its own, for which optlab is a package among others."""
    pytest.importorskip("mypy")
    (folder / "script.py").write_text(script, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), "script.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_users_script_with_a_method_of_its_own_passes_mypys_strictest(tmp_path):
    checked = strictly(SCRIPT, tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.slow
def test_mistakes_of_a_user_are_found(tmp_path):
    """Three: a text for a number, numbers for a text, a number for a formula."""
    told = strictly(WRONG, tmp_path).stdout
    assert told.count("error:") == 3, told


def test_the_script_that_is_checked_also_runs():
    exec(compile(SCRIPT.replace("from __future__ import annotations", ""), "script", "exec"), {"__name__": "script"})
