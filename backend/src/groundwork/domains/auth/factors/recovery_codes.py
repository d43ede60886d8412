"""Recovery codes: ten, shown once, good once each."""

import re
import secrets
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.auth.factors.models import RecoveryCode
from groundwork.kernel.crypto import digest

_MANY = 10
_GROUPS, _LETTERS_EACH = 5, 5
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: what looks alike is not in it."""
_LOOKALIKES = str.maketrans("oil", "011")


async def make(db: AsyncSession, user_id: UUID) -> list[str]:
    """Ten new codes as ``k7qx2-m4p9t-zcw3h-d8fgn-5rjv1``; older ones are void.

    125 bits each, so that a plain digest keeps them (ASVS 6.5.2), and guessing needs no limit that could lock the owner
    out.
    """
    await forget(db, user_id)
    codes = ["-".join(_group() for _ in range(_GROUPS)) for _ in range(_MANY)]
    db.add_all([RecoveryCode(user_id=user_id, digest=_digest(code)) for code in codes])
    return codes


async def use(db: AsyncSession, user_id: UUID, code: str) -> bool:
    """Use a code up, if it is one. Deleting is atomic, so of several who try it at the same time one succeeds."""
    used = await db.scalar(
        delete(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.digest == _digest(code))
        .returning(RecoveryCode.id)
    )
    return used is not None


async def count(db: AsyncSession, user_id: UUID) -> int:
    """How many are left."""
    return await db.scalar(select(func.count()).where(RecoveryCode.user_id == user_id)) or 0


async def forget(db: AsyncSession, user_id: UUID) -> None:
    """All codes are void."""
    await db.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS_EACH))


def _digest(code: str) -> str:
    """Of the code however it was typed: capitals, spaces, dashes, and letters for the digits they look like."""
    return digest(re.sub(r"[\s-]", "", code.lower()).translate(_LOOKALIKES))
