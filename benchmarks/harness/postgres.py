"""The run's own PostgreSQL: the embedded server of the product, in a temporary folder, migrated by the product."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from groundwork.entrypoints.up.postgres import Cluster
from harness import data_folder
from harness.errors import BenchmarkError
from harness.machine import ROOT

GIVE_DEFAULTS = """
    DO $$ DECLARE missing record;
    BEGIN
        FOR missing IN
            SELECT column_name FROM information_schema.columns
             WHERE table_name = 'sessions' AND is_nullable = 'NO' AND column_default IS NULL
               AND data_type = 'timestamp with time zone' AND column_name <> 'expires_at'
        LOOP
            EXECUTE format('ALTER TABLE sessions ALTER COLUMN %I SET DEFAULT now()', missing.column_name);
        END LOOP;
    END $$"""
"""The rivals write the columns of the specification's chapter 5.3; those that the product adds get a value."""


@contextmanager
def running(scratch: Path) -> Iterator[str]:
    """Yield the address of a new, migrated database; its server runs on this process's core."""
    with data_folder.temporary(scratch / "database") as home, Cluster(home) as cluster:
        migrate(cluster.url, scratch)
        yield cluster.url


def migrate(database_url: str, scratch: Path) -> None:
    """Make the product's tables.

    Raises:
        BenchmarkError: the migration failed; the message is its own.
    """
    environment = {"PATH": "/usr/bin:/bin", "DATABASE_URL": database_url, "GROUNDWORK_HOME": str(scratch / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "groundwork", "db", "migrate"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"The migration failed:\n{done.stdout}{done.stderr}")
    with psycopg.connect(database_url) as connection:
        connection.execute(GIVE_DEFAULTS)
