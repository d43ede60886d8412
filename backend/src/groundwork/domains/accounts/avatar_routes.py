"""/users/{id}/avatar, and the pictures themselves at /avatars/{key}/{size}."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from groundwork.domains.accounts import avatars, pictures, service
from groundwork.domains.accounts.policy import UPDATE, UPDATE_OWN, UPDATE_TEAM
from groundwork.domains.accounts.schemas import UserOut
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.routing import router
from groundwork.kernel.pictures import NoPicture, PictureTooLarge

user_avatars = router("/users", "users")
shown_avatars = APIRouter(include_in_schema=False)

_KINDS = ("image/jpeg", "image/png", "image/webp", "image/gif")
_BINARY = {"schema": {"type": "string", "format": "binary", "maxLength": pictures.MOST_BYTES}}
_BODY: dict[str, Any] = {
    "description": "The picture itself, at most 5 MB. What it is shows its content, not what it is called",
    "required": True,
    "content": dict.fromkeys(_KINDS, _BINARY),
}
_SERVED = {
    "Cache-Control": "public, max-age=31536000, immutable",
    # Should a browser ever take it for a page, it is one that can do nothing.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
}


@user_avatars.put(
    "/{id}/avatar",
    response_model=Success[UserOut],
    openapi_extra={"requestBody": _BODY},
    responses=refusals(NoPicture, PictureTooLarge),
)
@requires(UPDATE, UPDATE_TEAM, UPDATE_OWN)
async def set_avatar(actor: SignedIn, id: UUID, request: Request, runtime: Running) -> Envelope:  # noqa: A002
    """Set a user's picture: JPEG, PNG, WebP or GIF. Its middle is shown in squares of 64, 128 and 512 pixels."""
    user = await avatars.set_avatar(runtime, actor, id, await _picture(request))
    return Envelope(UserOut.model_validate(user), etag=service.version_of(user))


@user_avatars.delete("/{id}/avatar", response_model=Done)
@requires(UPDATE, UPDATE_TEAM, UPDATE_OWN)
async def remove_avatar(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Remove a user's picture."""
    await avatars.remove_avatar(db, actor, id)
    return Envelope(message="Picture removed")


@shown_avatars.get("/avatars/{key}/{size}")
async def avatar(key: str, size: int, runtime: Running) -> Response:
    """A picture. Whoever knows its address may see it; the address of another picture is another one."""
    content = await avatars.read(runtime, key, size)
    if content is None:
        raise NotFound
    return Response(content, headers=_SERVED, media_type="image/webp")


async def _picture(request: Request) -> bytes:
    """The body, as far as it may go.

    Raises:
        NoPicture: it is declared as something else.
        PictureTooLarge: it has more bytes than a picture may.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in _KINDS:
        raise NoPicture
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > pictures.MOST_BYTES:
            raise PictureTooLarge(
                f"The picture is larger than {pictures.MOST_BYTES} bytes", headers={"Connection": "close"}
            )
    return bytes(content)
