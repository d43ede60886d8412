"""What people do with their own second factors, and an operator with those of somebody who has lost them all.

Whoever changes what opens an account has shown in the last ten minutes who they are (ASVS 7.5.1).
"""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.service import User
from groundwork.domains.audit import service as audit
from groundwork.domains.auth.factors import challenges, passkeys, recovery_codes, totp
from groundwork.domains.auth.factors.errors import NoSecondFactor
from groundwork.domains.auth.factors.models import Passkey, Purpose
from groundwork.domains.auth.factors.notices import note_change
from groundwork.domains.auth.factors.schemas import PasskeyRegistration
from groundwork.domains.auth.factors.state import factors_of
from groundwork.domains.auth.factors.totp import Enrollment
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import InvalidToken, NotFound
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.runtime import Runtime


async def begin_totp(db: AsyncSession, actor: Actor) -> Enrollment:
    """The secret of an authenticator app that is to be activated with a code of it.

    Raises:
        ReauthenticationRequired: signing in was too long ago.
        TotpActive: there is an app already.
    """
    return await totp.begin(db, await _owner(db, actor))


async def activate_totp(db: AsyncSession, actor: Actor, code: str) -> list[str]:
    """Ask for the app at every sign-in from now on; returns ten new recovery codes.

    Raises:
        ReauthenticationRequired: signing in was too long ago.
        WrongCode: it is not a code of the app.
        TotpActive: there is an app already.
    """
    user = await _owner(db, actor)
    codes = await totp.activate(db, user, code)
    await note_change(
        db, actor, user, "totp.activated", sentence="An authenticator app was added to your account just now"
    )
    return codes


async def remove_totp(db: AsyncSession, actor: Actor) -> None:
    """Ask for the app no longer.

    Raises:
        ReauthenticationRequired: signing in was too long ago.
        NotFound: there is none.
    """
    user = await _owner(db, actor)
    if not await totp.remove(db, user.id):
        raise NotFound
    await _forget_idle_codes(db, user)
    await note_change(
        db, actor, user, "totp.removed", sentence="The authenticator app was removed from your account just now"
    )


async def make_recovery_codes(db: AsyncSession, actor: Actor) -> list[str]:
    """Ten new recovery codes; the old ones are void.

    Raises:
        ReauthenticationRequired: signing in was too long ago.
        NoSecondFactor: there is none for which they could stand in.
    """
    user = await _owner(db, actor)
    if not (await factors_of(db, user.id)).methods:
        raise NoSecondFactor
    codes = await recovery_codes.make(db, user.id)
    await note_change(
        db, actor, user, "recovery_codes.replaced", sentence="New recovery codes were made for your account just now"
    )
    return codes


async def begin_passkey(db: AsyncSession, actor: Actor) -> dict[str, Any]:
    """What the browser needs to make a passkey.

    Raises:
        ReauthenticationRequired: signing in was too long ago.
    """
    return await passkeys.creation_options(db, await _owner(db, actor), actor.session_id)


async def add_passkey(runtime: Runtime, actor: Actor, form: PasskeyRegistration) -> tuple[Passkey, list[str] | None]:
    """A new passkey; with the first second factor of a user come ten recovery codes.

    Raises:
        ReauthenticationRequired: signing in was too long ago.
        BadPasskey: the credential does not answer what this session was asked.
        PasskeyKnown: somebody has it already.
        TooManyPasskeys: there are enough.
    """
    actor.require_recent_sign_in()
    challenge = await passkeys.take_challenge(runtime, Purpose.REGISTRATION, form.credential, bound_to=actor.session_id)
    async with transaction(runtime) as db:
        user = await _owner(db, actor)
        is_first = not (await factors_of(db, user.id)).methods
        passkey = await passkeys.add(db, user, name=form.name, credential=form.credential, challenge=challenge)
        codes = await recovery_codes.make(db, user.id) if is_first else None
        await note_change(
            db,
            actor,
            user,
            "passkey.added",
            sentence=f"The passkey “{form.name}” was added to your account just now",
            resource=("passkey", passkey.id),
            changes={"name": form.name},
        )
    return passkey, codes


async def rename_passkey(db: AsyncSession, actor: Actor, passkey_id: UUID, *, name: str, expected: IfMatch) -> Passkey:
    """Give a passkey another name.

    Raises:
        NotFound: it is not the actor's.
        PreconditionFailed: it was changed since.
    """
    passkey = await passkeys.get_own(db, actor.signed_in_user(), passkey_id, for_update=True)
    expected.check(passkeys.version_of(passkey))
    changed = audit.differences({"name": passkey.name}, {"name": name})
    if changed:
        passkey.name = name
        await audit.record(db, actor, "passkey.renamed", resource=("passkey", passkey.id), changes=changed)
        await db.flush()
    return passkey


async def remove_passkey(db: AsyncSession, actor: Actor, passkey_id: UUID, expected: IfMatch) -> None:
    """Accept a passkey no longer.

    Raises:
        ReauthenticationRequired: signing in was too long ago.
        NotFound: it is not the actor's.
        PreconditionFailed: it was changed since.
    """
    user = await _owner(db, actor)
    passkey = await passkeys.get_own(db, user.id, passkey_id, for_update=True)
    expected.check(passkeys.version_of(passkey))
    await db.delete(passkey)
    await db.flush()
    await _forget_idle_codes(db, user)
    await note_change(
        db,
        actor,
        user,
        "passkey.removed",
        sentence=f"The passkey “{passkey.name}” was removed from your account just now",
        resource=("passkey", passkey.id),
        changes={"name": passkey.name},
    )


async def reset_factors(db: AsyncSession, actor: Actor, user: User) -> None:
    """Take every second factor from somebody who has lost them; their password alone opens the account then."""
    had = await factors_of(db, user.id)
    await forget_factors(db, user.id)
    await note_change(
        db,
        actor,
        user,
        "factors.reset",
        sentence="All second factors of your account were removed by its operator",
        changes={"totp": had.totp, "passkeys": had.passkeys, "recoveryCodes": had.recovery_codes_left},
    )


async def forget_factors(db: AsyncSession, user_id: UUID) -> None:
    """Delete every factor of a user, and what waits for one."""
    await totp.remove(db, user_id)
    await recovery_codes.forget(db, user_id)
    await challenges.drop_sign_ins(db, user_id)
    for passkey in await passkeys.list_own(db, user_id):
        await db.delete(passkey)


async def _owner(db: AsyncSession, actor: Actor) -> User:
    """The actor's own row, locked, so that changes of one person's factors take turns."""
    actor.require_recent_sign_in()
    user = await accounts.lock_user(db, actor.signed_in_user())
    if user is None:
        raise InvalidToken
    return user


async def _forget_idle_codes(db: AsyncSession, user: User) -> None:
    """Without a second factor there is nothing that recovery codes could stand in for."""
    if not (await factors_of(db, user.id)).methods:
        await recovery_codes.forget(db, user.id)
