"""A real server in production's settings, in a process of its own."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2

HOST = "127.0.0.1"
PUBLIC = "https://app.groundwork.test"
"""The address that the server believes to be reached at, through a proxy that speaks TLS."""


class Server:
    """``python -m groundwork serve`` with ``NODE_ENV=production``, and the worker beside it."""

    def __init__(self, url: str, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.environ = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "NODE_ENV": "production",
            "DATABASE_URL": url,
            "GROUNDWORK_HOME": str(home),
            "HOST": HOST,
            "PORT": str(self.port),
            "API_URL": PUBLIC,
            "LOG_LEVEL": "warning",
            "RATE_LIMIT_ANONYMOUS": "1000000/hour",
            "RATE_LIMIT_AUTHENTICATED": "1000000/hour",
            **{
                name: secrets.token_urlsafe(48)
                for name in ("JWT_SECRET", "REFRESH_TOKEN_SECRET", "SESSION_SECRET", "ENCRYPTION_KEYS")
            },
        }
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, *commands: str) -> None:
        """Start ``serve`` and whatever else is named, and wait until it can serve."""
        for command in ("serve", *commands):
            with (self.home / f"{command}.log").open("ab") as log:
                self._processes.append(
                    subprocess.Popen(
                        [sys.executable, "-m", "groundwork", command], env=self.environ, stdout=log, stderr=log
                    )
                )
        deadline = time.monotonic() + 60
        while not self._is_ready():
            assert self._processes[0].poll() is None, (self.home / "serve.log").read_text()
            assert time.monotonic() < deadline, "the server did not start in time"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop what was started."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(timeout=30)
        self._processes.clear()

    def restart(self) -> None:
        """As after a crash or an upgrade: new processes, the same database and secrets."""
        self.stop()
        self.start()

    def client(self, headers: Mapping[str, str] | None = None) -> httpx2.Client:
        """A program that speaks to it as the proxy would."""
        return httpx2.Client(base_url=f"http://{HOST}:{self.port}", headers=headers, timeout=30)

    def call(self, method: str, path: str, **options: Any) -> httpx2.Response:
        """One request on a connection of its own."""
        with self.client() as client:
            return client.request(method, path, **options)

    def raw(self, request: bytes, *, seconds: float = 5.0) -> tuple[bytes, bool]:
        """What the server sends back to these very bytes, and whether it closed the connection then."""
        with socket.create_connection((HOST, self.port), timeout=seconds) as connection:
            received = b""
            try:
                connection.sendall(request)
                while chunk := connection.recv(65536):
                    received += chunk
            except TimeoutError:
                return received, False
            except (ConnectionResetError, BrokenPipeError):
                pass  # closed as well, before it had read all that was sent
            return received, True

    def _is_ready(self) -> bool:
        try:
            return self.call("GET", "/api/health/ready").status_code == 200
        except httpx2.TransportError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
