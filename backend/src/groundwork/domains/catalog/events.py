"""The catalog's news."""

from dataclasses import dataclass
from uuid import UUID

from groundwork.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ProductChanged(Event):
    """A product was added, changed or deleted."""

    product_id: UUID


@dataclass(frozen=True, slots=True)
class ProductsImported(Event):
    """Many products were added or changed at once."""

    transfer_id: UUID
