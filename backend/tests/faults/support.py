"""A whole installation of real processes that can be killed: PostgreSQL with fsync, API, worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx2
import psycopg

from groundwork.entrypoints import migrations
from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.settings import Settings
from tests.adapters.conftest import free_port
from tests.kernel.conftest import EXTERNAL

BACKEND = Path(__file__).resolve().parents[2]
PASSWORD = "SecureP@ss123"


class Machine:
    """One machine: its data folder, its database, and what runs on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.cluster = Cluster(home)
        self.cluster.start()
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environ = {
            "NODE_ENV": "test",
            "DATABASE_URL": self.cluster.url,
            "GROUNDWORK_HOME": str(home),
            "GROUNDWORK_DOMAINS": EXTERNAL,
            "PORT": str(self.port),
            "API_URL": self.address,
            "HOST": "127.0.0.1",
            "PASSWORD_ROUNDS": "4",
            "RATE_LIMIT_ANONYMOUS": "100000000/hour",
            "RATE_LIMIT_AUTHENTICATED": "100000000/hour",
            "TRUSTED_PROXIES": "127.0.0.0/8",
            "JWT_SECRET": "j" * 48,
            "REFRESH_TOKEN_SECRET": "r" * 48,
            "SESSION_SECRET": "s" * 48,
            "ENCRYPTION_KEYS": "e" * 48,
        }
        self.settings = Settings.model_validate({name.lower(): value for name, value in self.environ.items()})
        self._running: list[subprocess.Popen[bytes]] = []
        migrations.migrate(self.settings)

    def spawn(self, command: str, **changes: str) -> subprocess.Popen[bytes]:
        """Start ``serve`` or ``work``, with these settings changed."""
        with (self.home / f"{command}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "groundwork", command],
                cwd=BACKEND,
                env={**os.environ, **self.environ, **changes, "PYTHONPATH": os.pathsep.join(("src", "."))},
                stdout=log,
                stderr=log,
            )
        self._running.append(process)
        return process

    def serve(self, **changes: str) -> subprocess.Popen[bytes]:
        """Start the API, with these settings changed, and wait until it answers."""
        process = self.spawn("serve", **changes)
        address = f"http://127.0.0.1:{changes.get('PORT', self.port)}"

        def answers() -> bool:
            assert process.poll() is None, self.log("serve")
            try:
                return httpx2.get(f"{address}/api/health/ready").status_code == 200
            except httpx2.TransportError:
                return False

        wait_for(answers, 180)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process as a crash does."""
        process.kill()
        process.wait()

    def crash_database(self) -> None:
        """``kill -9`` of the server; its processes go with it."""
        assert self.cluster.child is not None
        os.kill(self.cluster.child.pid, signal.SIGKILL)
        self.cluster.child.wait()

    def query(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with psycopg.connect(self.cluster.url, autocommit=True) as connection:
            return connection.execute(statement, parameters or None).fetchall()

    def delivered(self) -> dict[str, int]:
        """How many mails are in the outbox for each address."""
        found: dict[str, int] = {}
        for path in (self.home / "outbox").glob("*.eml"):
            address = message_from_bytes(path.read_bytes(), policy=policy.default)["To"]
            found[address] = found.get(address, 0) + 1
        return found

    def log(self, command: str) -> str:
        """The end of what a process has written."""
        return (self.home / f"{command}.log").read_text()[-4000:]

    def stop(self) -> None:
        """End everything that was started."""
        for process in self._running:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
        for process in self._running:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill(process)
        self.cluster.stop()


@contextmanager
def machine(home: Path) -> Iterator[Machine]:
    """A machine for the duration of the block."""
    made = Machine(home)
    try:
        yield made
    finally:
        made.stop()


def wait_for(condition: Callable[[], object], seconds: float = 30.0) -> float:
    """Wait until the condition holds, and fail when it does not in time; returns the seconds that it took."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < seconds, "it did not come about in time"
        time.sleep(0.02)
    return time.monotonic() - started


def repetitions(everyday: int) -> int:
    """How often something is repeated: a few times every day, as often as ``FAULT_REPETITIONS`` says for the proof."""
    return int(os.environ.get("FAULT_REPETITIONS", str(everyday)))
