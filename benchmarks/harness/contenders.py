"""Who runs against whom: how each contender is started, with the same settings and the same database."""

import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from harness.errors import BenchmarkError
from harness.machine import NODE, NPM, ROOT

BASELINES = ROOT / "benchmarks" / "baselines"
EXPRESS = BASELINES / "express"
NEVER_REACHED = 1_000_000_000
"""Requests an hour: limits are computed and written to headers, but not met by the load."""


@dataclass(frozen=True)
class Contender:
    """A server of the same endpoints: its name, what the report says of it, how it is started, and who reads."""

    name: str
    title: str
    arguments: tuple[str, ...]
    environment: dict[str, str]
    directory: Path = ROOT
    reader: str = "reader"
    """The name of the one whose requests are measured, before the @."""

    @property
    def is_product(self) -> bool:
        """Groundwork itself; its users' passwords are hashed in its own way."""
        return self.name in {"groundwork", "groundwork-held"}


def all_contenders(database_url: str, scratch: Path) -> list[Contender]:
    """Return every contender, on the database at `database_url`; `scratch` takes what they keep on disk."""
    shared = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(scratch),
        "LANG": "C.UTF-8",
        "NODE_ENV": "production",
        "DATABASE_URL": database_url,
        "ALLOWED_ORIGINS": "https://app.groundwork.test",
        "JWT_SECRET": secrets.token_urlsafe(48),
        "REFRESH_TOKEN_SECRET": secrets.token_urlsafe(48),
    }
    product = {
        "SESSION_SECRET": secrets.token_urlsafe(48),
        "ENCRYPTION_KEYS": secrets.token_urlsafe(48),
        "GROUNDWORK_HOME": str(scratch / "home"),
        "RATE_LIMIT_AUTHENTICATED": f"{NEVER_REACHED}/hour",
        "RATE_LIMIT_ANONYMOUS": f"{NEVER_REACHED}/hour",
        # One buyer places all orders and pays for none, which is what this is there against.
        "ORDER_UNPAID_LIMIT": "0",
    }
    serve = (sys.executable, "-m", "groundwork", "serve")
    return [
        Contender("groundwork", "Groundwork", serve, shared | product),
        Contender("groundwork-held", "Groundwork, answer held", serve, shared | product, reader="member0"),
        Contender("limit", "The limit", uvicorn("limit", "--no-access-log"), shared | {"HOLD_SESSIONS": "1"}),
        Contender("limit-query", "The limit, one query", uvicorn("limit", "--no-access-log"), shared),
        Contender(
            "express",
            "Express",
            (str(NODE), "src/server.js"),
            shared | {"REQUESTS_PER_HOUR": str(NEVER_REACHED)},
            EXPRESS,
        ),
        Contender("conventional", "FastAPI + ORM", uvicorn("conventional"), shared),
    ]


def uvicorn(baseline: str, *options: str) -> tuple[str, ...]:
    """Return the command that serves a Python baseline; its port comes with the start."""
    folder = str(BASELINES / baseline)
    fast = ("--loop", "uvloop", "--http", "httptools")
    return (sys.executable, "-m", "uvicorn", "app:app", "--app-dir", folder, *fast, *options, "--port", "{port}")


def install_express() -> None:
    """Install the locked packages of the Express baseline, unless they are already those of the lock.

    Raises:
        BenchmarkError: npm failed; the message is its own.
    """
    lock, installed = EXPRESS / "package-lock.json", EXPRESS / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    print("Installing the Express baseline …", flush=True)
    npm = subprocess.run(
        [str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=EXPRESS,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if npm.returncode:
        raise BenchmarkError(f"npm ci failed in {EXPRESS}:\n{npm.stderr}")
    installed.touch()
