"""/auth/mfa/verify, /auth/passkeys/sign-in, /auth/reauthentication: second factors at work"""

from fastapi import Request, Response

from groundwork.domains.auth import mfa, reauthentication
from groundwork.domains.auth.answers import answer_sign_in
from groundwork.domains.auth.cookies import CookieNames
from groundwork.domains.auth.errors import AccountDeactivated
from groundwork.domains.auth.factors import passkeys
from groundwork.domains.auth.factors.errors import WrongSecondFactor
from groundwork.domains.auth.factors.proofs import Proof
from groundwork.domains.auth.factors.schemas import PasskeyOptionsOut
from groundwork.domains.auth.policy import MANAGE_OWN_SESSIONS, SIGN_IN
from groundwork.domains.auth.routes import OwnPagesOnly
from groundwork.domains.auth.schemas import (
    MfaChallengeToken,
    MfaVerification,
    PasskeySignIn,
    Reauthentication,
    ReauthenticationOptionsOut,
    SignInOut,
)
from groundwork.kernel.errors import Detail, InvalidToken, ValidationFailed
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.routing import router

sign_in = router("/auth", "auth")


@sign_in.post(
    "/mfa/options",
    response_model=Success[PasskeyOptionsOut],
    responses=refusals(InvalidToken),
    dependencies=[OwnPagesOnly],
)
@requires(SIGN_IN)
async def begin_mfa_passkey(form: MfaChallengeToken, db: Db) -> Response:
    """What the browser needs to complete a sign-in with a passkey."""
    return Envelope(PasskeyOptionsOut(public_key=await mfa.passkey_options(db, form.challenge_token)))


@sign_in.post(
    "/mfa/verify",
    response_model=Success[SignInOut],
    responses=refusals(InvalidToken, WrongSecondFactor, AccountDeactivated),
    dependencies=[OwnPagesOnly],
)
@requires(SIGN_IN)
async def verify_mfa(request: Request, form: MfaVerification, actor: AnyActor, runtime: Running) -> Response:
    """Complete a sign-in with a second factor: a code of the app, a recovery code, or a passkey."""
    device_cookie = request.cookies.get(CookieNames(runtime.settings).device)
    outcome = await mfa.verify(
        runtime, actor, token=form.challenge_token, proof=_proof_of(form), device_cookie=device_cookie
    )
    return answer_sign_in(request, runtime, outcome)


@sign_in.post("/passkeys/sign-in/options", response_model=Success[PasskeyOptionsOut], dependencies=[OwnPagesOnly])
@requires(SIGN_IN)
async def begin_passkey_sign_in(db: Db) -> Response:
    """What the browser needs to sign in with a passkey alone. The answer is the same for everybody."""
    return Envelope(PasskeyOptionsOut(public_key=await passkeys.sign_in_options(db)))


@sign_in.post(
    "/passkeys/sign-in",
    response_model=Success[SignInOut],
    responses=refusals(AccountDeactivated),
    dependencies=[OwnPagesOnly],
)
@requires(SIGN_IN)
async def sign_in_with_passkey(request: Request, form: PasskeySignIn, actor: AnyActor, runtime: Running) -> Response:
    """Sign in with a passkey alone; no second factor is asked for."""
    outcome = await mfa.sign_in_with_passkey(runtime, actor, form.credential)
    return answer_sign_in(request, runtime, outcome)


@sign_in.get("/reauthentication/options", response_model=Success[ReauthenticationOptionsOut])
@requires(MANAGE_OWN_SESSIONS)
async def get_reauthentication_options(actor: SignedIn, db: Db) -> Response:
    """With what one can show again who one is, and what the browser needs to ask a passkey."""
    methods, public_key = await reauthentication.options(db, actor)
    return Envelope(ReauthenticationOptionsOut(methods=methods, public_key=public_key))


@sign_in.post("/reauthentication", response_model=Done)
@requires(MANAGE_OWN_SESSIONS)
async def reauthenticate(actor: SignedIn, form: Reauthentication, runtime: Running) -> Response:
    """Show again who one is, which counts for ten minutes: the password, or with a second factor that."""
    proof = None
    if form.credential is not None:
        proof = Proof("passkey", credential=form.credential)
    elif form.code is not None:
        proof = Proof("totp" if form.code_is_of_app else "recoveryCode", code=form.code)
    await reauthentication.reauthenticate(runtime, actor, password=form.password, proof=proof)
    return Envelope(message="Confirmed")


def _proof_of(form: MfaVerification) -> Proof:
    """What is shown.

    Raises:
        ValidationFailed: the method's own field is missing, or the other's is there.
    """
    needed, other = ("credential", "code") if form.method == "passkey" else ("code", "credential")
    details = []
    if getattr(form, needed) is None:
        details.append(Detail(needed, "Required"))
    if getattr(form, other) is not None:
        details.append(Detail(other, f"Does not belong to the method {form.method}"))
    if details:
        raise ValidationFailed(details=details)
    return Proof(form.method, form.code or "", form.credential)
