"""Authenticator apps: TOTP (RFC 6238) with SHA-1, six digits and steps of 30 seconds, which every app knows."""

import hmac
import re
from dataclasses import dataclass
from uuid import UUID

import pyotp
import segno
from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.service import User
from groundwork.domains.auth.factors import recovery_codes
from groundwork.domains.auth.factors.errors import TooManyCodes, TotpActive, WrongCode
from groundwork.domains.auth.factors.models import TotpFactor
from groundwork.kernel.clock import now
from groundwork.kernel.rates import Rate
from groundwork.kernel.runtime import Runtime

_STEP = 30
_DRIFT = 1
"""Steps by which the clock of the person's device may be off (RFC 6238, section 5.2)."""
_ISSUER = "Groundwork"
_GUESSES = (Rate(5, 900), Rate(30, 86400))
"""Wrong codes for an account; with three codes good at any time, a year of guessing finds one in thirty accounts."""


@dataclass(frozen=True, slots=True)
class Enrollment:
    """What an authenticator app needs to know."""

    secret: str
    otpauth_uri: str
    qr_svg: str


async def begin(db: AsyncSession, user: User) -> Enrollment:
    """A new secret, which counts once a code of it was shown; one that was never activated is void.

    Raises:
        TotpActive: there is an app already.
    """
    factor = await _lock(db, user.id)
    if factor is not None and factor.is_active:
        raise TotpActive
    secret = pyotp.random_base32()
    if factor is None:
        db.add(TotpFactor(user_id=user.id, secret=secret))
    else:
        factor.secret = secret
    uri = pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=_ISSUER)
    return Enrollment(secret, uri, segno.make(uri, error="m", micro=False).svg_inline(scale=5, border=4))


async def activate(db: AsyncSession, user: User, code: str) -> list[str]:
    """Count the app from now on; returns ten new recovery codes.

    Raises:
        WrongCode: it is not a code of the secret that was shown last.
        TotpActive: there is an app already.
    """
    factor = await _lock(db, user.id)
    if factor is not None and factor.is_active:
        raise TotpActive
    step = _step_of(factor.secret, code, after=0) if factor is not None else None
    if factor is None or step is None:
        raise WrongCode
    factor.activate(step)
    return await recovery_codes.make(db, user.id)


async def is_active(db: AsyncSession, user_id: UUID) -> bool:
    """Whether the user has an app that counts."""
    return (await db.scalar(select(TotpFactor.id).where(*_active(user_id)))) is not None


async def remove(db: AsyncSession, user_id: UUID) -> bool:
    """Forget the user's app; whether it counted."""
    activated_at = await db.scalar(
        delete(TotpFactor).where(TotpFactor.user_id == user_id).returning(TotpFactor.activated_at)
    )
    return activated_at is not None


async def count_guess(runtime: Runtime, user_id: UUID, device: str | None) -> None:
    """Count a code before it is looked at, so that a hundred at once count as many (ASVS 6.3.1).

    ``device``: one with which the user has signed in before. It is counted by itself: whatever a stranger who knows the
    password does elsewhere, it gets in.

    Raises:
        TooManyCodes: there were too many wrong ones.
    """
    for rate in _GUESSES:
        window = await runtime.limiter.hit(_counter(user_id, device, rate), rate)
        if window.exceeded:
            raise TooManyCodes(window.retry_after, first=window.remaining == -1)


async def forgive(runtime: Runtime, user_id: UUID, device: str | None) -> None:
    """The code was right and does not count."""
    for rate in _GUESSES:
        await runtime.limiter.take_back(_counter(user_id, device, rate))


async def use(db: AsyncSession, user_id: UUID, code: str) -> bool:
    """Use a code up, if it is right.

    Its step is written by one conditional statement, so of several who try it at the same time one succeeds, and
    neither it nor an older one ever does again (ASVS 6.5.1).
    """
    factor = await db.scalar(select(TotpFactor).where(*_active(user_id)))
    step = _step_of(factor.secret, code, after=factor.last_step) if factor is not None else None
    if step is None:
        return False
    used = await db.scalar(
        update(TotpFactor)
        .where(*_active(user_id), TotpFactor.last_step < step)
        .values(last_step=step)
        .returning(TotpFactor.id)
    )
    return used is not None


def _step_of(secret: str, code: str, *, after: int) -> int | None:
    """The step near now, later than ``after``, whose code it is."""
    digits = re.sub(r"\s", "", code).encode()
    current = int(now().timestamp()) // _STEP
    app = pyotp.TOTP(secret)
    for step in range(max(current - _DRIFT, after + 1), current + _DRIFT + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), digits):
            return step
    return None


async def _lock(db: AsyncSession, user_id: UUID) -> TotpFactor | None:
    return await db.scalar(select(TotpFactor).where(TotpFactor.user_id == user_id).with_for_update())


def _active(user_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return TotpFactor.user_id == user_id, TotpFactor.activated_at.is_not(None)


def _counter(user_id: UUID, device: str | None, rate: Rate) -> str:
    return f"second-factor:totp:{user_id}:{device or 'anywhere'}:{rate.period}"
