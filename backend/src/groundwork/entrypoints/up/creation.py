"""Making a PostgreSQL cluster: initdb, the application's role and its database."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from groundwork.entrypoints.up.account import Account, give
from groundwork.entrypoints.up.errors import StartError

NAME = "groundwork"
"""The application's role and its database. The role owns the database and is no superuser, as on a managed server."""

_SETTINGS = {
    "max_connections": "100",
    "jit": "off",
    "io_method": "sync",
    "max_logical_replication_workers": "0",
    "max_wal_size": "512MB",
    "wal_level": "replica",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "log_min_duration_statement": "1s",
    "log_checkpoints": "off",
}
"""A new cluster's postgresql.conf: one machine, little memory while idle. The operator may change it there."""

_MOST_BUFFERS, _LEAST_BUFFERS = 512, 32

_ACCESS = f"""\
# Written by Groundwork. The server listens on one socket only, in a folder that nobody but its own account can enter.
local   all   {NAME}   scram-sha-256
"""


def _buffers() -> str:
    """A sixteenth of the memory. What no table has filled takes none; counting what a word matches reads many pages."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{min(_MOST_BUFFERS, max(_LEAST_BUFFERS, memory // 16 // 2**20))}MB"


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs, and whom they run as."""

    folder: Path
    account: Account | None

    def run(self, name: str, *arguments: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program to its end with ``text`` as its input; Ctrl-C does not reach it."""
        return subprocess.run(
            [self.folder / name, *arguments],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            process_group=0,
            umask=0o077,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"},
            **(self.account.popen_arguments() if self.account else {}),
        )

    @property
    def version(self) -> str:
        """The major version, such as ``18``."""
        return self.run("postgres", "--version").stdout.split()[-1].partition(".")[0]


def create(data: Path, programs: Programs, settings: Mapping[str, str], password: str) -> None:
    """Make the cluster in ``data``, completely or not at all.

    ``settings`` are added to its postgresql.conf; ``password`` is the application role's.

    Raises:
        StartError: PostgreSQL could not make it, for instance because the disk is full.
    """
    draft = data.with_name(f"{data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    give(draft, programs.account)
    made = programs.run(
        "initdb",
        f"--pgdata={draft}",
        "--username=postgres",
        "--auth=reject",  # until _ACCESS replaces it
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
        *(["--no-sync"] if settings.get("fsync") == "off" else []),
        *(f"--set={name}={value}" for name, value in {**_SETTINGS, "shared_buffers": _buffers(), **settings}.items()),
    )
    if made.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise StartError(explain(f"PostgreSQL could not make {data}", made.stderr, data))
    administer(
        draft,
        programs,
        f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{password}'",
        f"GRANT pg_monitor, pg_signal_backend, pg_checkpoint TO {NAME}",
        f"CREATE DATABASE {NAME} OWNER {NAME}",
    )
    (draft / "pg_hba.conf").write_text(_ACCESS)
    draft.rename(data)


def administer(data: Path, programs: Programs, *statements: str) -> None:
    """Run statements as superuser on a cluster that is not running.

    Raises:
        StartError: one of them failed.
    """
    text = "".join(f"{statement}\n" for statement in statements)
    done = programs.run("postgres", "--single", "-D", data, "postgres", text=text)
    if done.returncode != 0 or any(word in done.stderr for word in ("ERROR:", "FATAL:", "PANIC:")):
        raise StartError(explain(f"PostgreSQL could not prepare {data}", done.stderr, data))


def explain(what: str, output: str, data: Path) -> str:
    """The message for a failure: what a person can mend in plain words, else PostgreSQL's own ``output``."""
    if "No space left on device" in output:
        return f"The disk that holds {data} is full. Free some space, then start again: nothing is lost."
    return f"{what}:\n{output.strip()}"
