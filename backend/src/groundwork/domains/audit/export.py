"""The entries as CSV, written while they are read."""

import csv
import io
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import Any

from groundwork.domains.audit.queries import chunks, entries
from groundwork.domains.audit.schemas import AuditQuery
from groundwork.kernel.clock import rfc3339
from groundwork.kernel.http.envelope import to_json
from groundwork.kernel.runtime import Runtime

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute (OWASP, CSV injection)."""


def as_csv(runtime: Runtime, query: AuditQuery) -> AsyncIterator[bytes]:
    """The rows that ``query`` asks for (RFC 4180, UTF-8), after a line of names.

    Raises:
        ValidationFailed: an unknown field.
    """
    return _lines(runtime, query, entries.selected(query))


async def _lines(runtime: Runtime, query: AuditQuery, names: tuple[str, ...]) -> AsyncIterator[bytes]:
    yield _line(names)
    async for rows in chunks(runtime, query):
        yield b"".join(_line(_cell(value) for value in row.values()) for row in rows)


def _line(cells: Iterable[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return rfc3339(value)
    text = to_json(value).decode() if isinstance(value, dict | bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
