"""What accounts, mails and the job queue keep about people."""

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import avatars, queries, service
from groundwork.domains.accounts.models import DataExport, Erasure, User, UserProfile
from groundwork.kernel.database import driver_connection
from groundwork.kernel.idempotency import IdempotencyKey
from groundwork.kernel.mail import Mail
from groundwork.kernel.personal_data import PersonalData, rows_of
from groundwork.kernel.runtime import runtime_of

_JOBS = """
    {act} procrastinate_jobs
    WHERE status <> 'doing' AND jsonb_path_exists(args, '$.** ? (@ == $known[*])', %s)
"""


async def _forget_user(db: AsyncSession, user_id: UUID) -> None:
    user = await db.get(User, user_id)
    if user is not None:
        user.forget()


async def _pictures(db: AsyncSession, user_id: UUID) -> list[str]:
    user = await db.get(User, user_id)
    return avatars.files_of(user.profile_picture_url) if user else []


async def _archives(db: AsyncSession, user_id: UUID) -> list[str]:
    return [export.path for export in await db.scalars(queries.exports_of(user_id))]


async def _erase_exports(db: AsyncSession, user_id: UUID) -> None:
    await runtime_of(db).storage.delete(await _archives(db, user_id))
    await _exports.erase(db, user_id)


async def _no_rows(_db: AsyncSession, _user_id: UUID) -> None:
    """What stays names nobody."""


async def _mails(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    columns = (Mail.id, Mail.recipient, Mail.subject, Mail.template, Mail.status, Mail.created_at, Mail.sent_at)
    addresses = await service.addresses_of(db, user_id, only_proven=True)
    rows = await db.execute(select(*columns).where(Mail.recipient.in_(addresses)))
    return [dict(row) for row in rows.mappings()]


async def _erase_mails(db: AsyncSession, user_id: UUID) -> None:
    transport = runtime_of(db).mail_transport
    for mail in await db.scalars(select(Mail).where(Mail.recipient.in_(await service.addresses_of(db, user_id)))):
        await transport.forget(mail.id)
        await db.delete(mail)


async def _jobs(db: AsyncSession, user_id: UUID) -> list[dict[str, Any]]:
    connection = await driver_connection(db)
    known = _known(await service.addresses_of(db, user_id, only_proven=True))
    cursor = await connection.execute(_JOBS.format(act="SELECT task_name, args, status FROM"), [known])
    return [{"task": row[0], "arguments": row[1], "status": row[2]} for row in await cursor.fetchall()]


async def _erase_jobs(db: AsyncSession, user_id: UUID) -> None:
    connection = await driver_connection(db)
    known = _known(await service.addresses_of(db, user_id))
    await connection.execute(_JOBS.format(act="DELETE FROM"), [known])


def _known(addresses: list[str]) -> str:
    """By what a job's arguments name the person."""
    return orjson.dumps({"known": addresses}).decode()


_exports = rows_of(DataExport)
_users = rows_of(User, "id", secret={"password_hash"})

personal_data = [
    PersonalData("users", _users.export, _forget_user, files=_pictures),
    rows_of(UserProfile),
    PersonalData("data_exports", _exports.export, _erase_exports),
    PersonalData("erasures", rows_of(Erasure).export, _no_rows),
    PersonalData("mails", _mails, _erase_mails),
    rows_of(IdempotencyKey, secret={"fingerprint", "answer"}),
    PersonalData("procrastinate_jobs", _jobs, _erase_jobs),
]
