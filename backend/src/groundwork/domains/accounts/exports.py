"""Exports: all that is kept about a person, made by a job, fetched with a link that is good for 15 minutes."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import archives, queries
from groundwork.domains.accounts.errors import LinkExpired
from groundwork.domains.accounts.models import DataExport, User
from groundwork.domains.accounts.policy import EXPORT, EXPORT_OWN
from groundwork.domains.accounts.schemas import ExportOut
from groundwork.domains.accounts.service import get_visible
from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import is_signed, sign
from groundwork.kernel.errors import Forbidden, NotFound, RateLimitExceeded
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.mail import send_mail
from groundwork.kernel.rates import Rate
from groundwork.kernel.runtime import runtime_of
from groundwork.kernel.settings import Settings
from groundwork.kernel.storage import OpenObject

KEPT = timedelta(days=7)
LINK_LIFE = timedelta(minutes=15)
_PER_PERSON = Rate(5, 86400)
_PURPOSE = "data export"


async def request_export(db: AsyncSession, actor: Actor, user_id: UUID) -> DataExport:
    """Have a person's data put together; the one that is under way already, when there is one.

    Raises:
        NotFound, Forbidden: as the matrix says.
        RateLimitExceeded: there were enough for today.
    """
    user = await _exportable(db, actor, user_id, for_update=True)
    queued = await db.scalar(queries.queued_export_of(user.id).limit(1))
    if queued is not None:
        return queued
    window = await runtime_of(db).limiter.hit(f"export:{user.id}", _PER_PERSON)
    if window.exceeded:
        raise RateLimitExceeded("That is enough exports for today", retry_after=window.retry_after)
    export = DataExport(id=uuid7(), user_id=user.id, expires_at=now() + KEPT)
    db.add(export)
    await db.flush()
    await defer(db, build_export, export_id=str(export.id))
    await audit.record(db, actor, "user.export_requested", resource=("user", user.id))
    return export


async def list_exports(db: AsyncSession, actor: Actor, user_id: UUID) -> list[ExportOut]:
    """The exports of a person, the newest first; with links to download them for the person alone.

    Raises:
        NotFound, Forbidden: as the matrix says.
    """
    user = await _exportable(db, actor, user_id)
    exports = await db.scalars(queries.exports_of(user.id))
    return [shown(runtime_of(db).settings, actor, export) for export in exports]


def shown(settings: Settings, actor: Actor, export: DataExport) -> ExportOut:
    """An export as the actor sees it."""
    out = ExportOut.model_validate(export)
    moment = now()
    if export.is_ready(moment) and actor.user_id == export.user_id and actor.may(EXPORT_OWN):
        until = str(int((moment + LINK_LIFE).timestamp()))
        signature = sign(_secret(settings), _PURPOSE, str(export.id), until)
        out.download_url = f"/api/v1/exports/{export.id}/content?signature={until}.{signature}"
    return out


async def open_export(db: AsyncSession, actor: Actor, export_id: UUID, signature: str) -> OpenObject:
    """The archive, for who has a link that is still good.

    Raises:
        LinkExpired: it is not good, or no longer.
        NotFound: the archive has been deleted meanwhile.
    """
    runtime = runtime_of(db)
    until, _, mark = signature.partition(".")
    if not is_signed(mark, _secret(runtime.settings), _PURPOSE, str(export_id), until):
        raise LinkExpired
    if datetime.fromtimestamp(int(until), UTC) < now():
        raise LinkExpired
    export = await db.get(DataExport, export_id)
    content = await runtime.storage.open(export.path) if export and export.is_ready(now()) else None
    if export is None or content is None:
        raise NotFound
    await audit.record(db, actor, "user.export_downloaded", resource=("user", export.user_id), actor_id=export.user_id)
    return content


async def _exportable(db: AsyncSession, actor: Actor, user_id: UUID, *, for_update: bool = False) -> User:
    user = await get_visible(db, actor, user_id, for_update=for_update)
    if not (actor.may(EXPORT) or (actor.user_id == user.id and actor.may(EXPORT_OWN))):
        raise Forbidden
    return user


async def _build(db: AsyncSession, *, export_id: str) -> None:
    export = await db.get(DataExport, UUID(export_id), with_for_update=True)
    user = await db.get(User, export.user_id) if export else None
    if export is None or user is None:
        return
    runtime = runtime_of(db)
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        archive = Path(folder) / "export.zip"
        await archives.write_archive(db, user.id, archive)
        await runtime.storage.put(export.path, archive)
        export.finish(await asyncio.to_thread(_size, archive), now() + KEPT)
    context = {"first_name": user.first_name, "link": f"{runtime.settings.public_app_url}/settings/data"}
    await send_mail(db, to=user.email, template="accounts/export_ready", context={**context, "days": KEPT.days})


async def _note_failure(db: AsyncSession, error: Exception, *, export_id: str) -> None:  # noqa: ARG001  (the queue's)
    export = await db.get(DataExport, UUID(export_id), with_for_update=True)
    if export is not None:
        export.fail()


build_export = Job("accounts.build_export", _build, failed=_note_failure, attempts=5)


async def forget_expired(db: AsyncSession) -> None:
    """Delete the archives whose week is over."""
    expired = list(await db.scalars(queries.expired_exports(now())))
    await runtime_of(db).storage.delete(export.path for export in expired)
    for export in expired:
        await db.delete(export)


def _size(path: Path) -> int:
    return path.stat().st_size


def _secret(settings: Settings) -> str:
    return settings.session_secret.get_secret_value()
