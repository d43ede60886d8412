"""Lists: pages, cursors, sorting, filters, search and field selection (chapters 6.7, 6.8), declared once a resource.

A resource describes its list with one query model (what may be asked) and one :class:`Listing` (what it means). Each
shape that is asked for (which filters, which sort) is compiled once and kept.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isqrt
from typing import Annotated, Any, Generic, Literal, Protocol

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter
from sqlalchemy import Select, Table

from groundwork.kernel.counts import size_of
from groundwork.kernel.database import Database
from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.full_text import FullText
from groundwork.kernel.http import list_statements as statements
from groundwork.kernel.http.asked import Asked
from groundwork.kernel.http.envelope import Envelope, Meta, Output, T
from groundwork.kernel.local_cache import LocalCache
from groundwork.kernel.reads import Read

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = TypeAdapter(datetime)


class Pagination(Output):
    """Where a page stands; with ``cursor`` only ``limit``, ``nextCursor`` and ``hasNext``."""

    page: int | None = None
    limit: int
    total: int | None = None
    total_pages: int | None = None
    has_next: bool
    has_prev: bool | None = None
    next_cursor: str | None = None


class Page(Output, Generic[T]):
    """A page of a list."""

    success: bool = Field(default=True, examples=[True])
    data: list[T]
    pagination: Pagination
    meta: Meta


def _moment(value: object) -> object:
    """A bare date stays a date, so that it can mean the whole day. Numbers are none: pydantic takes them as seconds."""
    if isinstance(value, str):
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
            if _DATE.match(value):
                return _TIME.validate_python(value)
        except ValueError:
            pass
        raise ValueError("Must be a date or a time such as 2026-01-15T10:30:00Z")
    return value


Moment = Annotated[datetime | date, BeforeValidator(_moment)]


class ListQuery(BaseModel):
    """What every list understands. A resource adds its filters, as ``Field(alias="filter[status]")``."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)

    page: int = Field(1, ge=1, le=1_000_000, description="Page number")
    limit: int = Field(20, ge=1, le=100, description="Items on a page")
    order: Literal["asc", "desc"] = "desc"
    search: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] | None = Field(
        None, description="Text to look for"
    )
    fields: str | None = Field(None, max_length=500, description="The fields to return, separated by commas")
    cursor: str | None = Field(
        None,
        max_length=500,
        description="Instead of `page`: empty for the first, then `nextCursor`; costs the same at any depth",
    )
    date_from: Moment | None = Field(
        None, alias="dateFrom", description="Created at or after; a date means its beginning, UTC"
    )
    date_to: Moment | None = Field(
        None, alias="dateTo", description="Created at or before; a date means the whole day, UTC"
    )


