"""Nothing is sent anywhere: no internet socket is ever opened, seen from outside the process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

INTERNET = re.compile(r"AF_INET6?\b")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="strace watches Linux only"),
]


def sockets_of(command: list[str], log: Path) -> str:
    """Every socket that the command and its children asked for."""
    assert shutil.which("strace"), "dev.py test installs strace"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [
            "strace",
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-e",
            "trace=socket,connect",
            "-o",
            str(log),
            *command,
        ],
        env=environment,
        capture_output=True,
        check=True,
    )
    return log.read_text()


def test_the_watcher_sees_a_socket(tmp_path: Path) -> None:
    code = "import socket; socket.socket(socket.AF_INET).close()"
    assert INTERNET.search(sockets_of([sys.executable, "-c", code], tmp_path / "log"))


def test_a_whole_erhebung_opens_no_internet_socket(tmp_path: Path) -> None:
    journey = [sys.executable, "-m", "sozdesk", "demo", "--out", str(tmp_path / "demo")]
    assert not INTERNET.search(sockets_of(journey, tmp_path / "log"))
