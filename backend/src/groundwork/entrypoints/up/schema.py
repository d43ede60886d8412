"""Whether migrations have to run, found out without loading what runs them: that takes a second, this 20 ms."""

import subprocess
from pathlib import Path

from groundwork.entrypoints.up.home import read_json


def newest_revision(folder: Path) -> str:
    """The revision of the newest migration in ``folder``, empty if none: the first part of its file's name."""
    return max((path.name.partition("_")[0] for path in folder.glob("[0-9]*_*.py")), default="")


def applied_revision(home: Path, programs: Path) -> str:
    """The revision that the running database of ``home`` says it is at; empty when it was never migrated.

    ``programs`` is the folder of PostgreSQL's programs.
    """
    server = read_json(home / "postgres.json")
    asked = subprocess.run(
        [programs / "psql", "-XAtq", "-c", "SELECT max(version_num) FROM alembic_version", server["database"]],
        env={
            "PGHOST": server["host"],
            "PGPORT": str(server["port"]),
            "PGUSER": server["user"],
            "PGPASSWORD": server["password"],
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return asked.stdout.strip()
