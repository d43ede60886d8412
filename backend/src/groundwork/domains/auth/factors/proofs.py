"""A second factor that somebody shows: a code, or a passkey's signature."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.factors import passkeys, recovery_codes, totp
from groundwork.domains.auth.factors.errors import BadPasskey, TooManyCodes
from groundwork.domains.auth.factors.models import Purpose
from groundwork.domains.auth.factors.notices import tell
from groundwork.domains.auth.factors.schemas import Credential, Method
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import AppError
from groundwork.kernel.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Proof:
    """What is shown: ``code`` for the methods that have one, else ``credential``; maybe on a known ``device``."""

    method: Method
    code: str = ""
    credential: Credential | None = None
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A proof of which all is settled that does not depend on whether it is good."""

    proof: Proof
    challenge: bytes = b""
    refusal: AppError | None = None


async def prepare(
    runtime: Runtime, user_id: UUID, proof: Proof, purpose: Purpose, *, bound_to: UUID | None
) -> Prepared:
    """Count a code as a guess, use a passkey's challenge up: both stay so, whatever comes of the proof."""
    try:
        if proof.method == "totp":
            await totp.count_guess(runtime, user_id, proof.device)
        if proof.credential is None:
            return Prepared(proof)
        return Prepared(proof, await passkeys.take_challenge(runtime, purpose, proof.credential, bound_to=bound_to))
    except (TooManyCodes, BadPasskey) as error:
        return Prepared(proof, refusal=error)


async def refusal_of(
    db: AsyncSession, actor: Actor, user: User, prepared: Prepared, wrong_code: type[AppError]
) -> AppError | None:
    """Use the proof up, if it is good; else why it is not. ``user`` is locked."""
    if prepared.refusal is not None:
        return prepared.refusal
    proof = prepared.proof
    if proof.credential is not None:
        try:
            await passkeys.use(db, actor, user.id, credential=proof.credential, challenge=prepared.challenge)
        except BadPasskey as error:
            return error
        return None
    if proof.method == "totp":
        return None if await totp.use(db, user.id, proof.code) else wrong_code()
    if not await recovery_codes.use(db, user.id, proof.code):
        return wrong_code()
    left = await recovery_codes.count(db, user.id)
    await tell(db, user, f"A recovery code of your account was used just now; {left} are left")
    return None


async def note_refusal(
    db: AsyncSession, actor: Actor, user: User, action: str, *, method: str, refusal: AppError
) -> None:
    """Say so in the audit trail; and the owner hears it when codes are guessed by who has the first factor."""
    changes = {"method": method, "reason": refusal.code}
    await audit.record(db, actor, action, resource=("user", user.id), actor_id=user.id, changes=changes)
    if isinstance(refusal, TooManyCodes) and refusal.first:
        await tell(db, user, "Too many wrong codes were entered for your account just now")


async def forgive(runtime: Runtime, user_id: UUID, proof: Proof) -> None:
    """It was good, and counts as no guess."""
    if proof.method == "totp":
        await totp.forgive(runtime, user_id, proof.device)
