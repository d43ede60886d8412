"""Which migrations there are and which the database has; found without loading what runs them."""

from functools import cache
from pathlib import Path
from typing import Any

import psycopg

FOLDER = Path(__file__).resolve().parents[3] / "migrations"
"""Alembic's scripts. A file is named ``YYYYMMDDHHMMSS_descriptive_name.py``; the revision is the first part."""


@cache
def revisions(folder: Path = FOLDER / "versions") -> tuple[str, ...]:
    """All revisions of a folder, oldest first."""
    return tuple(sorted(path.name.partition("_")[0] for path in folder.glob("[0-9]*_*.py")))


async def pending_revisions(connection: psycopg.AsyncConnection[Any]) -> list[str]:
    """The revisions that the database does not have yet, oldest first.

    Raises:
        psycopg.errors.UndefinedTable: it has never been migrated.
    """
    cursor = await connection.execute("SELECT version_num FROM alembic_version")
    present = {str(row["version_num"] if isinstance(row, dict) else row[0]) for row in await cursor.fetchall()}
    known = revisions()
    newest = max((revision for revision in known if revision in present), default="")
    return [revision for revision in known if revision > newest]
