"""Reading the CSV files that people make: with or without a byte order mark, commas, semicolons or tabs."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from groundwork.kernel.cells import unguarded

ATTRIBUTE = "attribute:"
_COLUMNS = frozenset({"sku", "name", "price", "currency", "category", "stock", "description", "active", "slug"})
_DELIMITERS = ",;\t"
_MOST_COLUMNS = 500
_LONGEST_LINE = 100_000


class Problem(NamedTuple):
    """What is wrong with a row, as a spreadsheet counts: 1 is the line of names; none when it is the file."""

    row: int | None
    field: str | None
    message: str


class Unreadable(Exception):
    """The file, or what follows in it, cannot be read."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open file: the names of its columns, and its rows with their numbers."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]

    def batch(self, size: int) -> list[tuple[int, list[str]]]:
        """The next rows."""
        return list(islice(self.rows, size))

    @property
    def attributes(self) -> list[str]:
        """The names of the attributes that have a column."""
        return [name.removeprefix(ATTRIBUTE) for name in self.columns if name.startswith(ATTRIBUTE)]


@contextmanager
def open_sheet(path: Path) -> Iterator[Sheet]:
    """The sheet in a file. Bytes that are no UTF-8 come as lone surrogates, so that their row can be told.

    Raises:
        Unreadable: it has no line of names that makes sense.
    """
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = _numbered(csv.reader(file, delimiter=_delimiter(file), strict=True))
        _, names = next(rows, (1, []))
        columns = tuple(_column(name) for name in names)
        problems = list(_wrong_columns(columns))
        if problems:
            raise Unreadable(*problems)
        yield Sheet(columns, rows)


def count_rows(path: Path) -> int:
    """How many rows a file has below its names.

    Raises:
        Unreadable: it is no CSV, or there is no line of names that makes sense.
    """
    with open_sheet(path) as sheet:
        return sum(1 for _ in sheet.rows)


def _delimiter(file: TextIO) -> str:
    """The one that is most often in the line of names."""
    names = file.readline(_LONGEST_LINE)
    file.seek(0)
    return max(_DELIMITERS, key=names.count)


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(Problem(number, None, f"This is not CSV: {error}")) from None
        if cells is None:
            return
        if cells:
            yield number, [unguarded(cell) for cell in cells]


def _column(name: str) -> str:
    """Names of attributes keep their case."""
    name = name.strip()
    kind, colon, rest = name.partition(":")
    return f"{kind.strip().lower()}:{rest.strip()}" if colon else name.lower()


def _wrong_columns(columns: Sequence[str]) -> Iterator[Problem]:
    if len(columns) > _MOST_COLUMNS:
        yield Problem(1, None, f"There are more than {_MOST_COLUMNS} columns")
        return
    for name in dict.fromkeys(columns):
        if name not in _COLUMNS and not _is_attribute(name):
            yield Problem(1, name[:100].encode(errors="replace").decode(), "There is no such column")
        elif columns.count(name) > 1:
            yield Problem(1, name, "The column is there more than once")
    if "sku" not in columns:
        yield Problem(1, "sku", "The column is missing")
    if ("price" in columns) != ("currency" in columns):
        yield Problem(1, "currency" if "price" in columns else "price", "A price and its currency come together")


def _is_attribute(name: str) -> bool:
    rest = name.removeprefix(ATTRIBUTE)
    return name.startswith(ATTRIBUTE) and 0 < len(rest) <= 60 and rest.isprintable()
