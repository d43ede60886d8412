"""What the supervisor runs beside PostgreSQL: the API, the worker, and what prepares a database."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from groundwork.entrypoints.up.home import CHECKOUT

GROUNDWORK = (sys.executable, "-m", "groundwork")
"""How a command of Groundwork is run in a process of its own."""

Command = Sequence[str | Path]

Run = Callable[[Command], int]
"""Does in this process what the command would do in one of its own. Returns the exit code."""


@dataclass(frozen=True)
class Plan:
    """The commands of one installation; tests put small ones in their place."""

    api: Command = (*GROUNDWORK, "serve")
    worker: Command = (*GROUNDWORK, "work")
    load: Callable[[], Run] | None = None
    """Load what API and worker are made of into this process, of which they are then copies."""
    interface: Command | None = None
    """The development server of the interface, if it is wanted."""
    migrate: Command = (*GROUNDWORK, "db", "migrate")
    seed: Command = (*GROUNDWORK, "seed")
    administrator: Command = (*GROUNDWORK, "user", "create", "--admin", "--password-stdin", "--if-absent", "--email")
    migrations: Path = CHECKOUT / "backend" / "migrations" / "versions"
    """The folder of the migrations."""
    health: str = "/api/health"
    """What the API answers with 200 when it runs."""
    postgres: Mapping[str, str] = field(default_factory=dict)
    """Settings of the embedded server."""
    address: str | None = None
    """Where the interface is, if not where the API is."""
    watched: Sequence[Path] = ()
    """Folders of Python code at whose change API and worker start again; their output then goes to the terminal."""
