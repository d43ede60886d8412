"""Exports: the products that the filters let through, written as an import takes them."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.catalog import queries
from groundwork.domains.catalog.imports import note_interruption, tell
from groundwork.domains.catalog.models import CatalogTransfer
from groundwork.domains.catalog.schemas import ExportFilters, ProductQuery
from groundwork.domains.catalog.sheets import ATTRIBUTE
from groundwork.kernel.cells import line
from groundwork.kernel.clock import now
from groundwork.kernel.jobs import Job
from groundwork.kernel.runtime import Runtime, runtime_of

_CHUNK = 1000
_COLUMNS = ("sku", "name", "price", "currency", "category", "stock", "description", "active", "slug")


async def _write(db: AsyncSession, *, transfer_id: str) -> None:
    transfer = await db.get(CatalogTransfer, UUID(transfer_id))
    if transfer is None:
        return
    runtime = runtime_of(db)
    filters = ExportFilters.model_validate(transfer.filters)
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        path = Path(folder) / "products.csv"
        done = await _write_products(runtime, transfer.id, filters, path)
        await runtime.storage.put(transfer.path, path)
    await db.refresh(transfer, with_for_update=True)
    transfer.complete(now(), done=done)


async def _write_products(runtime: Runtime, transfer_id: UUID, filters: ExportFilters, target: Path) -> int:
    total, attributes = await _survey(runtime, filters)
    await tell(runtime, transfer_id, total=total)
    done = 0
    with target.open("wb") as file:
        file.write(line([*_COLUMNS, *(f"{ATTRIBUTE}{name}" for name in attributes)]))
        async for rows in queries.all_products.chunks(runtime, _query(filters, (*_COLUMNS, "attributes")), _CHUNK):
            await asyncio.to_thread(file.write, b"".join(_line(row, attributes) for row in rows))
            done += len(rows)
            await tell(runtime, transfer_id, done=done)
    return done


async def _survey(runtime: Runtime, filters: ExportFilters) -> tuple[int, list[str]]:
    """How many products there are, and which attributes any of them has."""
    total, names = 0, set[str]()
    async for rows in queries.all_products.chunks(runtime, _query(filters, ("attributes",)), _CHUNK):
        total += len(rows)
        names.update(name for row in rows for name in row["attributes"])
    return total, sorted(names)


def _query(filters: ExportFilters, fields: tuple[str, ...]) -> ProductQuery:
    asked = {
        "search": filters.search,
        "filter[category]": filters.category,
        "filter[inStock]": filters.in_stock,
        "filter[active]": filters.active,
        "priceMin": filters.price_min,
        "priceMax": filters.price_max,
    }
    return ProductQuery.model_validate({**asked, "order": "asc", "fields": ",".join(fields)})


def _line(row: dict[str, Any], attributes: list[str]) -> bytes:
    return line([*(row[name] for name in _COLUMNS), *(row["attributes"].get(name) for name in attributes)])


write_export = Job("catalog.export", _write, failed=note_interruption, attempts=5)
