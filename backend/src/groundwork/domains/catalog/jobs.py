"""The jobs of the catalog."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.catalog.exports import write_export
from groundwork.domains.catalog.imports import apply_import
from groundwork.domains.catalog.models import CatalogTransfer
from groundwork.kernel.clock import now
from groundwork.kernel.jobs import Job
from groundwork.kernel.runtime import runtime_of

_UNUSED = timedelta(days=1)


async def forget_transfers(db: AsyncSession) -> None:
    """Delete the transfers whose week is over, and files that no transfer knows."""
    await db.execute(delete(CatalogTransfer).where(CatalogTransfer.expires_at <= now()))
    known = {transfer.path for transfer in await db.scalars(select(CatalogTransfer))}
    storage = runtime_of(db).storage
    left = [
        found.path
        async for found in storage.below("catalog/transfers")
        if found.path not in known and found.modified < now() - _UNUSED
    ]
    await storage.delete(left)


jobs = [apply_import, write_export, Job("catalog.forget_transfers", forget_transfers, schedule="53 3 * * *")]
