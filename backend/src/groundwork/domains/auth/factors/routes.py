"""/auth/mfa and /auth/passkeys: one's own second factors"""

from uuid import UUID

from fastapi import Response

from groundwork.domains.auth.factors import passkeys, service
from groundwork.domains.auth.factors.errors import NoSecondFactor, PasskeyKnown, TooManyPasskeys, TotpActive
from groundwork.domains.auth.factors.schemas import (
    FactorsOut,
    NewPasskeyOut,
    PasskeyOptionsOut,
    PasskeyOut,
    PasskeyRegistration,
    PasskeyUpdate,
    RecoveryCodesOut,
    TotpActivation,
    TotpEnrollmentOut,
)
from groundwork.domains.auth.factors.state import factors_of
from groundwork.domains.auth.policy import MANAGE_OWN_FACTORS
from groundwork.kernel.errors import NotFound, ReauthenticationRequired
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.idempotency import shown_once
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router

factors = router("/auth", "auth")


@factors.get("/mfa", response_model=Success[FactorsOut])
@requires(MANAGE_OWN_FACTORS)
async def get_factors(actor: SignedIn, db: Db) -> Response:
    """Which second factors one has."""
    return Envelope(FactorsOut.model_validate(await factors_of(db, actor.signed_in_user())))


@factors.post(
    "/mfa/totp", response_model=Success[TotpEnrollmentOut], responses=refusals(ReauthenticationRequired, TotpActive)
)
@requires(MANAGE_OWN_FACTORS)
@shown_once
async def begin_totp(actor: SignedIn, db: Db) -> Response:
    """Begin to set up an authenticator app. It counts once it is activated with a code."""
    return Envelope(TotpEnrollmentOut.model_validate(await service.begin_totp(db, actor)))


@factors.post(
    "/mfa/totp/activation",
    response_model=Success[RecoveryCodesOut],
    responses=refusals(ReauthenticationRequired, TotpActive),
)
@requires(MANAGE_OWN_FACTORS)
@shown_once
async def activate_totp(actor: SignedIn, form: TotpActivation, db: Db) -> Response:
    """Activate the authenticator app with a code of it. Ten recovery codes are shown, once."""
    codes = await service.activate_totp(db, actor, form.code)
    return Envelope(RecoveryCodesOut(recovery_codes=codes), message="Authenticator app activated")


@factors.delete("/mfa/totp", response_model=Done, responses=refusals(ReauthenticationRequired, NotFound))
@requires(MANAGE_OWN_FACTORS)
async def remove_totp(actor: SignedIn, db: Db) -> Response:
    """Remove the authenticator app."""
    await service.remove_totp(db, actor)
    return Envelope(message="Authenticator app removed")


@factors.post(
    "/mfa/recovery-codes",
    response_model=Success[RecoveryCodesOut],
    responses=refusals(ReauthenticationRequired, NoSecondFactor),
)
@requires(MANAGE_OWN_FACTORS)
@shown_once
async def make_recovery_codes(actor: SignedIn, db: Db) -> Response:
    """Make ten new recovery codes, shown once. The old ones are void."""
    return Envelope(RecoveryCodesOut(recovery_codes=await service.make_recovery_codes(db, actor)))


@factors.post(
    "/passkeys/options", response_model=Success[PasskeyOptionsOut], responses=refusals(ReauthenticationRequired)
)
@requires(MANAGE_OWN_FACTORS)
async def begin_passkey(actor: SignedIn, db: Db) -> Response:
    """Begin to add a passkey: what the browser needs to make one, within five minutes."""
    return Envelope(PasskeyOptionsOut(public_key=await service.begin_passkey(db, actor)))


@factors.post(
    "/passkeys",
    status_code=201,
    response_model=Success[NewPasskeyOut],
    responses=refusals(ReauthenticationRequired, TooManyPasskeys, PasskeyKnown),
)
@requires(MANAGE_OWN_FACTORS)
async def add_passkey(actor: SignedIn, form: PasskeyRegistration, runtime: Running) -> Response:
    """Add a passkey. With the first second factor come ten recovery codes, shown once."""
    passkey, codes = await service.add_passkey(runtime, actor, form)
    shown = NewPasskeyOut(**PasskeyOut.model_validate(passkey).model_dump(), recovery_codes=codes)
    return Envelope(shown, message="Passkey added", status=201, etag=passkeys.version_of(passkey))


@factors.get("/passkeys", response_model=Success[list[PasskeyOut]])
@requires(MANAGE_OWN_FACTORS)
async def list_passkeys(actor: SignedIn, db: Db) -> Response:
    """List one's own passkeys, the oldest first."""
    rows = await passkeys.list_own(db, actor.signed_in_user())
    return Envelope([PasskeyOut.model_validate(row) for row in rows])


@factors.get("/passkeys/{id}", response_model=Success[PasskeyOut])
@requires(MANAGE_OWN_FACTORS)
async def get_passkey(actor: SignedIn, id: UUID, db: Db) -> Response:  # noqa: A002  (the name on the wire)
    """Get one of one's own passkeys."""
    passkey = await passkeys.get_own(db, actor.signed_in_user(), id)
    return Envelope(PasskeyOut.model_validate(passkey), etag=passkeys.version_of(passkey))


@factors.patch("/passkeys/{id}", response_model=Success[PasskeyOut])
@requires(MANAGE_OWN_FACTORS)
async def rename_passkey(
    actor: SignedIn,
    id: UUID,  # noqa: A002  (the name on the wire)
    form: PasskeyUpdate,
    expected: ExpectedVersion,
    db: Db,
) -> Response:
    """Give a passkey another name."""
    passkey = await service.rename_passkey(db, actor, id, name=form.name, expected=expected)
    return Envelope(PasskeyOut.model_validate(passkey), etag=passkeys.version_of(passkey))


@factors.delete("/passkeys/{id}", response_model=Done, responses=refusals(ReauthenticationRequired))
@requires(MANAGE_OWN_FACTORS)
async def remove_passkey(
    actor: SignedIn,
    id: UUID,  # noqa: A002  (the name on the wire)
    expected: ExpectedVersion,
    db: Db,
) -> Response:
    """Remove a passkey."""
    await service.remove_passkey(db, actor, id, expected)
    return Envelope(message="Passkey removed")
