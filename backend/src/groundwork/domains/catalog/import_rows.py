"""Checking the rows of an import, by the rules that hold for a product."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from groundwork.domains.catalog.schemas import (
    LONGEST_MADE_SLUG,
    MOST_STOCK,
    Attributes,
    CategorySlug,
    Description,
    Price,
    ProductName,
    ProductSlug,
    Sku,
)
from groundwork.domains.catalog.sheets import ATTRIBUTE, Problem
from groundwork.kernel.http.errors import validation_details
from groundwork.kernel.http.schemas import Currency
from groundwork.kernel.ids import uuid7
from groundwork.kernel.money import Money
from groundwork.kernel.slugs import slug_of

_LEAVE_AS_IT_IS = frozenset({"stock", "active", "slug"})
_WORDS = frozenset({"price", "currency", "category", "stock", "active", "slug"})
"""Cells around which blanks say nothing."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sku: Sku
    name: ProductName | None = None
    price: Price | None = None
    currency: Currency | None = None
    category: CategorySlug | None = None
    stock: Annotated[int, Field(ge=0, le=MOST_STOCK)] | None = None
    description: Description | None = None
    active: bool | None = None
    slug: ProductSlug | None = None
    attributes: Attributes = Field(default_factory=dict)


class Staged(NamedTuple):
    """A row as it goes into the staging table, in the order of :data:`STAGED_COLUMNS`."""

    row: int
    id: UUID
    sku: str
    name: str | None = None
    price_minor: int | None = None
    currency: str | None = None
    category_id: UUID | None = None
    stock: int | None = None
    description: str | None = None
    active: bool | None = None
    slug: str | None = None
    made_slug: str | None = None
    attributes: str = "{}"


class Checker:
    """Checks one row after the other. ``categories``: their ids by their slugs."""

    def __init__(self, columns: Sequence[str], categories: Mapping[str, UUID]) -> None:
        self._columns = columns
        self._categories = categories

    def check(self, number: int, cells: list[str]) -> tuple[Staged | None, list[Problem]]:
        """The row as it can be staged, with what is wrong with it.

        A wrong row is staged by its SKU alone, so that another with the same is told.
        """
        problems = list(self._broken(number, cells))
        if problems:
            return None, problems
        values = self._values(cells)
        try:
            row = _Row.model_validate(values)
        except ValidationError as error:
            problems = [
                Problem(number, _column_of(detail.field), detail.message)
                for detail in validation_details(error.errors())
            ]
            sku = str(values["sku"]).strip()
            named = Staged(number, uuid7(), sku) if all(problem.field != "sku" for problem in problems) else None
            return named, problems
        return self._staged(number, row)

    def _broken(self, number: int, cells: list[str]) -> Iterator[Problem]:
        if len(cells) != len(self._columns):
            yield Problem(number, None, f"Has {len(cells)} cells where there are {len(self._columns)} columns")
            return
        for name, cell in zip(self._columns, cells, strict=True):
            if not cell.isascii() and any("\ud800" <= character <= "\udfff" for character in cell):
                yield Problem(number, name, "Is not UTF-8")
            elif "\0" in cell:
                yield Problem(number, name, "Must not contain a NUL character")

    def _values(self, cells: list[str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        attributes = {}
        for name, cell in zip(self._columns, cells, strict=True):
            if name.startswith(ATTRIBUTE):
                if cell.strip():
                    attributes[name.removeprefix(ATTRIBUTE)] = cell
                continue
            value = cell.strip() if name in _WORDS else cell
            if value or name not in _LEAVE_AS_IT_IS:
                values[name] = value or (None if name == "category" else "")
        values["attributes"] = attributes
        return values

    def _staged(self, number: int, row: _Row) -> tuple[Staged, list[Problem]]:
        problems, minor, category_id = [], None, None
        if row.price is not None and row.currency is not None:
            try:
                minor = Money.parse(row.price, row.currency).minor
            except ValueError as error:
                problems.append(Problem(number, "price", str(error)))
        if row.category is not None:
            category_id = self._categories.get(row.category)
            if category_id is None:
                problems.append(Problem(number, "category", "There is no such category"))
        staged = Staged(
            number,
            uuid7(),
            row.sku,
            row.name,
            minor,
            row.currency,
            category_id,
            row.stock,
            row.description,
            row.active,
            row.slug,
            slug_of(row.name, otherwise="product", longest=LONGEST_MADE_SLUG) if row.name and not row.slug else None,
            orjson.dumps(row.attributes).decode(),
        )
        return staged, problems


def _column_of(field: str) -> str:
    """``attributes.color`` stands in the column ``attribute:color``; a name that is wrong comes as ``color.[key]``."""
    name, _, rest = field.partition(".")
    return f"{ATTRIBUTE}{rest.removesuffix('.[key]')}" if name == "attributes" and rest else name
