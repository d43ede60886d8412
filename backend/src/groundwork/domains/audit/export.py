"""The entries as CSV, written while they are read."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from groundwork.domains.audit.queries import chunks, entries
from groundwork.domains.audit.schemas import AuditQuery
from groundwork.kernel.cells import line
from groundwork.kernel.clock import rfc3339
from groundwork.kernel.http.envelope import to_json
from groundwork.kernel.runtime import Runtime


def as_csv(runtime: Runtime, query: AuditQuery) -> AsyncIterator[bytes]:
    """The rows that ``query`` asks for (RFC 4180, UTF-8), after a line of names.

    Raises:
        ValidationFailed: an unknown field.
    """
    return _lines(runtime, query, entries.selected(query))


async def _lines(runtime: Runtime, query: AuditQuery, names: tuple[str, ...]) -> AsyncIterator[bytes]:
    yield line(names)
    async for rows in chunks(runtime, query):
        yield b"".join(line(_cell(value) for value in row.values()) for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return rfc3339(value)
    return to_json(value).decode() if isinstance(value, dict) else value
