"""What the supervisor runs beside PostgreSQL: the API, the worker, and what prepares a database."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from groundwork.entrypoints.up.home import CHECKOUT

_GROUNDWORK = (sys.executable, "-m", "groundwork")

Command = Sequence[str | Path]


@dataclass(frozen=True)
class Plan:
    """The commands of one installation; tests put small ones in their place."""

    api: Command = (*_GROUNDWORK, "serve")
    worker: Command = (*_GROUNDWORK, "work")
    interface: Command | None = None
    """The development server of the interface, if it is wanted."""
    migrate: Command = (*_GROUNDWORK, "db", "migrate")
    seed: Command = (*_GROUNDWORK, "seed")
    administrator: Command = (*_GROUNDWORK, "user", "create", "--admin", "--password-stdin", "--if-absent", "--email")
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
