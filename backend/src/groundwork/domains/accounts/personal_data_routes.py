"""/users/{id}/export, /users/{id}/erasure and /exports: what leaves, and what is forgotten."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from starlette.responses import StreamingResponse

from groundwork.domains.accounts import erasure, exports
from groundwork.domains.accounts.errors import LastAdministrator, LinkExpired
from groundwork.domains.accounts.policy import DOWNLOAD, ERASE, ERASE_OWN, EXPORT, EXPORT_OWN
from groundwork.domains.accounts.schemas import ErasureOut, ExportOut
from groundwork.kernel.errors import Forbidden, ReauthenticationRequired
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.routing import router

personal = router("/users", "users")
archives = router("/exports", "users")

_ARCHIVE = {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}, "description": "A ZIP"}


@personal.post("/{id}/export", status_code=202, response_model=Success[ExportOut])
@requires(EXPORT, EXPORT_OWN)
async def request_export(actor: SignedIn, id: UUID, runtime: Running, db: Db) -> Envelope:  # noqa: A002
    """Have a user's data put together; the user gets a mail when it is ready. It is kept for seven days."""
    export = await exports.request_export(db, actor, id)
    return Envelope(exports.shown(runtime.settings, actor, export), status=202)


@personal.get("/{id}/exports", response_model=Success[list[ExportOut]])
@requires(EXPORT, EXPORT_OWN)
async def list_exports(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """List a user's exports, the newest first; for the user with links to download them."""
    return Envelope([item.model_dump(by_alias=True) for item in await exports.list_exports(db, actor, id)])


@archives.get(
    "/{id}/content",
    response_class=Response,
    responses={200: _ARCHIVE, **refusals(LinkExpired)},
)
@requires(DOWNLOAD)
async def download_export(
    actor: AnyActor,
    id: UUID,  # noqa: A002  (the name on the wire)
    signature: Annotated[str, Query(max_length=100, description="As in `downloadUrl`")],
    db: Db,
) -> Response:
    """Download an export by its link: a ZIP archive with one JSON file a table, and the user's files."""
    content = await exports.open_export(db, actor, id, signature)
    headers = {
        "Content-Length": str(content.size),
        "Content-Disposition": 'attachment; filename="personal-data.zip"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return StreamingResponse(content.chunks, media_type="application/zip", headers=headers)


@personal.post(
    "/{id}/erasure",
    status_code=202,
    response_model=Success[ErasureOut],
    responses=refusals(LastAdministrator, Forbidden, ReauthenticationRequired),
)
@requires(ERASE, ERASE_OWN)
async def request_erasure(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Have a user's data erased in 14 days. Until then the account works, and the wish can be withdrawn."""
    return Envelope(ErasureOut.model_validate(await erasure.request_erasure(db, actor, id)), status=202)


@personal.get("/{id}/erasure", response_model=Success[ErasureOut])
@requires(ERASE, ERASE_OWN)
async def get_erasure(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Get when a user's data is erased; 404 while nobody has asked for it."""
    return Envelope(ErasureOut.model_validate(await erasure.get_erasure(db, actor, id)))


@personal.delete("/{id}/erasure", response_model=Done)
@requires(ERASE, ERASE_OWN)
async def withdraw_erasure(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Withdraw the wish to be erased: everything stays."""
    await erasure.withdraw_erasure(db, actor, id)
    return Envelope(message="Nothing will be erased")
