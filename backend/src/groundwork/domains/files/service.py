"""What can be done with files that are there, and what other domains may ask of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.files import queries, room
from groundwork.domains.files.errors import InUse
from groundwork.domains.files.incoming import storage_headers
from groundwork.domains.files.kinds import HEAD, recognize
from groundwork.domains.files.models import File as File  # noqa: PLC0414  (higher domains join with it)
from groundwork.domains.files.models import FileStatus
from groundwork.domains.files.names import clean
from groundwork.domains.files.policy import DELETE, DELETE_OWN, UPDATE, UPDATE_OWN
from groundwork.domains.files.removal import delete_objects
from groundwork.domains.files.variants import make_variants
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import Detail, Forbidden, NotFound, ValidationFailed
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.runtime import runtime_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that another domain shows; width and height in pixels, upright."""

    id: UUID
    width: int
    height: int


async def get_visible(db: AsyncSession, actor: Actor, file_id: UUID, *, for_update: bool = False) -> File:
    """The file, if the actor may see it; ``for_update`` locks the row for this transaction.

    Raises:
        NotFound: there is none, or the actor may not know.
    """
    statement = queries.visible_to(actor).where(File.id == file_id)
    file = await db.scalar(statement.with_for_update() if for_update else statement)
    if file is None:
        raise NotFound
    return file


def version_of(file: File) -> str:
    """The entity tag of a file's present state."""
    return etag_of(file.id, file.updated_at)


async def usage_of(db: AsyncSession, actor: Actor) -> room.Usage:
    """What the actor's files take."""
    return await room.usage_of(db, actor.signed_in_user())


async def update_file(
    db: AsyncSession, actor: Actor, file_id: UUID, changes: dict[str, Any], expected: IfMatch
) -> File:
    """Rename a file, or say who may open it.

    Raises:
        NotFound, Forbidden: as the matrix says.
        PreconditionFailed: somebody else changed it since.
        InUse: it is to be private, and is shown somewhere.
    """
    file = await get_visible(db, actor, file_id, for_update=True)
    if not (actor.may(UPDATE) or (actor.user_id == file.owner_id and actor.may(UPDATE_OWN))):
        raise Forbidden
    expected.check(version_of(file))
    changed = audit.differences({field: getattr(file, field) for field in changes}, changes)
    if "public" in changed and not changes["public"] and await is_shown(db, file):
        raise InUse
    for field in changed:
        setattr(file, field, changes[field])
    if changed:
        await db.flush()
        await audit.record(db, actor, "file.updated", resource=("file", file.id), changes=changed)
    return file


async def delete_file(db: AsyncSession, actor: Actor, file_id: UUID, expected: IfMatch) -> None:
    """Delete a file, and what the storage has of it.

    Raises:
        NotFound, Forbidden: as the matrix says.
        PreconditionFailed: somebody else changed it since.
        InUse: something shows it.
    """
    file = await get_visible(db, actor, file_id, for_update=True)
    if not (actor.may(DELETE) or (actor.user_id == file.owner_id and actor.may(DELETE_OWN))):
        raise Forbidden
    expected.check(version_of(file))
    if not await remove(db, file):
        raise InUse
    changes = audit.differences({"name": file.name}, {"name": None})
    await audit.record(db, actor, "file.deleted", resource=("file", file.id), changes=changes)


async def remove(db: AsyncSession, file: File) -> bool:
    """Delete the row, and have the storage's part deleted once that is true; false when something shows the file.

    Who shows files refers to them by a foreign key that restricts, so the database knows.
    """
    try:
        async with db.begin_nested():
            await db.delete(file)
            await db.flush()
    except IntegrityError:
        await db.refresh(file)
        return False
    await defer(db, delete_objects, file_id=str(file.id))
    return True


async def is_shown(db: AsyncSession, file: File) -> bool:
    """Whether something refers to the file: it could not be deleted."""
    attempt = await db.begin_nested()
    try:
        await db.execute(File.__table__.delete().where(File.id == file.id))  # type: ignore[attr-defined]
    except IntegrityError:
        return True
    finally:
        await attempt.rollback()
    return False


async def show(db: AsyncSession, actor: Actor, file_ids: Sequence[UUID]) -> dict[UUID, Shown]:
    """The pictures of these ids, for a domain that is going to show them to everybody: they are public from now on.

    Raises:
        ValidationFailed: with a detail for each that the actor may not see, or that is no picture. One that is public
            may be shown again by anybody: somebody else's product keeps its pictures when it is changed.
    """
    found = {file.id: file for file in await db.scalars(queries.showable_by(actor, file_ids))}
    wrong = [file_id for file_id in file_ids if file_id not in found or not found[file_id].is_picture]
    if wrong:
        raise ValidationFailed(details=[Detail("fileId", f"There is no picture {file_id}") for file_id in wrong])
    for file in found.values():
        if not file.public:
            file.public = True
            await audit.record(db, actor, "file.updated", resource=("file", file.id), changes=_MADE_PUBLIC)
    await db.flush()
    return {file.id: Shown(file.id, file.width or 1, file.height or 1) for file in found.values()}


_MADE_PUBLIC = audit.differences({"public": False}, {"public": True})


async def keep(db: AsyncSession, owner_id: UUID | None, name: str, content: bytes, *, public: bool = True) -> File:
    """A file that the house itself brings: of development data, or made by a job. It counts against no quota.

    Raises:
        PictureTooLarge: it is a picture whose pixels do not fit into memory.
    """
    named = clean(name)
    what = recognize(content[:HEAD], named)
    file = File(id=uuid7(), owner_id=owner_id, name=named, public=public, variants=[])
    file.receive(what, len(content))
    await runtime_of(db).storage.put(file.path, content, headers=storage_headers(named, what.content_type))
    db.add(file)
    await db.flush()
    if file.status == FileStatus.PROCESSING:
        await defer(db, make_variants, file_id=str(file.id))
    return file
