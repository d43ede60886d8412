"""Tokens that mails carry: made, and used up once."""

import secrets
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.auth.errors import BadMailToken
from groundwork.domains.auth.models import MailToken, Purpose
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from groundwork.kernel.ids import uuid7


async def new_token(
    db: AsyncSession, user_id: UUID, purpose: Purpose, life: timedelta, *, email: str | None = None
) -> str:
    """A token for a mail; the one before it for the same purpose is void."""
    token = secrets.token_urlsafe(32)
    moment = now()
    values = {
        "digest": digest(token),
        "email": email,
        "expires_at": moment + life,
        "created_at": moment,
        "updated_at": moment,
    }
    await db.execute(
        insert(MailToken)
        .values(id=uuid7(), user_id=user_id, purpose=purpose, **values)
        .on_conflict_do_update(constraint="mail_tokens_user_id_purpose_key", set_=values)
    )
    return token


class Redeemed(NamedTuple):
    """What a token that was used up was about."""

    user_id: UUID
    purpose: Purpose
    email: str | None


async def redeem(db: AsyncSession, token: str, *purposes: Purpose) -> Redeemed:
    """Use a token of one of the purposes up. Deleting is atomic, so of several callers one gets it.

    Raises:
        BadMailToken: unknown, used, superseded or too old.
    """
    row = (
        await db.execute(
            delete(MailToken)
            .where(MailToken.digest == digest(token), MailToken.purpose.in_(purposes), MailToken.expires_at > now())
            .returning(MailToken.user_id, MailToken.purpose, MailToken.email)
        )
    ).one_or_none()
    if row is None:
        raise BadMailToken
    return Redeemed(row.user_id, Purpose(row.purpose), row.email)
