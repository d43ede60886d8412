"""/files/{id}/content and /files/{id}/link: what goes out."""

import re
from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from starlette.responses import StreamingResponse

from groundwork.domains.files import opening
from groundwork.domains.files.errors import LinkExpired
from groundwork.domains.files.policy import OPEN, SHARE, SHARE_OWN
from groundwork.domains.files.schemas import ContentQuery, LinkOut
from groundwork.kernel.errors import NotFound, RangeNotSatisfiable
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success, etag_of, matches
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.own_limits import uncounted
from groundwork.kernel.http.routing import router
from groundwork.kernel.runtime import Runtime

contents = router("/files", "files")

_BYTES: dict[str, Any] = {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@contents.get(
    "/{id}/content",
    response_class=Response,
    responses={
        200: {"description": "The file", **_BYTES},
        206: {"description": "The part of it that was asked for", **_BYTES},
        304: {"description": "It is the version that the client has"},
        **refusals(LinkExpired, RangeNotSatisfiable),
    },
)
@requires(OPEN)
@uncounted
async def get_file_content(
    actor: AnyActor,
    id: UUID,  # noqa: A002  (the name on the wire)
    query: Annotated[ContentQuery, Query()],
    request: Request,
    runtime: Running,
) -> Response:
    """Get what is in a file: public ones without signing in, others by their owner, administrators, or with a link."""
    content = await opening.find(
        runtime,
        actor,
        id,
        variant=query.variant,
        accept=request.headers.get("accept", ""),
        download=query.download,
        link=query.link(),
    )
    return await _send(runtime, request, content)


async def _send(runtime: Runtime, request: Request, content: opening.Content) -> Response:
    etag = etag_of(*content.version)
    headers = {**content.headers, "ETag": etag, "Accept-Ranges": "bytes"}
    known = request.headers.get("if-none-match")
    if known is not None and matches(known, etag):
        return Response(status_code=304, headers=_without_body(headers))
    size = content.size if content.size is not None else await runtime.storage.size(content.path)
    if size is None:
        raise NotFound
    part = _part(request, etag, size)
    first, after = part or (0, size)
    headers["Content-Length"] = str(after - first)
    if part:
        headers["Content-Range"] = f"bytes {first}-{after - 1}/{size}"
    status = 206 if part else 200
    if request.method == "HEAD" or size == 0:
        return StreamingResponse(_nothing(), status, headers)
    opened = await runtime.storage.open(content.path, part)
    if opened is None:
        raise NotFound
    return StreamingResponse(opened.chunks, status, headers)


def _without_body(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in {"Content-Type", "Content-Disposition"}}


def _part(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """The first byte that is wanted and the one after the last; none for the whole (RFC 9110, section 14.2).

    Several ranges at once, and what is no range, get the whole, as the RFC allows.

    Raises:
        RangeNotSatisfiable: the file ends before it.
    """
    asked = _RANGE.fullmatch(request.headers.get("range", "").replace(" ", ""))
    condition = request.headers.get("if-range")
    if request.method != "GET" or asked is None or asked[0] == "bytes=-" or condition not in {None, etag}:
        return None
    if not asked[1]:
        first, after = max(0, size - int(asked[2])), size
    else:
        first, after = int(asked[1]), min(size, int(asked[2]) + 1) if asked[2] else size
        if asked[2] and int(asked[2]) < first:
            return None
    if first >= size:
        raise RangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"})
    return first, after


async def _nothing() -> AsyncIterator[bytes]:
    for _ in ():
        yield b""


@contents.post("/{id}/link", response_model=Success[LinkOut])
@requires(SHARE, SHARE_OWN)
async def create_file_link(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Make a link that opens the file for 15 minutes, for whoever has it."""
    url, expires_at = await opening.make_link(db, actor, id)
    return Envelope(LinkOut(url=url, expires_at=expires_at))
