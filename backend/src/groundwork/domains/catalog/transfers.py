"""Imports and exports as they are asked for; the work itself is beside."""

from collections.abc import AsyncIterator
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.catalog import queries
from groundwork.domains.catalog.exports import write_export
from groundwork.domains.catalog.imports import apply_import
from groundwork.domains.catalog.models import TRANSFER_LIFE, CatalogTransfer, TransferKind
from groundwork.domains.catalog.schemas import ExportFilters, TransferOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import Database, transaction
from groundwork.kernel.errors import AppError, NotFound
from groundwork.kernel.http.streamed import Digested, Once
from groundwork.kernel.idempotency import Answered
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.runtime import Runtime, runtime_of
from groundwork.kernel.storage import OpenObject

MOST_BYTES = 100_000_000


async def start_import(runtime: Runtime, actor: Actor, content: AsyncIterator[bytes], once: Once) -> TransferOut:
    """Keep the file and have it imported. No database connection is held while it comes in.

    Raises:
        Answered, KeyUsed, StillRunning: its key says so.
    """
    transfer, sent = _new(actor, TransferKind.IMPORT), Digested(content)
    await (sent.pass_over() if once.is_known else runtime.storage.put(transfer.path, sent.pieces()))
    try:
        async with transaction(runtime) as db:
            await once.begin(db, sent.digest)
            db.add(transfer)
            await db.flush()
            await defer(db, apply_import, transfer_id=str(transfer.id))
            await audit.record(db, actor, "products.import_requested", resource=("transfer", transfer.id))
            await once.keep(db, _described(transfer))
    except (Answered, AppError):
        await runtime.storage.delete([transfer.path])
        raise
    return _described(transfer)


async def start_export(db: AsyncSession, actor: Actor, filters: ExportFilters) -> TransferOut:
    """Have the products that the filters let through written into a file."""
    transfer = _new(actor, TransferKind.EXPORT)
    transfer.filters = filters.model_dump(mode="json", by_alias=True, exclude_none=True)
    db.add(transfer)
    await db.flush()
    await defer(db, write_export, transfer_id=str(transfer.id))
    await audit.record(
        db, actor, "products.export_requested", resource=("transfer", transfer.id), changes=transfer.filters
    )
    return _described(transfer)


async def get_transfer(database: Database, kind: TransferKind, transfer_id: UUID) -> TransferOut:
    """How far a transfer is.

    Raises:
        NotFound: there is none.
    """
    found = await queries.transfer_by_id.first(database, transfer_id=transfer_id, kind=kind)
    if found is None:
        raise NotFound
    return TransferOut.model_validate(found)


async def open_export(db: AsyncSession, actor: Actor, transfer_id: UUID) -> OpenObject:
    """The file of a completed export.

    Raises:
        NotFound: there is none, or not any more.
    """
    transfer = await db.get(CatalogTransfer, transfer_id)
    if transfer is None or transfer.kind != TransferKind.EXPORT or not transfer.is_complete:
        raise NotFound
    content = await runtime_of(db).storage.open(transfer.path)
    if content is None:
        raise NotFound
    await audit.record(db, actor, "products.export_downloaded", resource=("transfer", transfer.id))
    return content


def _new(actor: Actor, kind: TransferKind) -> CatalogTransfer:
    moment = now()
    return CatalogTransfer(
        id=uuid7(), kind=kind, requested_by=actor.signed_in_user(), created_at=moment, expires_at=moment + TRANSFER_LIFE
    )


def _described(transfer: CatalogTransfer) -> TransferOut:
    return TransferOut.model_validate(transfer)
