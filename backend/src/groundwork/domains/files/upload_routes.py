"""/files: what comes in."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request

from groundwork.domains.files import incoming, service
from groundwork.domains.files.errors import (
    AlreadyComplete,
    FileMissing,
    FileTooLarge,
    LinkExpired,
    NoForm,
    NothingUploaded,
)
from groundwork.domains.files.models import File
from groundwork.domains.files.policy import CREATE_OWN, SEND
from groundwork.domains.files.schemas import FileOut, UploadCreate, UploadOut, shown
from groundwork.kernel.errors import Detail, InsufficientStorage, ValidationFailed
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.multipart import Form, Part
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.own_limits import takes_up_to
from groundwork.kernel.http.routing import router
from groundwork.kernel.http.streamed import OnceOnly
from groundwork.kernel.settings import Settings

uploads = router("/files", "files")

_FRAME = 16 * 1024
"""Bytes of a form beside the file, at most."""

_FORM: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "public": {"type": "boolean", "default": False},
                },
            }
        }
    },
}
_BYTES: dict[str, Any] = {
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}
_TRUTHS = {"true": True, "false": False}


def _largest_form(settings: Settings) -> int:
    return settings.files_max_bytes + _FRAME


def _largest_file(settings: Settings) -> int:
    return settings.files_max_bytes


@uploads.post(
    "",
    status_code=201,
    response_model=Success[FileOut],
    openapi_extra={"requestBody": _FORM},
    responses=refusals(FileTooLarge, NoForm, InsufficientStorage),
)
@requires(CREATE_OWN)
@takes_up_to(_largest_form)
async def create_file(actor: SignedIn, request: Request, runtime: Running, once: OnceOnly) -> Envelope:
    """Upload a file, as the part `file` of a form; the part `public` says whether everybody may open it."""
    form = Form(request.headers.get("content-type", ""), request.stream())
    upload = incoming.Upload(runtime, actor, await once.look(_uploaded))
    try:
        public = await _read(form, upload, _announced(request))
        file = await upload.finish(public=public)
    except BaseException:
        await upload.abandon()
        raise
    return _uploaded(file)


def _uploaded(file: File) -> Envelope:
    return _answer(file, status=201)


async def _read(form: Form, upload: incoming.Upload, expected: int) -> bool:
    """Receive the file; returns what the form says about who may open it.

    Raises:
        ValidationFailed: the form has other fields, or one twice.
    """
    public: bool | None = None
    has_file = False
    async for part in form.parts():
        if part.name == "file" and part.filename is not None and not has_file:
            has_file = True
            await upload.receive(part.filename, part.chunks, expected=expected)
        elif part.name == "public" and public is None:
            public = await _truth(part)
        else:
            again = part.name in {"file", "public"} and (part.name == "public" or has_file)
            message = "Must be given once" if again else "Must be a file" if part.name == "file" else "Unknown field"
            raise ValidationFailed(details=[Detail(part.name[:100], message)])
    if not has_file:
        raise FileMissing
    return public or False


async def _truth(part: Part) -> bool:
    value = _TRUTHS.get((await part.text()).strip().lower())
    if value is None:
        raise ValidationFailed(details=[Detail(part.name, "Must be true or false")])
    return value


def _announced(request: Request) -> int:
    """How large the file is at least, as far as the request says so."""
    length = request.headers.get("content-length")
    return max(0, int(length) - _FRAME) if length else 0


@uploads.post("/uploads", status_code=201, response_model=Success[UploadOut], responses=refusals(FileTooLarge))
@requires(CREATE_OWN)
async def create_upload(actor: SignedIn, form: UploadCreate, runtime: Running, db: Db) -> Envelope:
    """Announce a file, and get an address to send it to. Then complete it."""
    announced = await incoming.announce(db, runtime, actor, name=form.name, size=form.size, public=form.public)
    ticket = announced.ticket
    body = UploadOut(
        id=announced.file.id, url=ticket.url, headers=dict(ticket.headers), expires_at=announced.expires_at
    )
    return Envelope(body, status=201)


@uploads.put(
    "/uploads/{id}",
    response_model=Done,
    openapi_extra={"requestBody": _BYTES},
    responses=refusals(LinkExpired, FileTooLarge, AlreadyComplete, InsufficientStorage),
)
@requires(SEND)
@takes_up_to(_largest_file)
async def send_upload(
    _actor: AnyActor,
    id: UUID,  # noqa: A002  (the name on the wire)
    expires: Annotated[int, Query(ge=0, le=2**53)],
    signature: Annotated[str, Query(max_length=100)],
    request: Request,
    runtime: Running,
) -> Envelope:
    """Send an announced file to the address that was given for it: the bytes themselves."""
    await incoming.take(runtime, id, expires, signature, request.stream())
    return Envelope(message="Received; complete the upload now")


@uploads.post("/{id}/completion", response_model=Success[FileOut], responses=refusals(NothingUploaded, FileTooLarge))
@requires(CREATE_OWN)
async def complete_upload(actor: SignedIn, id: UUID, runtime: Running) -> Envelope:  # noqa: A002
    """Complete an upload: what was sent is looked at and counted."""
    return _answer(await incoming.complete(runtime, actor, id), status=200)


def _answer(file: File, *, status: int) -> Envelope:
    return Envelope(shown(file), etag=service.version_of(file), status=status)
