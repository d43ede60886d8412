"""Showing again who one is, before changing what opens the account (ASVS 7.5.1)."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.auth import passwords
from groundwork.domains.auth.factors import passkeys, proofs
from groundwork.domains.auth.factors.errors import WrongCode
from groundwork.domains.auth.factors.models import Purpose
from groundwork.domains.auth.factors.proofs import Proof
from groundwork.domains.auth.factors.state import factors_of
from groundwork.domains.auth.sessions import confirm_session
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import AppError, Detail, InvalidToken, RateLimitExceeded, ValidationFailed
from groundwork.kernel.rates import Rate
from groundwork.kernel.runtime import Runtime

_PASSWORDS = Rate(5, 900)


async def options(db: AsyncSession, actor: Actor) -> tuple[list[str], dict[str, Any] | None]:
    """With what the actor can show who they are, and what the browser needs to ask a passkey."""
    user = await accounts.find_user(db, actor.signed_in_user())
    if user is None:
        raise InvalidToken
    methods: list[str] = list((await factors_of(db, user.id)).methods)
    if user.password_hash is not None:
        methods.insert(0, "password")
    if "passkey" not in methods:
        return methods, None
    return methods, await passkeys.request_options(db, Purpose.REAUTHENTICATION, user.id, actor.session_id)


async def reauthenticate(runtime: Runtime, actor: Actor, *, password: str | None, proof: Proof | None) -> None:
    """Note that the actor has shown again who they are: by a second factor where they have one, else by the password.

    Raises:
        ValidationFailed: what was sent is wrong or not enough; the field says which.
        RateLimitExceeded: there were too many wrong passwords or codes.
    """
    user_id = actor.signed_in_user()
    right_for = await _hash_behind(runtime, user_id, password) if password is not None else None
    prepared = None
    if proof is not None:
        prepared = await proofs.prepare(runtime, user_id, proof, Purpose.REAUTHENTICATION, bound_to=actor.session_id)
    async with transaction(runtime) as db:
        user = await accounts.lock_user(db, user_id)
        if user is None:
            raise InvalidToken
        refusal: AppError | None = None
        if password is not None and (right_for is None or right_for != user.password_hash):
            refusal = _wrong("password", "Is not your password")
        elif prepared is not None:
            refusal = await proofs.refusal_of(db, actor, user, prepared, WrongCode)
        elif (await factors_of(db, user_id)).methods:
            refusal = _wrong("code", "A second factor is needed")
        elif password is None:
            refusal = _wrong("password", "Required")
        if refusal is None:
            await confirm_session(db, actor, by=proof.method if proof else "password")
        else:
            method = proof.method if proof else "password"
            await proofs.note_refusal(db, actor, user, "session.confirmation_refused", method=method, refusal=refusal)
    if refusal is not None:
        raise refusal
    if proof is not None:
        await proofs.forgive(runtime, user_id, proof)


async def _hash_behind(runtime: Runtime, user_id: UUID, password: str) -> str | None:
    """The hash for which the password is right; none when it is wrong.

    Raises:
        RateLimitExceeded: there were too many wrong ones.
    """
    key = f"reauthentication:{user_id}"
    window = await runtime.limiter.hit(key, _PASSWORDS)
    if window.exceeded:
        raise RateLimitExceeded("Too many attempts. Please try again in 15 minutes", retry_after=window.retry_after)
    identity = await accounts.identity_of(runtime.database, user_id)
    known = await accounts.credentials_of(runtime.database, identity["email"]) if identity else None
    password_hash: str | None = known["password_hash"] if known else None
    if not await passwords.hasher(runtime.settings.password_rounds).is_right(password, password_hash):
        return None
    await runtime.limiter.clear(key)
    return password_hash


def _wrong(field: str, sentence: str) -> ValidationFailed:
    return ValidationFailed(details=[Detail(field, sentence)])
