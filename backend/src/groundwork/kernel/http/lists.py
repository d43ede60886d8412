"""Lists: pages, cursors, sorting, filters, search and field selection (chapters 6.7, 6.8), declared once a resource.

A resource describes its list with one query model (what may be asked) and one :class:`Listing` (what it means). Each
shape that is asked for (which filters, which sort) is compiled once and kept.
"""

import base64
import binascii
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Generic, Literal
from uuid import UUID

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, tuple_

from groundwork.kernel.database import Database
from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.http.envelope import Envelope, Meta, Output, T
from groundwork.kernel.reads import Read

Column = ColumnElement[Any]
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
    """Leave times alone; a bare date stays a date, so that it can mean the whole day."""
    if isinstance(value, str):
        if not _DATE.match(value):
            raise ValueError("Must be a date or a time such as 2026-01-15T10:30:00Z")
        if len(value) == len("2026-01-15"):
            return date.fromisoformat(value)
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


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list's parameters mean in columns.

    ``columns``: wire name to column, in the order of the answer; ``id`` among them. ``sorts``: wire name to a column
    that is never null. ``filters``: name of the query model's field to column. ``search``: columns to look in.
    ``beneath``: columns that come along in every row, for the caller to make something of and take away.
    ``count``: tells how many rows there are for a query, where counting them would take too long.
    """

    source: Select[Any]
    columns: Mapping[str, Any]
    sorts: Mapping[str, Any]
    identity: Any
    filters: Mapping[str, Any] = field(default_factory=dict)
    search: Sequence[Any] = ()
    created_at: Any = None
    beneath: Mapping[str, Any] = field(default_factory=dict)
    count: Callable[[Database, Any], Awaitable[int]] | None = None
    _reads: dict[tuple[Any, ...], Read] = field(default_factory=dict)

    async def answer(self, database: Database, query: ListQuery, **scope: Any) -> Envelope:
        """The page that ``query`` asks for. ``scope``: values of the source's own parameters.

        Raises:
            ValidationFailed: an unknown field, a cursor that is not one of this list's.
        """
        names = self.selected(query)
        asked = _Asked(self, query)
        values = {**scope, **asked.values}
        if query.cursor is None:
            return await self._page(database, query, names, asked, values)
        return await self._after_cursor(database, query, names, asked, values)

    async def _page(
        self, database: Database, query: ListQuery, names: tuple[str, ...], asked: "_Asked", values: dict[str, Any]
    ) -> Envelope:
        read = self._read(("page", names, *asked.shape), lambda: self._ordered(asked, names).offset(_OFFSET))
        rows = await read.all(database, **values, _limit=query.limit, _offset=(query.page - 1) * query.limit)
        total = await self.count(database, query) if self.count else await self._total(database, asked, values)
        pages = -(-total // query.limit)
        pagination = {
            "page": query.page,
            "limit": query.limit,
            "total": total,
            "totalPages": pages,
            "hasNext": query.page < pages,
            "hasPrev": query.page > 1,
        }
        return Envelope(rows, extra={"pagination": pagination})

    async def _total(self, database: Database, asked: "_Asked", values: dict[str, Any]) -> int:
        count = self._read(("count", *asked.shape[2:]), lambda: self._counted(asked))
        return int((await count.all(database, **values))[0]["total"])

    async def chunks(
        self, database: Database, query: ListQuery, size: int, **scope: Any
    ) -> AsyncIterator[list[dict[str, Any]]]:
        """All rows that ``query`` asks for, ``size`` at a time; between them no connection is held.

        Raises:
            ValidationFailed: an unknown field.
        """
        names = self.selected(query)
        asked = _Asked(self, query)
        values = {**scope, **asked.values, "_limit": size}
        after = False
        while True:
            read = self._continuing(asked, names, after=after)
            rows = await read.all(database, **values)
            if rows:
                values["_after"], values["_after_id"] = rows[-1]["_sort"], rows[-1]["_id"]
                after = True
                yield _without_place(rows)
            if len(rows) < size:
                return

    async def _after_cursor(
        self, database: Database, query: ListQuery, names: tuple[str, ...], asked: "_Asked", values: dict[str, Any]
    ) -> Envelope:
        read = self._continuing(asked, names, after=bool(query.cursor))
        if query.cursor:
            values["_after"], values["_after_id"] = asked.read_cursor(query.cursor)
        rows = await read.all(database, **values, _limit=query.limit + 1)
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

    def _read(self, key: tuple[Any, ...], build: Any) -> Read:
        read = self._reads.get(key)
        if read is None:
            read = self._reads[key] = Read(build())
        return read

    def _continuing(self, asked: "_Asked", names: tuple[str, ...], *, after: bool) -> Read:
        key = ("cursor", after, names, *asked.shape)
        return self._read(key, lambda: self._continued(asked, names, after=after))

    def _base(self, asked: "_Asked", columns: Sequence[Column]) -> Select[Any]:
        return self.source.with_only_columns(*columns).where(*asked.conditions)

    def _labeled(self, names: tuple[str, ...]) -> list[Column]:
        chosen = {**{name: self.columns[name] for name in names}, **self.beneath}
        return [column.label(name) for name, column in chosen.items()]

    def _ordered(self, asked: "_Asked", names: tuple[str, ...]) -> Select[Any]:
        return self._base(asked, self._labeled(names)).order_by(*asked.ordering).limit(_LIMIT)

    def _counted(self, asked: "_Asked") -> Select[Any]:
        inner = self._base(asked, [self.identity]).subquery()
        return select(func.count().label("total")).select_from(inner)

    def _continued(self, asked: "_Asked", names: tuple[str, ...], *, after: bool) -> Select[Any]:
        statement = self._base(asked, [*self._labeled(names), asked.sort.label("_sort"), self.identity.label("_id")])
        if after:
            place = tuple_(asked.sort, self.identity)
            bound = tuple_(bindparam("_after", type_=asked.sort.type), bindparam("_after_id", type_=self.identity.type))
            statement = statement.where(place < bound if asked.descending else place > bound)
        return statement.order_by(*asked.ordering).limit(_LIMIT)


_LIMIT: Column = bindparam("_limit")
_OFFSET: Column = bindparam("_offset")


class _Asked:
    """One query, taken apart: the shape that is compiled, and the values that go into it."""

    def __init__(self, listing: Listing, query: ListQuery) -> None:
        self.sort_name: str = getattr(query, "sort", "createdAt")
        self.descending = query.order == "desc"
        self.sort: Any = listing.sorts[self.sort_name]
        self.ordering = [column.desc() if self.descending else column.asc() for column in (self.sort, listing.identity)]
        self.values: dict[str, Any] = {}
        self.conditions: list[ColumnElement[bool]] = []
        present = [*self._filters(listing, query), *self._dates(listing, query), *self._search(listing, query)]
        self.shape = (self.sort_name, self.descending, *present)

    def _filters(self, listing: Listing, query: ListQuery) -> list[str]:
        present = []
        for name, column in listing.filters.items():
            value = getattr(query, name)
            if value is None or value == []:
                continue
            self.values[name] = list(value) if isinstance(value, list) else [value]
            self.conditions.append(column == func.any(bindparam(name)))
            present.append(name)
        return present

    def _dates(self, listing: Listing, query: ListQuery) -> list[str]:
        present = []
        if query.date_from is not None:
            self.values["_from"] = _beginning(query.date_from)
            self.conditions.append(listing.created_at >= bindparam("_from", type_=listing.created_at.type))
            present.append("_from")
        if isinstance(query.date_to, datetime):
            self.values["_to"] = _beginning(query.date_to)
            self.conditions.append(listing.created_at <= bindparam("_to", type_=listing.created_at.type))
            present.append("_to")
        elif query.date_to is not None and query.date_to < date.max:
            self.values["_before"] = _beginning(query.date_to + timedelta(days=1))
            self.conditions.append(listing.created_at < bindparam("_before", type_=listing.created_at.type))
            present.append("_before")
        return present

    def _search(self, listing: Listing, query: ListQuery) -> list[str]:
        if not query.search:
            return []
        escaped = query.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        self.values["_search"] = f"%{escaped}%"
        self.conditions.append(or_(*(column.ilike(bindparam("_search")) for column in listing.search)))
        return ["_search"]

    def cursor(self, row: dict[str, Any]) -> str:
        """Where the page after ``row`` begins."""
        value = row["_sort"]
        value = value.isoformat() if isinstance(value, datetime) else str(value)
        place = [self.sort_name, self.descending, value, row["_id"]]
        return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")

    def read_cursor(self, cursor: str) -> tuple[Any, UUID]:
        """The place that a cursor names.

        Raises:
            ValidationFailed: it is not a cursor, or one of another sort.
        """
        try:
            place = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            sort_name, descending, value, identity = place
            if (sort_name, descending) != (self.sort_name, self.descending):
                raise ValueError
            if not isinstance(value, str) or not isinstance(identity, str) or "\0" in value:
                raise ValueError
            wanted = self.sort.type.python_type
            return (datetime.fromisoformat(value) if wanted is datetime else wanted(value)), UUID(identity)
        except (ValueError, TypeError, binascii.Error):
            raise ValidationFailed(details=[Detail("cursor", "Not a cursor of this list")]) from None


def _without_place(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in rows:
        del row["_sort"], row["_id"]
    return rows


def _beginning(moment: datetime | date) -> datetime:
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.combine(moment, time.min, tzinfo=UTC)
