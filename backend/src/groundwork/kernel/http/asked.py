"""One question to a list, taken apart: the shape that is compiled once, and the values that go into it."""

import base64
import binascii
import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
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
    """A question. ``shape`` tells two apart that need different statements; ``values`` are their parameters'.

    What a statement is made of is put together only when one is: that takes ten times as long as running it.
    """

    def __init__(self, means: Means, query: Any) -> None:
        """``query``: the list's query model."""
        self._means = means
        self.sort_name: str = getattr(query, "sort", "createdAt")
        self.descending = query.order == "desc"
        self.text: SearchText | None = None
        self.values: dict[str, Any] = {}
        self._conditions: dict[str, Callable[[], ColumnElement[bool]]] = {}
        self._filters(query)
        self._ranges(query)
        self._dates(query)
        self._search(query)
        self.filtered = tuple(self._conditions)
        self.by_relevance = self.sort_name == RELEVANCE and self.text is not None

    @property
    def shape(self) -> tuple[Any, ...]:
        """What the statement depends on."""
        return (self.sort_name, self.by_relevance, self.descending, *self.filtered)

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """What the rows have to meet."""
        return [build() for build in self._conditions.values()]

    @property
    def sort(self) -> Any:
        """What rows are sorted by. Without a text to be relevant to, the newest come first."""
        if self.by_relevance and isinstance(self._means.search, FullText):
            return self._means.search.rank(SEARCH)
        return self._means.sorts["createdAt" if self.sort_name == RELEVANCE else self.sort_name]

    def newest_first(self) -> None:
        """Do not rank."""
        self.by_relevance = False

    def ordering(self, *, backwards: bool = False) -> list[ColumnElement[Any]]:
        """How rows follow each other; ``backwards`` from the last to the first."""
        descending = self.descending is not backwards
        return [column.desc() if descending else column.asc() for column in (self.sort, self._means.identity)]

    def is_after(self, sort: Any, identity: Any) -> ColumnElement[bool]:
        """Whether a place comes after the one that a cursor names."""
        place = tuple_(sort, identity)
        bound = tuple_(bindparam("_after", type_=sort.type), bindparam("_after_id", type_=identity.type))
        return place < bound if self.descending else place > bound

    def look_for(self, text: SearchText) -> None:
        """Look for this text instead."""
        self.text, self.values[SEARCH] = text, text.query

    def _filters(self, query: Any) -> None:
        for name, meant in self._means.filters.items():
            value = getattr(query, name)
            if value is not None and value != []:
                self.values[name] = list(value) if isinstance(value, list) else [value]
                self._conditions[name] = partial(_any_of, meant, name)

    def _ranges(self, query: Any) -> None:
        for name, column in self._means.ranges.items():
            for parameter, compare in ((f"{name}_min", operator.ge), (f"{name}_max", operator.le)):
                self._compare(parameter, compare, column, getattr(query, parameter))

    def _dates(self, query: Any) -> None:
        column, since, until = self._means.created_at, query.date_from, query.date_to
        self._compare("_from", operator.ge, column, None if since is None else _beginning(since))
        if isinstance(until, datetime):
            self._compare("_to", operator.le, column, _beginning(until))
        elif until is not None and until < date.max:
            self._compare("_before", operator.lt, column, _beginning(until + timedelta(days=1)))

    def _compare(self, parameter: str, compare: Callable[[Any, Any], Any], column: Any, value: Any) -> None:
        if value is not None:
            self.values[parameter] = value
            self._conditions[parameter] = lambda: compare(column, bindparam(parameter, type_=column.type))

    def _search(self, query: Any) -> None:
        if not query.search:
            return
        if isinstance(self._means.search, FullText):
            self.look_for(SearchText.of(query.search))
            self._conditions[SEARCH] = partial(self._means.search.matches, SEARCH)
        else:
            columns = self._means.search
            escaped = query.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            self.values[SEARCH] = f"%{escaped}%"
            self._conditions[SEARCH] = lambda: or_(*(column.ilike(bindparam(SEARCH)) for column in columns))

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


def _any_of(meant: Any, name: str) -> ColumnElement[bool]:
    bound: BindParameter[Any] = bindparam(name)
    is_column = isinstance(meant, ColumnElement) or hasattr(meant, "__clause_element__")
    condition: ColumnElement[bool] = meant == func.any(bound) if is_column else meant(bound)
    return condition


def _beginning(moment: datetime | date) -> datetime:
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.combine(moment, time.min, tzinfo=UTC)
