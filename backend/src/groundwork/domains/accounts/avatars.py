"""The picture of a user: kept in the storage under an address that nobody guesses and that never changes."""

import re
import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import pictures, queries
from groundwork.domains.accounts.models import User
from groundwork.domains.accounts.service import drop_after_commit, get_visible, require_update
from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.runtime import Runtime, runtime_of

_SHOWN = 128
"""The size whose address a user's ``profilePicture`` is; the others differ in the last segment."""

_KEY = re.compile(r"[A-Za-z0-9_-]{32}")
_UNUSED = timedelta(hours=1)


async def set_avatar(runtime: Runtime, actor: Actor, user_id: UUID, content: bytes) -> User:
    """Show this picture. No database connection is held while it is drawn and stored.

    Raises:
        NotFound, Forbidden: as the matrix says.
        NoPicture, PictureTooLarge, DamagedPicture: it is not one that can be shown.
    """
    async with transaction(runtime) as db:
        await _changeable(db, actor, user_id)
    drawn = await pictures.draw_anew(content)
    key = await store(runtime, drawn)
    async with transaction(runtime) as db:
        return await _show(db, actor, await _changeable(db, actor, user_id), address_of(key))


async def remove_avatar(db: AsyncSession, actor: Actor, user_id: UUID) -> None:
    """Show initials again.

    Raises:
        NotFound, Forbidden: as the matrix says.
    """
    user = await _changeable(db, actor, user_id)
    if user.profile_picture_url is not None:
        await _show(db, actor, user, None)


async def store(runtime: Runtime, drawn: dict[int, bytes]) -> str:
    """Keep the sizes of a picture; returns its key. What no user shows an hour later is swept away."""
    key = secrets.token_urlsafe(24)
    for size, content in drawn.items():
        await runtime.storage.put(_path(key, size), content)
    return key


async def read(runtime: Runtime, key: str, size: int) -> bytes | None:
    """A picture as WebP, if there is one."""
    if size not in pictures.SIZES or not _KEY.fullmatch(key):
        return None
    return await runtime.storage.read(_path(key, size))


def address_of(key: str) -> str:
    """Where a picture is served, below the address of the API."""
    return f"/avatars/{key}/{_SHOWN}"


def files_of(address: str | None) -> list[str]:
    """What the storage has of the picture at this address."""
    if address is None:
        return []
    return [_path(_key_of(address), size) for size in pictures.SIZES]


async def _changeable(db: AsyncSession, actor: Actor, user_id: UUID) -> User:
    user = await get_visible(db, actor, user_id, for_update=True)
    await require_update(db, actor, user.id)
    return user


async def _show(db: AsyncSession, actor: Actor, user: User, address: str | None) -> User:
    if user.profile_picture_url is not None:
        await defer(db, delete_picture, address=user.profile_picture_url)
    user.show_picture(address)
    await db.flush()
    action = "user.avatar_removed" if address is None else "user.avatar_changed"
    await audit.record(db, actor, action, resource=("user", user.id))
    drop_after_commit(db, user.id)
    return user


async def _delete_picture(db: AsyncSession, *, address: str) -> None:
    await runtime_of(db).storage.delete(files_of(address))


async def sweep(db: AsyncSession) -> None:
    """Delete pictures whose upload ended before a user showed them."""
    storage = runtime_of(db).storage
    used = {_key_of(address) for address in await db.scalars(queries.pictures_in_use()) if address}
    old = now() - _UNUSED
    unused = [
        found.path
        async for found in storage.below("avatars")
        if found.modified < old and not _is_used(found.path, used)
    ]
    await storage.delete(unused)


delete_picture = Job("accounts.delete_picture", _delete_picture)


def _is_used(path: str, keys: Iterable[str]) -> bool:
    return path.split("/")[1] in keys


def _path(key: str, size: int) -> str:
    return f"avatars/{key}/{size}.webp"


def _key_of(address: str) -> str:
    return address.split("/")[2]
