"""The statements behind a list: a page, some places far from its beginning, what follows a cursor, the total."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, literal_column, select

from groundwork.kernel.counts import counted
from groundwork.kernel.http.asked import Asked

Column = ColumnElement[Any]

_OFFSET: Column = bindparam("_offset")


class Listed(Protocol):
    """Of a list, what its statements are made of."""

    @property
    def source(self) -> Select[Any]:
        """Which rows there are."""

    @property
    def columns(self) -> Mapping[str, Any]:
        """What is shown of each."""

    @property
    def beneath(self) -> Mapping[str, Any]:
        """What comes along unseen."""

    @property
    def identity(self) -> Any:
        """What names a row."""

    @property
    def counts(self) -> Table | None:
        """How many rows there are by some of their columns."""


def page(listing: Listed, asked: Asked, names: tuple[str, ...], limit: int, *, first: bool) -> Select[Any]:
    """``limit`` rows: the ``first``, or from ``_offset`` on."""
    statement = _base(listing, asked, _labeled(listing, names)).order_by(*asked.ordering()).limit(_literal(limit))
    return statement if first else statement.offset(_OFFSET)


def by_places(
    listing: Listed,
    asked: Asked,
    names: tuple[str, ...],
    limit: int,
    *,
    few: bool,
    backwards: bool = False,
    after: bool | None = None,
) -> Select[Any]:
    """The rows of some places; nothing but the order is read of the rows on the way there.

    ``few``: all matches are collected first. ``backwards``: ``_offset`` counts from the end. ``after``: whether the
    places begin after a cursor; none for those of a page.
    """
    place = [asked.sort.label("_sort"), listing.identity.label("_id")]
    places = _base(listing, asked, place)
    if few:
        places = _collected(places, asked, backwards=backwards, after=bool(after))
    else:
        places = places.order_by(*asked.ordering(backwards=backwards))
    places = places.limit(_literal(limit))
    if after is None:
        places = places.offset(_OFFSET)
    columns = _labeled(listing, names) if after is None else [*_labeled(listing, names), *place]
    chosen = places.subquery("chosen")
    rows = _of_source(listing, columns).where(listing.identity.in_(select(chosen.c._id)))
    return rows.order_by(*asked.ordering())


def _collected(places: Select[Any], asked: Asked, *, backwards: bool, after: bool) -> Select[Any]:
    """As a whole: given an index in their order, PostgreSQL would look for them among all rows."""
    found = places.cte("found").prefix_with("MATERIALIZED", dialect="postgresql")
    collected: Select[Any] = select(found.c._sort, found.c._id)
    if after:
        collected = collected.where(asked.is_after(found.c._sort, found.c._id))
    descending = asked.descending is not backwards
    return collected.order_by(*(column.desc() if descending else column.asc() for column in found.c))


def continued(listing: Listed, asked: Asked, names: tuple[str, ...], limit: int, *, after: bool) -> Select[Any]:
    """``limit`` rows with their places, from the first on or after a cursor."""
    columns = [*_labeled(listing, names), asked.sort.label("_sort"), listing.identity.label("_id")]
    statement = _base(listing, asked, columns)
    if after:
        statement = statement.where(asked.is_after(asked.sort, listing.identity))
    return statement.order_by(*asked.ordering()).limit(_literal(limit))


def total(listing: Listed, asked: Asked) -> Select[Any]:
    """How many rows match: from the counts that are kept, where these know enough."""
    if listing.counts is not None:
        own = listing.source.whereclause
        kept = counted(listing.counts, asked.conditions if own is None else [own, *asked.conditions])
        if kept is not None:
            return kept
    inner = _base(listing, asked, [listing.identity]).subquery()
    return select(func.count().label("total")).select_from(inner)


def _literal(limit: int) -> Column:
    """In the statement's text: PostgreSQL plans for a tenth of the table where it does not know how few are wanted."""
    return literal_column(str(limit))


def _base(listing: Listed, asked: Asked, columns: list[Column]) -> Select[Any]:
    return _of_source(listing, columns).where(*asked.conditions)


def _of_source(listing: Listed, columns: list[Column]) -> Select[Any]:
    """The source's rows, also when none of ``columns`` is the table's own, as with a single correlated one."""
    return listing.source.with_only_columns(*columns, maintain_column_froms=True)


def _labeled(listing: Listed, names: tuple[str, ...]) -> list[Column]:
    chosen = {**{name: listing.columns[name] for name in names}, **listing.beneath}
    return [column.label(name) for name, column in chosen.items()]
