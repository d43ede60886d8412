"""/files"""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from groundwork.domains.files import queries, service
from groundwork.domains.files.errors import InUse
from groundwork.domains.files.policy import DELETE, DELETE_OWN, READ, READ_OWN, UPDATE, UPDATE_OWN
from groundwork.domains.files.schemas import FileItem, FileOut, FileQuery, FileUpdate, UsageOut, shown
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router

files = router("/files", "files")


@files.get("", response_model=Page[FileItem])
@requires(READ, READ_OWN)
async def list_files(actor: SignedIn, query: Annotated[FileQuery, Query()], runtime: Running) -> Envelope:
    """List one's own files, the newest first; administrators see everybody's."""
    if actor.may(READ):
        return await queries.all_files.answer(runtime, query)
    return await queries.own_files.answer(runtime, query, user_id=actor.user_id)


@files.get("/usage", response_model=Success[UsageOut])
@requires(READ_OWN)
async def get_file_usage(actor: SignedIn, db: Db) -> Envelope:
    """Get how much room one's files take, and how much there is."""
    return Envelope(UsageOut.model_validate(await service.usage_of(db, actor)))


@files.get("/{id}", response_model=Success[FileOut], responses=VERSIONED)
@requires(READ, READ_OWN)
async def get_file(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Get a file."""
    file = await service.get_visible(db, actor, id)
    return Envelope(shown(file), etag=service.version_of(file))


@files.patch("/{id}", response_model=Success[FileOut], responses=refusals(InUse))
@requires(UPDATE, UPDATE_OWN)
async def update_file(
    actor: SignedIn,
    id: UUID,  # noqa: A002  (the name on the wire)
    changes: FileUpdate,
    expected: ExpectedVersion,
    db: Db,
) -> Envelope:
    """Rename a file, or say whether everybody may open it."""
    file = await service.update_file(db, actor, id, changes.changes(), expected)
    return Envelope(shown(file), etag=service.version_of(file))


@files.delete("/{id}", response_model=Done, responses=refusals(InUse))
@requires(DELETE, DELETE_OWN)
async def delete_file(actor: SignedIn, id: UUID, expected: ExpectedVersion, db: Db) -> Envelope:  # noqa: A002
    """Delete a file that nothing shows."""
    await service.delete_file(db, actor, id, expected)
    return Envelope(message="File deleted")
