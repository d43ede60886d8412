"""Imports: a file's rows are checked one by one, and applied together or not at all."""

import asyncio
import tempfile
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.catalog.events import ProductsImported
from groundwork.domains.catalog.import_rows import Checker, Staged
from groundwork.domains.catalog.models import CatalogTransfer, Category, TransferStatus
from groundwork.domains.catalog.sheets import Problem, Sheet, Unreadable, count_rows, open_sheet
from groundwork.domains.catalog.staging import Staging
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import driver_connection, transaction
from groundwork.kernel.events import publish
from groundwork.kernel.jobs import Job
from groundwork.kernel.runtime import Runtime, runtime_of

_BATCH = 2000
_MOST_TOLD = 200
_ATTEMPTS = 5
_LOCK = 0x67770003
"""The advisory lock of imports: they take turns."""


class _Problems:
    """All are counted, the first are kept."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Problem] = []

    def add(self, problems: Iterable[Problem], count: int | None = None) -> None:
        """``count``: of how many these are the first."""
        listed = list(problems)
        self.count += len(listed) if count is None else count
        self._kept = sorted([*self._kept, *listed], key=lambda problem: problem.row or 0)[:_MOST_TOLD]

    def told(self) -> list[dict[str, object]]:
        """The first, as they go to the client."""
        return [problem._asdict() for problem in self._kept]


async def _apply(db: AsyncSession, *, transfer_id: str) -> None:
    transfer = await db.get(CatalogTransfer, UUID(transfer_id))
    if transfer is None:
        return
    problems, done, added, changed = _Problems(), 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        try:
            path = await _fetch(runtime_of(db), transfer, Path(folder))
            with open_sheet(path) as sheet:
                staging = Staging(await driver_connection(db), sheet)
                done = await _stage(db, transfer.id, sheet, staging, problems)
                added, changed = await _apply_staged(db, staging, problems)
        except Unreadable as error:
            problems.add(error.problems)
    await db.refresh(transfer, with_for_update=True)
    if problems.count:
        transfer.fail(now(), done=done, error_count=problems.count, errors=problems.told())
    else:
        transfer.complete(now(), done=done, created=added, updated=changed)
        await publish(db, ProductsImported(transfer.id))
    await _record(db, transfer)


async def _fetch(runtime: Runtime, transfer: CatalogTransfer, folder: Path) -> Path:
    """Copy the file to this machine and count its rows.

    Raises:
        Unreadable: it is gone, or no CSV.
    """
    content, path = await runtime.storage.open(transfer.path), folder / "products.csv"
    if content is None:
        raise Unreadable(Problem(None, None, "The file is gone"))
    with path.open("wb") as file:
        async for piece in content.chunks:
            await asyncio.to_thread(file.write, piece)
    await tell(runtime, transfer.id, total=await asyncio.to_thread(count_rows, path))
    return path


async def _stage(db: AsyncSession, transfer_id: UUID, sheet: Sheet, staging: Staging, problems: _Problems) -> int:
    """Check all rows by themselves and put them into the staging table; returns how many there are."""
    checker, done = Checker(sheet.columns, await _categories(db)), 0
    async with staging.filling() as filler:
        while batch := await asyncio.to_thread(_check, checker, sheet):
            read, rows, found = batch
            await filler.add(rows)
            problems.add(found)
            done += read
            await tell(runtime_of(db), transfer_id, done=done, error_count=problems.count)
    return done


async def _apply_staged(db: AsyncSession, staging: Staging, problems: _Problems) -> tuple[int, int]:
    """Check the rows against each other and the products; add and change these, unless anything is wrong."""
    await db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    count, found = await staging.problems(_MOST_TOLD)
    problems.add(found, count)
    return (0, 0) if problems.count else await staging.apply(now())


async def _categories(db: AsyncSession) -> dict[str, UUID]:
    return {slug: found for found, slug in await db.execute(select(Category.id, Category.slug))}


def _check(checker: Checker, sheet: Sheet) -> tuple[int, list[Staged], list[Problem]] | None:
    batch = sheet.batch(_BATCH)
    checked = [checker.check(number, cells) for number, cells in batch]
    rows = [row for row, _ in checked if row is not None]
    problems = [problem for _, found in checked for problem in found]
    return (len(batch), rows, problems) if batch else None


async def tell(runtime: Runtime, transfer_id: UUID, **progress: int) -> None:
    """Let everybody see how far a transfer is, before it is done."""
    async with transaction(runtime) as db:
        await db.execute(
            update(CatalogTransfer)
            .where(CatalogTransfer.id == transfer_id)
            .values(status=TransferStatus.RUNNING, **progress)
        )


async def _record(db: AsyncSession, transfer: CatalogTransfer) -> None:
    outcome = "imported" if transfer.status == TransferStatus.COMPLETED else "import_failed"
    counts = {"created": transfer.created, "updated": transfer.updated, "errors": transfer.error_count}
    await audit.record(
        db,
        Actor(),
        f"products.{outcome}",
        resource=("transfer", transfer.id),
        changes=counts,
        actor_id=transfer.requested_by,
        plain=counts,
    )


async def note_interruption(db: AsyncSession, error: Exception, *, transfer_id: str) -> None:  # noqa: ARG001
    """An attempt was undone; after the last one the transfer has failed."""
    transfer = await db.get(CatalogTransfer, UUID(transfer_id), with_for_update=True)
    if transfer is not None:
        transfer.interrupt(now(), most=_ATTEMPTS)


apply_import = Job("catalog.import", _apply, failed=note_interruption, attempts=_ATTEMPTS)
