"""Write down what torch, optax and SciPy, all installed, do on the cases: ``python tests/references/record.py``."""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path

import libraries
from cases import LOSSES, METHODS, RECORDED

HERE = Path(__file__).parent


def main() -> None:
    """Write recorded.json next to this file."""
    versions = {name: importlib.metadata.version(name) for name in ("torch", "optax", "jax", "scipy")}
    paths = {
        name: {label: _kept(libraries.trajectory(loss, case)) for label, loss in LOSSES.items()}
        for name, case in METHODS.items()
    }
    recorded = {
        "versions": versions,
        "trajectories": paths,
        "schedules": libraries.schedules(),
        "searches": libraries.searches(),
    }
    text = json.dumps(recorded, indent=None, separators=(",", ":")).replace('},"', '},\n"').replace(']],"', ']],\n"')
    HERE.joinpath("recorded.json").write_text(text + "\n", encoding="utf-8")


def _kept(path: list[list[float]]) -> list[list[float]]:
    return [path[step] for step in RECORDED]


if __name__ == "__main__":
    main()
