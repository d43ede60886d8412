"""Signing in with a second factor, or with a passkey alone."""

from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.admission import SignedIn, begin_session
from groundwork.domains.auth.errors import AccountDeactivated
from groundwork.domains.auth.factors import challenges, passkeys, proofs
from groundwork.domains.auth.factors.errors import BadPasskey, WrongSecondFactor
from groundwork.domains.auth.factors.models import Purpose
from groundwork.domains.auth.factors.proofs import Proof
from groundwork.domains.auth.factors.schemas import Credential
from groundwork.domains.auth.throttle import device_of
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import AppError, InvalidToken
from groundwork.kernel.metrics import SIGN_INS
from groundwork.kernel.runtime import Runtime


async def passkey_options(db: AsyncSession, token: str) -> dict[str, Any]:
    """What the browser needs to complete the sign-in with this token by a passkey.

    Raises:
        InvalidToken: there is no such sign-in, or no longer.
    """
    sign_in = await challenges.find_sign_in(db, token)
    return await passkeys.request_options(db, Purpose.SECOND_FACTOR, sign_in.user_id, sign_in.id)


async def verify(runtime: Runtime, actor: Actor, *, token: str, proof: Proof, device_cookie: str | None) -> SignedIn:
    """Complete a sign-in with a second factor.

    Raises:
        InvalidToken: the challenge is unknown, used, too old, or was tried too often.
        WrongSecondFactor: the code is not good, or no longer.
        BadPasskey: the passkey's signature is not good.
        TooManyCodes: codes of this account's app were guessed; its other factors still work.
        AccountDeactivated: the account was closed meanwhile.
    """
    async with transaction(runtime) as db:
        sign_in = await challenges.attempt_sign_in(db, token)
    proof = replace(proof, device=device_of(runtime.settings, device_cookie, sign_in.user_id))
    prepared = await proofs.prepare(runtime, sign_in.user_id, proof, Purpose.SECOND_FACTOR, bound_to=sign_in.id)
    async with transaction(runtime) as db:
        user = await accounts.lock_user(db, sign_in.user_id)
        if user is None:
            raise InvalidToken
        if user.may_sign_in:
            refusal = await proofs.refusal_of(db, actor, user, prepared, WrongSecondFactor)
        else:
            refusal = AccountDeactivated()
        if refusal is None:
            await challenges.close_sign_in(db, sign_in.id)
            outcome = await begin_session(db, actor, user, by=f"{sign_in.first_factor}+{proof.method}")
        else:
            await proofs.note_refusal(
                db, actor, user, "user.second_factor_refused", method=proof.method, refusal=refusal
            )
    SIGN_INS.labels("refused" if refusal else "accepted").inc()
    if refusal is not None:
        raise refusal
    await proofs.forgive(runtime, sign_in.user_id, proof)
    return outcome


async def sign_in_with_passkey(runtime: Runtime, actor: Actor, credential: Credential) -> SignedIn:
    """A session for who has a passkey and has shown it who they are: two factors in one, so no other is asked for.

    Raises:
        BadPasskey: nobody has such a passkey, or its signature is not good; which is not told.
        AccountDeactivated: it is good, the account is closed.
    """
    challenge = await passkeys.take_challenge(runtime, Purpose.SIGN_IN, credential)
    refusal: AppError | None = None
    async with transaction(runtime) as db:
        user_id = await passkeys.owner_of(db, credential)
        user = await accounts.lock_user(db, user_id) if user_id is not None else None
        try:
            if user is None:
                raise BadPasskey
            await passkeys.use(db, actor, user.id, credential=credential, challenge=challenge, user_verified=True)
            if not user.may_sign_in:
                raise AccountDeactivated
            outcome = await begin_session(db, actor, user, by="passkey")
        except (BadPasskey, AccountDeactivated) as error:
            refusal = error
            resource = ("user", user.id) if user is not None else None
            await audit.record(
                db, actor, "user.sign_in_refused", resource=resource, changes={"by": "passkey", "reason": error.code}
            )
    SIGN_INS.labels("refused" if refusal else "accepted").inc()
    if refusal is not None:
        raise refusal
    return outcome
