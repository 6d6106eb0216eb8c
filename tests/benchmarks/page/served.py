"""The dashboard as it is served, in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
ONE_CHART = Path(__file__).with_name("one_chart.py")
CLOCKED = Path(__file__).with_name("timed_dashboard.py")


@contextmanager
def served(program: Path = ROOT / "dashboard.py", times: Path | None = None) -> Iterator[str]:
    """The address of a server just started, which may not answer yet; it is ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(program)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPTLAB_TIMES": str(times)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet) as server:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def seconds(times: Path) -> list[float]:
    """What the clocked dashboard has written so far."""
    return [float(line) for line in times.read_text(encoding="utf-8").splitlines()] if times.exists() else []