class HasReads(Protocol):
    """Of a runtime, what answering needs."""

    @property
    def database(self) -> Database:
        """The process's connections."""

    @property
    def local(self) -> LocalCache:
        """What this process holds."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list's parameters mean in columns.

    ``columns``: wire name to column, in the order of the answer; ``id`` among them. ``sorts``: wire name to a column
    that is never null. ``filters``: name of the query model's field to a column, or to what makes a condition of the
    parameter with its values. ``ranges``: name to a column; the query model has ``<name>_min`` and ``<name>_max``.
    ``search``: columns to look in, or the column with their documents. ``beneath``: columns that come along in every
    row, for the caller to make something of and take away.

    ``count``: tells how many rows there are for a query, where counting them would take too long. ``counts``: the table
    of exact counts kept by triggers (:mod:`groundwork.kernel.counts`). ``tables``: those whose every change is told
    (the SQL procedure ``tell_changes``); totals are held until one of them changes.
    """

    source: Select[Any]
    columns: Mapping[str, Any]
    sorts: Mapping[str, Any]
    identity: Any
    filters: Mapping[str, Any] = field(default_factory=dict)
    ranges: Mapping[str, Any] = field(default_factory=dict)
    search: Sequence[Any] | FullText = ()
    created_at: Any = None
    beneath: Mapping[str, Any] = field(default_factory=dict)
    count: Callable[[Database, Any], Awaitable[int]] | None = None
    counts: Table | None = None
    tables: tuple[str, ...] = ()
    _reads: dict[tuple[Any, ...], Read] = field(default_factory=dict)

    async def answer(self, runtime: HasReads, query: ListQuery, **scope: Any) -> Envelope:
        """The page that ``query`` asks for. ``scope``: values of the source's own parameters.

        Raises:
            ValidationFailed: an unknown field, a cursor that is not one of this list's.
        """
        names = self.selected(query)
        asked = Asked(self, query)
        if query.cursor is None:
            return await self._page(runtime, query, names, asked, scope)
        return await self._after_cursor(runtime, query, names, asked, scope)

    async def _page(
        self, runtime: HasReads, query: ListQuery, names: tuple[str, ...], asked: Asked, scope: dict[str, Any]
    ) -> Envelope:
        total = await self._total(runtime, query, asked, scope)
        pages = -(-total // query.limit)
        offset = (query.page - 1) * query.limit
        rows: list[dict[str, Any]] = []
        if offset < total:
            rows = await self._rows(runtime, names, asked, scope, _Stretch(offset, query.limit, total))
        pagination = {
            "page": query.page,
            "limit": query.limit,
            "total": total,
            "totalPages": pages,
            "hasNext": query.page < pages,
            "hasPrev": query.page > 1,
        }
        return Envelope(rows, extra={"pagination": pagination})

    async def _rows(
        self, runtime: HasReads, names: tuple[str, ...], asked: Asked, scope: dict[str, Any], stretch: "_Stretch"
    ) -> list[dict[str, Any]]:
        """Read from the nearer end; where few rows match or many are passed over, their places are found first."""
        if asked.by_relevance and stretch.total > _RANKED:
            asked.newest_first()
        offset, limit, backwards = stretch.from_nearer_end()
        few = bool(asked.filtered) and stretch.total <= await self._few(runtime, limit)
        if few or backwards or offset > _PASSED_OVER:
            read = self._read(
                ("places", limit, few, backwards, names, *asked.shape),
                lambda: statements.by_places(self, asked, names, limit, few=few, backwards=backwards),
                asked,
            )
        else:
            first = offset == 0
            read = self._read(
                ("page", limit, first, names, *asked.shape),
                lambda: statements.page(self, asked, names, limit, first=first),
                asked,
            )
        return await read.all(runtime.database, **scope, **asked.values, _offset=offset)

    async def _few(self, runtime: HasReads, limit: int) -> int:
        """Up to how many matches it is cheaper to collect them than to meet ``limit`` of them on the way through all.

        To meet them one passes about ``limit × rows / matches`` rows, which is as many as the matches at the root.
        """
        return isqrt(limit * max(await self._size(runtime), _SMALL))

    async def _size(self, runtime: HasReads) -> int:
        """About how many rows the table has."""
        counts = self.counts
        if counts is None:
            return _SMALL
        return await self._held_total(runtime, ("size",), lambda: size_of(counts), {})

    async def _total(self, runtime: HasReads, query: ListQuery, asked: Asked, scope: dict[str, Any]) -> int:
        """How many rows match; when none does, words that nobody wrote are corrected."""
        if self.count:
            return await self.count(runtime.database, query)
        if asked.text is not None and not asked.text.query:
            return 0
        total = await self._matching(runtime, asked, scope)
        if not total and asked.text is not None:
            better = await asked.text.corrected(runtime.database)
            if better != asked.text:
                asked.look_for(better)
                return await self._matching(runtime, asked, scope)
        return total

    async def _matching(self, runtime: HasReads, asked: Asked, scope: dict[str, Any]) -> int:
        return await self._held_total(
            runtime, ("count", *asked.filtered), lambda: statements.total(self, asked), {**scope, **asked.values}, asked
        )

    async def _held_total(
        self,
        runtime: HasReads,
        key: tuple[Any, ...],
        build: Callable[[], Select[Any]],
        values: dict[str, Any],
        asked: Asked | None = None,
    ) -> int:
        held = f"total:{id(self)}:{key}:{values}"
        total: int | None = runtime.local.get(held) if self.tables else None
        if total is None:
            epoch = runtime.local.epoch
            rows = await self._read(key, build, asked).all(runtime.database, **values)
            total = int(rows[0]["total"])
            if self.tables:
                runtime.local.put(held, total, tags=self.tables, epoch=epoch)
        return total

    async def chunks(
        self, runtime: HasReads, query: ListQuery, size: int, **scope: Any
    ) -> AsyncIterator[list[dict[str, Any]]]:
        """All rows that ``query`` asks for, ``size`` at a time; between them no connection is held.

        Raises:
            ValidationFailed: an unknown field.
        """
        names = self.selected(query)
        asked = Asked(self, query)
        values = {**scope, **asked.values}
        after = False
        while True:
            read = self._continuing(asked, names, size, after=after)
            rows = await read.all(runtime.database, **values)
            if rows:
                values["_after"], values["_after_id"] = rows[-1]["_sort"], rows[-1]["_id"]
                after = True
                yield _without_place(rows)
            if len(rows) < size:
                return

    async def _after_cursor(
        self, runtime: HasReads, query: ListQuery, names: tuple[str, ...], asked: Asked, scope: dict[str, Any]
    ) -> Envelope:
        if asked.by_relevance:
            raise ValidationFailed(details=[Detail("cursor", "There is none for sort=relevance: use page")])
        few = False
        if asked.text is not None:
            total = await self._total(runtime, query, asked, scope)
            few = total <= await self._few(runtime, query.limit)
        read = self._continuing(asked, names, query.limit + 1, after=bool(query.cursor), few=few)
        values = {**scope, **asked.values}
        if query.cursor:
            values["_after"], values["_after_id"] = asked.read_cursor(query.cursor)
        rows = await read.all(runtime.database, **values)
        has_next = len(rows) > query.limit
        rows = rows[: query.limit]
        next_cursor = asked.cursor(rows[-1]) if has_next else None
        return Envelope(
            _without_place(rows),
            extra={"pagination": {"limit": query.limit, "nextCursor": next_cursor, "hasNext": has_next}},
        )

    def selected(self, query: ListQuery) -> tuple[str, ...]:
        """The names of the fields that ``query`` asks for, in the order of the answer.

        Raises:
            ValidationFailed: an unknown one.
        """
        if not query.fields:
            return tuple(self.columns)
        wanted = [name.strip() for name in query.fields.split(",")]
        unknown = [name for name in wanted if name not in self.columns]
        if unknown:
            raise ValidationFailed(details=[Detail("fields", f"Unknown field {name[:100]!r}") for name in unknown])
        return tuple(name for name in self.columns if name in wanted)

    def _read(self, key: tuple[Any, ...], build: Callable[[], Select[Any]], asked: Asked | None = None) -> Read:
        read = self._reads.get(key)
        if read is None:
            # What a text matches depends on the text: a plan for any would be a bad one for most.
            planned_anew = asked is not None and asked.text is not None
            if len(self._reads) >= _MOST_SHAPES:
                self._reads.clear()
            read = self._reads[key] = Read(build(), planned_anew=planned_anew)
        return read

    def _continuing(self, asked: Asked, names: tuple[str, ...], limit: int, *, after: bool, few: bool = False) -> Read:
        key = ("cursor", limit, after, few, names, *asked.shape)
        if few:
            return self._read(
                key, lambda: statements.by_places(self, asked, names, limit, few=True, after=after), asked
            )
        return self._read(key, lambda: statements.continued(self, asked, names, limit, after=after), asked)


_MOST_SHAPES = 500
"""Of statements that are kept: whoever picks ``fields`` at random must not fill the memory."""

_PASSED_OVER = 100
"""From so many rows on, passing over them costs more than reading those that are wanted."""

_RANKED = 1000
"""Of more matches none is so much better than the others that it would pay to rank them all."""

_SMALL = 10_000
"""Of a table whose rows nobody counts."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some of ``total`` rows in their order."""

    offset: int
    limit: int
    total: int

    def from_nearer_end(self) -> tuple[int, int, bool]:
        """Offset and limit, and whether they count from the last row."""
        behind = self.total - self.offset - self.limit
        if self.offset > _PASSED_OVER and behind < self.offset:
            return max(behind, 0), min(self.limit, self.total - self.offset), True
        return self.offset, self.limit, False


def _without_place(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in rows:
        del row["_sort"], row["_id"]
    return rows
