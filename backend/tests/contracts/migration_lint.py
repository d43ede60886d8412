"""Refuses migrations that lock a table which may be big by then.

A migration of the first release makes its tables and cannot lock anybody out. In later ones a statement that is meant
all the same says why on its line or the one before: ``allow-lock: the table has a row for each currency``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

FIRST_RELEASE = "20261122092000"
"""The newest migration that ran before anybody had data."""

_NAME = re.compile(r"\d{14}_[a-z0-9]+(?:_[a-z0-9]+)*\.py")
_CREATED = re.compile(
    r"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)|op\.create_table\(\s*[\"'](\w+)", re.IGNORECASE
)
_RULES = (
    (
        re.compile(
            r"\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)[^;]*?\bON\s+(?:ONLY\s+)?(?P<table>\w+)",
            re.IGNORECASE | re.DOTALL,
        ),
        "CREATE INDEX blocks writes while it runs: use CONCURRENTLY, in an autocommit_block()",
    ),
    (
        re.compile(
            r"op\.create_index\((?![^)]*postgresql_concurrently=True)\s*[^,]+,\s*[\"'](?P<table>\w+)", re.DOTALL
        ),
        "create_index blocks writes while it runs: postgresql_concurrently=True, in an autocommit_block()",
    ),
    (
        re.compile(
            r"\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?P<table>\w+)[^;]*?\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT)"
            r"(?![^,;]*\bDEFAULT\b)[^,;]*\bNOT\s+NULL",
            re.IGNORECASE | re.DOTALL,
        ),
        "a column that is NOT NULL needs a DEFAULT: the rows that are there have no value",
    ),
    (
        re.compile(
            r"op\.add_column\(\s*[\"'](?P<table>\w+)[\"'](?![^\n]*server_default)[^\n]*nullable=False",
        ),
        "a column that is not nullable needs a server_default: the rows that are there have no value",
    ),
    (
        re.compile(
            r"\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?P<table>\w+)[^;]*?\bALTER\s+(?:COLUMN\s+)?\w+\s+"
            r"(?:SET\s+DATA\s+)?TYPE\b",
            re.IGNORECASE | re.DOTALL,
        ),
        "changing a column's type rewrites the table: add a column, fill it in batches, then swap",
    ),
    (
        re.compile(r"op\.alter_column\(\s*[\"'](?P<table>\w+)[\"'](?=[^)]*\btype_=)", re.DOTALL),
        "changing a column's type rewrites the table: add a column, fill it in batches, then swap",
    ),
)


def problems(path: Path, *, since: str = FIRST_RELEASE) -> Iterator[str]:
    """What is wrong with a migration; of those up to ``since`` only the name is looked at."""
    if not _NAME.fullmatch(path.name):
        yield f"{path.name}: a migration is named YYYYMMDDHHMMSS_descriptive_name.py"
    text = path.read_text()
    revision = path.name.partition("_")[0]
    if not re.search(rf"^revision\b.* = [\"']{revision}[\"']$", text, re.MULTILINE):
        yield f"{path.name}: its revision is not {revision}"
    if revision <= since:
        return
    upgrade = text.partition("def downgrade")[0]
    fresh = {name.lower() for found in _CREATED.findall(upgrade) for name in found if name}
    for rule, reason in _RULES:
        for match in rule.finditer(upgrade):
            if match["table"].lower() not in fresh and not _is_allowed(upgrade, match):
                yield f"{path.name}: {match['table']}: {reason}"


def _is_allowed(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].splitlines()[-2:]
    after = text[match.start() :].splitlines()[:1]
    return any(re.search(r"allow-lock: \S", line) for line in (*before, *after))
