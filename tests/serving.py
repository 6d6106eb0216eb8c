"""A dashboard served in a process of its own, whose memory and time are read from Linux."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
COLOURS = re.compile(r"\x1b\[[\d;]*m")
TICKS = os.sysconf("SC_CLK_TCK")
QUIET = {"STREAMLIT_SERVER_HEADLESS": "true"}
"""No browser is opened for whoever runs the tests: nothing that is served depends on it."""


@dataclass(frozen=True)
class Server:
    """A server on loopback; ``log`` is the file with what it wrote."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def resident(self) -> float:
        """Memory in megabytes (RSS)."""
        return self._kilobytes("status", "VmRSS:")

    @property
    def own(self) -> float:
        """Memory in megabytes with its share of what several processes use (PSS)."""
        return self._kilobytes("smaps_rollup", "Pss:")

    @property
    def processor(self) -> float:
        """Seconds of processor time until now."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def tracebacks(self) -> int:
        """How many the server has written."""
        plain = COLOURS.sub("", self.log.read_text(encoding="utf-8", errors="replace"))
        return plain.count("Traceback (most recent call last)")

    @property
    def sessions(self) -> int:
        """Sessions that are connected now, as the server itself counts them."""
        with urllib.request.urlopen(f"{self.address}/_stcore/metrics?families=active_sessions", timeout=60) as answer:
            lines = [line.split() for line in answer.read().decode().splitlines() if not line.startswith("#")]
        return sum(int(float(words[-1])) for words in lines)

    @property
    def cache(self) -> tuple[float, float]:
        """Megabytes on the cache of shared results, and those that it holds at most."""
        with urllib.request.urlopen(f"{self.address}/cache", timeout=60) as answer:
            told = json.load(answer)
        return told["bytes"] / 1e6, told["capacity"] / 1e6

    def kill(self) -> None:
        """End it at once, without a word to its sessions."""
        self.process.kill()
        self.process.wait()

    def _kilobytes(self, file: str, name: str) -> float:
        lines = Path(f"/proc/{self.process.pid}/{file}").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024 / 1e6


@contextmanager
def serving(port: int | None = None, program: str = "dashboard.py", base_path: str = "") -> Iterator[Server]:
    """A server that answers, as the README's command gives it; it is ended afterwards.

    ``program`` may be the page of a yardstick, served in the same way; ``base_path`` a folder of the address.
    """
    port = port or free_port()
    variables = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "streamlit", "run", program]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.baseUrlPath", base_path] if base_path else []
    with (
        tempfile.TemporaryDirectory() as folder,
        (Path(folder) / "log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, env=variables, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        try:
            server = Server(process, port, Path(folder) / "log")
            await_health(f"{server.address}/{base_path}".rstrip("/"))
            yield server
        finally:
            process.terminate()


def await_health(address: str, seconds: float = 60.0) -> None:
    """Return when the health endpoint answers; TimeoutError if it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{address} did not answer in {seconds:.0f} s")


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
