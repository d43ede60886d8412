"""Challenges: of sign-ins that wait for their second factor, and for passkeys to sign. Good once, for five minutes."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.auth.factors.models import PasskeyChallenge, Purpose, SignInChallenge
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from groundwork.kernel.errors import InvalidToken

LIFE = timedelta(minutes=5)
_MOST_ATTEMPTS = 5


async def open_sign_in(db: AsyncSession, user_id: UUID, *, first_factor: str) -> str:
    """The token of a sign-in that waits for its second factor."""
    token = secrets.token_urlsafe(32)
    db.add(
        SignInChallenge(user_id=user_id, digest=digest(token), first_factor=first_factor, expires_at=now() + LIFE),
    )
    return token


async def find_sign_in(db: AsyncSession, token: str) -> SignInChallenge:
    """The sign-in with this token.

    Raises:
        InvalidToken: there is none, or no longer.
    """
    challenge = await db.scalar(select(SignInChallenge).where(*_open(token)))
    if challenge is None:
        raise InvalidToken
    return challenge


async def attempt_sign_in(db: AsyncSession, token: str) -> SignInChallenge:
    """Count an attempt to complete the sign-in with this token, before it is looked at.

    Raises:
        InvalidToken: there is none, or no longer, or there were too many attempts.
    """
    challenge: SignInChallenge | None = await db.scalar(
        update(SignInChallenge)
        .where(*_open(token))
        .values(attempts=SignInChallenge.attempts + 1)
        .returning(SignInChallenge)
    )
    if challenge is None:
        raise InvalidToken
    return challenge


async def close_sign_in(db: AsyncSession, challenge_id: UUID) -> None:
    """Use it up. Deleting is atomic, so of several who complete it at the same time one gets in.

    Raises:
        InvalidToken: somebody was first.
    """
    closed = await db.scalar(
        delete(SignInChallenge).where(SignInChallenge.id == challenge_id).returning(SignInChallenge.id)
    )
    if closed is None:
        raise InvalidToken


async def drop_sign_ins(db: AsyncSession, user_id: UUID) -> None:
    """No sign-in of this user that waits goes on."""
    await db.execute(delete(SignInChallenge).where(SignInChallenge.user_id == user_id))


async def ask_passkey(
    db: AsyncSession, purpose: Purpose, *, user_id: UUID | None = None, bound_to: UUID | None = None
) -> bytes:
    """Random bytes for a passkey to sign; those asked before by the same for the same purpose are void."""
    challenge = secrets.token_bytes(32)
    if bound_to is not None:
        await db.execute(
            delete(PasskeyChallenge).where(
                PasskeyChallenge.user_id == user_id,
                PasskeyChallenge.purpose == purpose,
                PasskeyChallenge.bound_to == bound_to,
            )
        )
    db.add(
        PasskeyChallenge(
            user_id=user_id,
            digest=digest(challenge.hex()),
            purpose=purpose,
            bound_to=bound_to,
            expires_at=now() + LIFE,
        )
    )
    return challenge


async def take_passkey_challenge(
    db: AsyncSession, purpose: Purpose, challenge: bytes, *, bound_to: UUID | None = None
) -> bool:
    """Use up a challenge that a passkey is said to have signed; whether it was one that was asked here and now.

    Commit it before the signature is looked at: it is void in any case.
    """
    taken = await db.scalar(
        delete(PasskeyChallenge)
        .where(
            PasskeyChallenge.digest == digest(challenge.hex()),
            PasskeyChallenge.purpose == purpose,
            PasskeyChallenge.bound_to.is_not_distinct_from(bound_to),
            PasskeyChallenge.expires_at > now(),
        )
        .returning(PasskeyChallenge.id)
    )
    return taken is not None


async def forget_expired(db: AsyncSession) -> None:
    """Delete challenges that can no longer be met."""
    for model in (SignInChallenge, PasskeyChallenge):
        await db.execute(delete(model).where(model.expires_at <= now()))


def _open(token: str) -> tuple[ColumnElement[bool], ...]:
    return (
        SignInChallenge.digest == digest(token),
        SignInChallenge.expires_at > now(),
        SignInChallenge.attempts < _MOST_ATTEMPTS,
    )
