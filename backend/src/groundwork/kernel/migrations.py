"""Which migrations there are and which the database has; found without loading what runs them."""

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

FOLDER = Path(__file__).resolve().parents[3] / "migrations"
"""Alembic's scripts. A file is named ``YYYYMMDDHHMMSS_descriptive_name.py``; the revision is the first part."""


async def pending_revisions(connection: psycopg.AsyncConnection[Any], folders: Iterable[Path] = ()) -> list[str]:
    """The revisions that the database does not have yet, oldest first.

    ``folders``: those of domains from outside, beside this repository's.

    Raises:
        psycopg.errors.UndefinedTable: it has never been migrated.
    """
    known: dict[str, tuple[str, ...]] = {}
    for folder in (FOLDER / "versions", *folders):
        known.update(_revisions(folder))
    cursor = await connection.execute("SELECT version_num FROM alembic_version")
    heads = [str(row["version_num"] if isinstance(row, dict) else row[0]) for row in await cursor.fetchall()]
    return sorted(known.keys() - _with_all_below(heads, known))


@cache
def _revisions(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Each revision of a folder, and those that it stands on."""
    return dict(_read(path) for path in folder.glob("[0-9]*_*.py"))


def _read(path: Path) -> tuple[str, tuple[str, ...]]:
    values: dict[str, Any] = {}
    for statement in ast.parse(path.read_text()).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ast.Constant | ast.Tuple):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            values[ast.unparse(target)] = ast.literal_eval(statement.value)
    below: list[str] = []
    for name in ("down_revision", "depends_on"):
        value = values.get(name) or ()
        below += [value] if isinstance(value, str) else value
    return values["revision"], tuple(below)


def _with_all_below(heads: Iterable[str], known: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The database names only the newest of each branch, and none that another one there depends on."""
    found: set[str] = set()
    waiting = list(heads)
    while waiting:
        revision = waiting.pop()
        if revision not in found:
            found.add(revision)
            waiting += known.get(revision, ())
    return found
