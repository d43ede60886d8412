"""What the storage has of files that are no more: deleted by jobs, when that is true."""

from collections import defaultdict
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.files import queries
from groundwork.domains.files.models import File, FileStatus
from groundwork.domains.files.variants import make_variants
from groundwork.kernel.clock import now
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.runtime import runtime_of
from groundwork.kernel.storage import StoredObject

_UNUSED = timedelta(hours=2)
"""Longer than an address for an upload is good."""

_STUCK = timedelta(hours=24)
_BATCH = 1000


async def _delete_objects(db: AsyncSession, *, file_id: str) -> None:
    storage = runtime_of(db).storage
    await storage.delete([found.path async for found in storage.below(f"files/{UUID(file_id)}")])


async def sweep(db: AsyncSession) -> None:
    """Delete what belongs to no file, and files that never came in; see to pictures that wait for their variants."""
    storage = runtime_of(db).storage
    for picture in await db.scalars(queries.unprocessed(now() - _UNUSED)):
        if picture.created_at < now() - _STUCK:
            picture.give_up_variants()
        else:
            await defer(db, make_variants, file_id=str(picture.id))
    for file in await db.scalars(queries.stuck(now() - _STUCK)):
        await db.delete(file)
    await db.flush()
    old, waiting = now() - _UNUSED, list[StoredObject]()
    async for found in storage.below("files"):
        if found.modified < old:
            waiting.append(found)
        if len(waiting) == _BATCH:
            await storage.delete(await _orphans(db, waiting))
            waiting.clear()
    await storage.delete(await _orphans(db, waiting))
    await storage.clear_unfinished(now() - _STUCK)


async def _orphans(db: AsyncSession, objects: list[StoredObject]) -> list[str]:
    """The paths of what no row knows, and of what clients sent after a file had come in."""
    by_file = defaultdict[UUID | None, list[str]](list)
    for found in objects:
        by_file[_file_of(found.path)].append(found.path)
    known = [file_id for file_id in by_file if file_id is not None]
    files = {file.id: file for file in await db.scalars(select(File).where(File.id.in_(known)))}
    return [
        path
        for file_id, paths in by_file.items()
        for path in paths
        if file_id not in files or _is_superfluous(files[file_id], path)
    ]


def _is_superfluous(file: File, path: str) -> bool:
    return path == file.incoming and file.status != FileStatus.UPLOADING


def _file_of(path: str) -> UUID | None:
    try:
        return UUID(path.split("/")[1])
    except (ValueError, IndexError):
        return None


delete_objects = Job("files.delete_objects", _delete_objects)
