"""nginx before several replicas, with the configuration beside this file and other ports."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.serving import await_health, free_port

CONFIGURATION = Path(__file__).with_name("nginx.conf")
REPLICA = re.compile(r"( *server )127\.0\.0\.1:\d+( .*;\n)")
LISTEN = re.compile(r"listen 127\.0\.0\.1:\d+;")


def nginx() -> str | None:
    """Where the program is; administrators' programs are not on every user's path."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def configuration(port: int, replicas: Sequence[int]) -> str:
    """The text of the configuration for these ports of loopback, unchanged otherwise.

    >>> "server 127.0.0.1:9001 max_fails=1" in configuration(9000, [9001, 9002])
    True
    """
    text = CONFIGURATION.read_text(encoding="utf-8")
    lines = REPLICA.findall(text)
    before, after = text[: REPLICA.search(text).start()], text[text.rindex(lines[-1][1]) + len(lines[-1][1]) :]
    servers = "".join(f"{lines[0][0]}127.0.0.1:{replica}{lines[0][1]}" for replica in replicas)
    return LISTEN.sub(f"listen 127.0.0.1:{port};", before + servers + after)


@contextmanager
def balancing(replicas: Sequence[int]) -> Iterator[str]:
    """The address of an nginx before these replicas; it is ended afterwards."""
    program, port = nginx(), free_port()
    if program is None:
        raise FileNotFoundError("nginx is not on this machine")
    # started by root, nginx gives its workers another user, who may not read the folder
    directives = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nginx.conf"
        file.write_text(configuration(port, replicas), encoding="utf-8")
        quiet = subprocess.DEVNULL
        with subprocess.Popen([program, "-p", folder, "-c", str(file), "-g", directives], stderr=quiet) as process:
            try:
                await_health(f"http://127.0.0.1:{port}")
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()
