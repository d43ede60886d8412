"""Reads of files."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, String, bindparam, cast, func, literal, or_, select

from groundwork.domains.files.models import File, FileStatus
from groundwork.domains.files.policy import READ, READ_OWN
from groundwork.kernel.actor import Actor
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read

_content = literal("/api/v1/files/") + cast(File.id, String) + literal("/content")


def _files(source: Select[File]) -> Listing:
    return Listing(
        source=source,
        columns={
            "id": File.id,
            "name": File.name,
            "contentType": File.content_type,
            "size": File.size,
            "status": File.status,
            "public": File.public,
            "width": File.width,
            "height": File.height,
            "variants": File.variants,
            "ownerId": File.owner_id,
            "url": _content,
            "createdAt": File.created_at,
            "updatedAt": File.updated_at,
        },
        sorts={"createdAt": File.created_at, "name": File.name, "size": File.size},
        identity=File.id,
        filters={"type": File.kind, "owner": File.owner_id},
        search=(File.name,),
        created_at=File.created_at,
    )


_here = File.status != FileStatus.UPLOADING

all_files = _files(select(File).where(_here))
own_files = _files(select(File).where(File.owner_id == bindparam("user_id"), _here))

content_by_id = Read(
    select(
        File.id,
        File.owner_id,
        File.name,
        File.content_type,
        File.size,
        File.status,
        File.public,
        File.variants,
        File.sent_directly,
    ).where(File.id == bindparam("file_id"), _here)
)
"""What serving a file needs."""


def visible_to(actor: Actor) -> Select[File]:
    """The files that the actor may see, and those on their way."""
    if actor.may(READ):
        return select(File)
    own = actor.user_id if actor.may(READ_OWN) else None
    return select(File).where(File.owner_id == own)


def showable_by(actor: Actor, file_ids: Sequence[UUID]) -> Select[File]:
    """Those of the files that the actor may show to everybody: what they see, and what everybody may open already.

    They are locked, always in the same order, so that nothing deletes them before they are shown.
    """
    seen = visible_to(actor).with_only_columns(File.id)
    statement = select(File).where(File.id.in_(file_ids), or_(File.public, File.id.in_(seen)), _here)
    return statement.order_by(File.id).with_for_update()


def usage_of(user_id: UUID) -> Select[int, int]:
    """What the files of a user take, with what is set aside for those on their way; and how many there are."""
    return select(func.coalesce(func.sum(File.size), 0), func.count()).where(File.owner_id == user_id)


def owned_by(user_id: UUID) -> Select[File]:
    """The files of a user."""
    return select(File).where(File.owner_id == user_id)


def stuck(before: datetime) -> Select[File]:
    """Files that began to come in before a moment, and never did."""
    return select(File).where(File.status == FileStatus.UPLOADING, File.created_at < before)


def unprocessed(before: datetime) -> Select[File]:
    """Pictures whose variants should have been made before a moment."""
    return select(File).where(File.status == FileStatus.PROCESSING, File.updated_at < before)
