"""Cells of a CSV file: what a spreadsheet would compute is guarded on the way out and taken back on the way in."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from groundwork.kernel.http.envelope import to_json

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute (OWASP, CSV injection)."""


def guarded(text: str) -> str:
    """``text`` with an apostrophe before it, if a spreadsheet would compute it, or if it looks guarded itself."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """What :func:`guarded` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


def line(cells: Iterable[Any]) -> bytes:
    """A line of values (RFC 4180, UTF-8). Text is guarded; numbers need not be, whatever their sign."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([_cell(cell) for cell in cells])
    return buffer.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, UUID):
        return str(value)
    return guarded(value) if isinstance(value, str) else to_json(value).decode()
