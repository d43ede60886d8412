"""Passkeys: adding, naming, removing them, and having them sign."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.factors import challenges
from groundwork.domains.auth.factors.ceremonies import RelyingParty, challenge_in, user_handle_of
from groundwork.domains.auth.factors.errors import BadPasskey, PasskeyKnown, TooManyPasskeys
from groundwork.domains.auth.factors.models import Passkey, Purpose
from groundwork.domains.auth.factors.schemas import Credential, NewCredential
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.runtime import Runtime, runtime_of

_MOST = 20


async def list_own(db: AsyncSession, user_id: UUID) -> Sequence[Passkey]:
    """The user's passkeys, the oldest first."""
    statement = select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.created_at, Passkey.id)
    return (await db.scalars(statement)).all()


async def get_own(db: AsyncSession, user_id: UUID, passkey_id: UUID, *, for_update: bool = False) -> Passkey:
    """One of the user's passkeys.

    Raises:
        NotFound: it is not theirs, or does not exist.
    """
    statement = select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == user_id)
    passkey = await db.scalar(statement.with_for_update() if for_update else statement)
    if passkey is None:
        raise NotFound
    return passkey


def version_of(passkey: Passkey) -> str:
    """The entity tag of its present state."""
    return etag_of(passkey.id, passkey.updated_at)


async def creation_options(db: AsyncSession, user: User, session_id: UUID | None) -> dict[str, Any]:
    """What the browser needs to make a passkey, in this session."""
    challenge = await challenges.ask_passkey(db, Purpose.REGISTRATION, user_id=user.id, bound_to=session_id)
    return RelyingParty(runtime_of(db).settings).creation_options(
        challenge,
        user_id=user.id,
        email=user.email,
        name=" ".join(filter(None, (user.first_name, user.last_name))) or user.email,
        known=list(await list_own(db, user.id)),
    )


async def request_options(db: AsyncSession, purpose: Purpose, user_id: UUID, bound_to: UUID | None) -> dict[str, Any]:
    """What the browser needs to have one of the user's passkeys sign."""
    challenge = await challenges.ask_passkey(db, purpose, user_id=user_id, bound_to=bound_to)
    known = list(await list_own(db, user_id))
    return RelyingParty(runtime_of(db).settings).request_options(challenge, known=known)


async def sign_in_options(db: AsyncSession) -> dict[str, Any]:
    """What the browser needs to have any passkey of ours sign: the same for everybody."""
    challenge = await challenges.ask_passkey(db, Purpose.SIGN_IN)
    return RelyingParty(runtime_of(db).settings).request_options(challenge)


async def take_challenge(
    runtime: Runtime, purpose: Purpose, credential: Credential | NewCredential, *, bound_to: UUID | None = None
) -> bytes:
    """Use up the challenge that was signed, whether or not the signature then proves good.

    Raises:
        BadPasskey: it was not asked here and for this, or was answered already.
    """
    challenge = challenge_in(credential)
    async with transaction(runtime) as db:
        taken = await challenges.take_passkey_challenge(db, purpose, challenge, bound_to=bound_to)
    if not taken:
        raise BadPasskey
    return challenge


async def add(db: AsyncSession, user: User, *, name: str, credential: NewCredential, challenge: bytes) -> Passkey:
    """A new passkey. ``user`` is locked; the challenge was used up.

    Raises:
        BadPasskey: the credential does not answer the challenge.
        PasskeyKnown: somebody has it already.
        TooManyPasskeys: there are enough.
    """
    made = RelyingParty(runtime_of(db).settings).verify_registration(credential, challenge)
    if len(await list_own(db, user.id)) >= _MOST:
        raise TooManyPasskeys
    passkey = Passkey(
        user_id=user.id,
        name=name,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        transports=credential.response.transports,
        backed_up=made.backed_up,
    )
    db.add(passkey)
    try:
        await db.flush()
    except IntegrityError as error:
        if "passkeys_credential_id_key" in str(error.orig):
            raise PasskeyKnown from None
        raise
    return passkey


async def owner_of(db: AsyncSession, credential: Credential) -> UUID | None:
    """The user who has this passkey, when it names the same one."""
    user_id = await db.scalar(select(Passkey.user_id).where(Passkey.credential_id == credential.id))
    return user_id if user_id is not None and user_handle_of(credential) == user_id else None


async def use(
    db: AsyncSession,
    actor: Actor,
    user_id: UUID,
    *,
    credential: Credential,
    challenge: bytes,
    user_verified: bool = False,
) -> Passkey:
    """Take a passkey's signature as a sign of its owner. The challenge was used up.

    Raises:
        BadPasskey: it is none of the user's, the signature is not good, or its counter tells of a copy; that is in the
            audit trail once the transaction commits.
    """
    passkey = await db.scalar(
        select(Passkey).where(Passkey.credential_id == credential.id, Passkey.user_id == user_id).with_for_update()
    )
    if passkey is None or user_handle_of(credential) not in {None, user_id}:
        raise BadPasskey
    party = RelyingParty(runtime_of(db).settings)
    signed = party.verify_signature(credential, challenge, passkey.public_key, user_verified=user_verified)
    if passkey.is_repeated_by(signed.sign_count):
        counters = {"signCount": {"from": passkey.sign_count, "to": signed.sign_count}}
        await audit.record(
            db, actor, "passkey.copy_suspected", resource=("passkey", passkey.id), changes=counters, actor_id=user_id
        )
        raise BadPasskey
    passkey.note_use(signed.sign_count, backed_up=signed.backed_up)
    return passkey
