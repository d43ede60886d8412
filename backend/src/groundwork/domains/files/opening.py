"""What is in a file, for those who may open it: whole, in part, or a picture in a smaller size."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.files import queries, service
from groundwork.domains.files.errors import LinkExpired
from groundwork.domains.files.kinds import INLINE
from groundwork.domains.files.models import FileStatus
from groundwork.domains.files.names import disposition
from groundwork.domains.files.policy import READ, READ_OWN, SHARE, SHARE_OWN
from groundwork.domains.files.schemas import address_of
from groundwork.domains.files.signatures import is_good, signature
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import Forbidden, NotFound
from groundwork.kernel.runtime import Runtime, runtime_of

LINK_LIFE = timedelta(minutes=15)
_PURPOSE = "file content"
_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_A_WHILE = "public, max-age=300"
_ASK_AGAIN = "private, no-cache"


@dataclass(frozen=True, slots=True)
class Content:
    """Something to be sent: where it is, how large, and what it is sent with."""

    path: str
    size: int | None
    version: tuple[str, ...]
    headers: dict[str, str]


async def find(
    runtime: Runtime,
    actor: Actor,
    file_id: UUID,
    *,
    variant: int | None,
    accept: str,
    download: bool,
    link: tuple[int, str] | None,
) -> Content:
    """What to send to who asks. ``variant``: the width that is wanted; ``link``: end and signature of a signed address.

    Raises:
        NotFound: there is no such file, or the actor may not know.
        LinkExpired: the link is not good, or no longer.
    """
    if link is not None and not is_good(runtime.settings, _PURPOSE, file_id, *link):
        raise LinkExpired
    file = await queries.content_by_id.first(runtime.database, file_id=file_id)
    if file is None or not (link is not None or file["public"] or _may_open(actor, file["owner_id"])):
        raise NotFound
    if variant is not None and file["variants"]:
        return _variant(file, variant, accept, download=download)
    caching = _FOR_A_WHILE if file["public"] and file["status"] == FileStatus.READY else _ASK_AGAIN
    return Content(
        f"files/{file_id}/original",
        file["size"],
        (str(file_id), "original"),
        _headers(file["name"], file["content_type"], caching, download=download),
    )


def _may_open(actor: Actor, owner_id: UUID | None) -> bool:
    return actor.may(READ) or (actor.user_id is not None and actor.user_id == owner_id and actor.may(READ_OWN))


def _variant(file: dict[str, Any], wanted: int, accept: str, *, download: bool) -> Content:
    """The smallest that is as wide as wanted, or the widest."""
    widths = sorted(variant["width"] for variant in file["variants"])
    width = next((width for width in widths if width >= wanted), widths[-1])
    kind = "avif" if re.search(r"\bimage/avif\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", accept) else "webp"
    caching = _FOR_EVER if file["public"] else _ASK_AGAIN
    name = f"{file['name'].rpartition('.')[0] or file['name']}-{width}.{kind}"
    headers = _headers(name, f"image/{kind}", caching, download=download)
    headers["Vary"] = "Accept"
    return Content(f"files/{file['id']}/{width}.{kind}", None, (str(file["id"]), str(width), kind), headers)


def _headers(name: str, content_type: str, caching: str, *, download: bool) -> dict[str, str]:
    """Should a browser ever take it for a page, it is one that can do nothing."""
    inline = INLINE.fullmatch(content_type) is not None and not download
    charset = "; charset=utf-8" if content_type.startswith("text/") else ""
    return {
        "Content-Type": content_type + charset,
        "Content-Disposition": disposition(name, inline=inline),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": caching,
    }


async def make_link(db: AsyncSession, actor: Actor, file_id: UUID) -> tuple[str, datetime]:
    """An address that opens the file for 15 minutes without signing in, and when it ends.

    Where the storage can be asked itself, it is its address; not for what a client put there with headers of its own.

    Raises:
        NotFound, Forbidden: as the matrix says.
    """
    file = await service.get_visible(db, actor, file_id)
    if not (actor.may(SHARE) or (actor.user_id == file.owner_id and actor.may(SHARE_OWN))):
        raise Forbidden
    if file.status == FileStatus.UPLOADING:
        raise NotFound
    runtime = runtime_of(db)
    expires_at = now().replace(microsecond=0) + LINK_LIFE
    await audit.record(db, actor, "file.link_made", resource=("file", file.id))
    straight = None if file.sent_directly else await runtime.storage.download_address(file.path, LINK_LIFE)
    if straight is not None:
        return straight, expires_at
    until = int(expires_at.timestamp())
    mark = signature(runtime.settings, _PURPOSE, file.id, until)
    return f"{runtime.settings.public_api_url}{address_of(file.id)}?expires={until}&signature={mark}", expires_at
