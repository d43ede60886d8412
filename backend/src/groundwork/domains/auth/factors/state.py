"""Which factors a user has."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.auth.factors import recovery_codes, totp
from groundwork.domains.auth.factors.models import Passkey
from groundwork.domains.auth.factors.schemas import Method


@dataclass(frozen=True, slots=True)
class Factors:
    """What a user has set up."""

    totp: bool
    recovery_codes_left: int
    passkeys: int

    @property
    def methods(self) -> tuple[Method, ...]:
        """With what sign-in can be completed; nothing when no second factor is asked for."""
        if not self.totp and not self.passkeys:
            return ()
        offered: list[Method] = ["totp"] if self.totp else []
        if self.passkeys:
            offered.append("passkey")
        if self.recovery_codes_left:
            offered.append("recoveryCode")
        return tuple(offered)


async def factors_of(db: AsyncSession, user_id: UUID) -> Factors:
    """The factors of a user."""
    return Factors(
        totp=await totp.is_active(db, user_id),
        recovery_codes_left=await recovery_codes.count(db, user_id),
        passkeys=await db.scalar(select(func.count()).where(Passkey.user_id == user_id)) or 0,
    )
