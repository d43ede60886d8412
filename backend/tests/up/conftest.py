"""A data folder for each test, and a supervisor on it whose children are small."""

import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.up.support import Running


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty folder that other accounts can reach, unlike pytest's own: root's PostgreSQL runs under one."""
    folder = Path(tempfile.mkdtemp(prefix="groundwork-test-")).resolve()
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Start a supervisor: ``start(home, port, NAME="value" for its environment)``."""
    started: list[Running] = []

    def start(home: Path, port: int, **environ: str) -> Running:
        started.append(Running(home, port, **environ))
        return started[-1]

    yield start
    for running in started:
        if running.process.poll() is None:
            running.stop()
