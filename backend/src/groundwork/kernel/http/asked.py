"""One question to a list, taken apart: the shape that is compiled once, and the values that go into it."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

import orjson
from sqlalchemy import BindParameter, ColumnElement, bindparam, func, or_, tuple_

from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.full_text import FullText, SearchText

Condition = Callable[[BindParameter[Any]], ColumnElement[bool]]
RELEVANCE = "relevance"
SEARCH = "_search"
_LARGEST = 2**62


class Means(Protocol):
    """Of a list, what its parameters mean in columns."""

    @property
    def sorts(self) -> Mapping[str, Any]:
        """What it can be sorted by."""

    @property
    def identity(self) -> Any:
        """What tells rows apart that are sorted alike."""

    @property
    def filters(self) -> Mapping[str, Any]:
        """The column that a filter compares, or what makes a condition of its values."""

    @property
    def ranges(self) -> Mapping[str, Any]:
        """The column between whose bounds rows lie."""

    @property
    def search(self) -> Sequence[Any] | FullText:
        """Where to look for text."""

    @property
    def created_at(self) -> Any:
        """What ``dateFrom`` and ``dateTo`` are about."""


class Asked:
    """A question. ``shape`` tells two apart that need different statements; ``values`` are their parameters'."""

    def __init__(self, means: Means, query: Any) -> None:
        """``query``: the list's query model."""
        self.sort_name: str = getattr(query, "sort", "createdAt")
        self.text: SearchText | None = None
        self.values: dict[str, Any] = {}
        self.conditions: list[ColumnElement[bool]] = []
        self.filtered = (
            *self._filters(means, query),
            *self._ranges(means, query),
            *self._dates(means, query),
            *self._search(means, query),
        )
        self.descending = query.order == "desc"
        self.by_relevance = self.sort_name == RELEVANCE and self.text is not None
        self.sort: Any = self._sort(means)
        self.identity = means.identity

    @property
    def shape(self) -> tuple[Any, ...]:
        """What the statement depends on."""
        return (self.sort_name, self.by_relevance, self.descending, *self.filtered)

    def newest_first(self, means: Means) -> None:
        """Do not rank."""
        self.by_relevance, self.sort = False, means.sorts["createdAt"]

    def is_after(self, sort: Any, identity: Any) -> ColumnElement[bool]:
        """Whether a place comes after the one that a cursor names."""
        place = tuple_(sort, identity)
        bound = tuple_(bindparam("_after", type_=sort.type), bindparam("_after_id", type_=identity.type))
        return place < bound if self.descending else place > bound

    def _sort(self, means: Means) -> Any:
        """Without a text to be relevant to, the newest come first."""
        if self.by_relevance and isinstance(means.search, FullText):
            return means.search.rank(SEARCH)
        return means.sorts["createdAt" if self.sort_name == RELEVANCE else self.sort_name]

    def ordering(self, *, backwards: bool = False) -> list[ColumnElement[Any]]:
        """How rows follow each other; ``backwards`` from the last to the first."""
        descending = self.descending is not backwards
        return [column.desc() if descending else column.asc() for column in (self.sort, self.identity)]

    def look_for(self, text: SearchText) -> None:
        """Look for this text instead."""
        self.text, self.values[SEARCH] = text, text.query

    def _filters(self, means: Means, query: Any) -> list[str]:
        present = []
        for name, meant in means.filters.items():
            value = getattr(query, name)
            if value is None or value == []:
                continue
            self.values[name] = list(value) if isinstance(value, list) else [value]
            bound: BindParameter[Any] = bindparam(name)
            is_column = isinstance(meant, ColumnElement) or hasattr(meant, "__clause_element__")
            self.conditions.append(meant == func.any(bound) if is_column else meant(bound))
            present.append(name)
        return present

    def _ranges(self, means: Means, query: Any) -> list[str]:
        present = []
        for name, column in means.ranges.items():
            for end in ("min", "max"):
                parameter = f"{name}_{end}"
                value = getattr(query, parameter)
                if value is None:
                    continue
                bound = bindparam(parameter, type_=column.type)
                self.values[parameter] = value
                self.conditions.append(column >= bound if end == "min" else column <= bound)
                present.append(parameter)
        return present

    def _dates(self, means: Means, query: Any) -> list[str]:
        present = []
        if query.date_from is not None:
            self.values["_from"] = _beginning(query.date_from)
            self.conditions.append(means.created_at >= bindparam("_from", type_=means.created_at.type))
            present.append("_from")
        if isinstance(query.date_to, datetime):
            self.values["_to"] = _beginning(query.date_to)
            self.conditions.append(means.created_at <= bindparam("_to", type_=means.created_at.type))
            present.append("_to")
        elif query.date_to is not None and query.date_to < date.max:
            self.values["_before"] = _beginning(query.date_to + timedelta(days=1))
            self.conditions.append(means.created_at < bindparam("_before", type_=means.created_at.type))
            present.append("_before")
        return present

    def _search(self, means: Means, query: Any) -> list[str]:
        if not query.search:
            return []
        if isinstance(means.search, FullText):
            self.look_for(SearchText.of(query.search))
            self.conditions.append(means.search.matches(SEARCH))
        else:
            escaped = query.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            self.values[SEARCH] = f"%{escaped}%"
            self.conditions.append(or_(*(column.ilike(bindparam(SEARCH)) for column in means.search)))
        return [SEARCH]

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
            read: Any = datetime.fromisoformat(value) if wanted is datetime else wanted(value)
            if wanted in {int, Decimal} and not -_LARGEST < read < _LARGEST:
                raise ValueError
            return read, UUID(identity)
        except (ValueError, TypeError, ArithmeticError, binascii.Error):
            raise ValidationFailed(details=[Detail("cursor", "Not a cursor of this list")]) from None


def _beginning(moment: datetime | date) -> datetime:
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.combine(moment, time.min, tzinfo=UTC)
