"""/auth"""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from groundwork.domains.accounts.errors import EmailTaken
from groundwork.domains.auth import impersonation, queries, recovery, service, sessions
from groundwork.domains.auth.answers import answer_sign_in, set_cookies, tokens_out
from groundwork.domains.auth.authenticator import me_of
from groundwork.domains.auth.cookies import (
    CookieNames,
    clear_refresh_cookie,
    refuse_foreign_pages,
    set_refresh_cookie,
)
from groundwork.domains.auth.errors import AccountDeactivated, InvalidCredentials, RegistrationClosed
from groundwork.domains.auth.policy import IMPERSONATE, MANAGE_OWN_SESSIONS, SIGN_IN, SIGN_OUT, USE_ACCOUNT
from groundwork.domains.auth.schemas import (
    ChangePassword,
    Credentials,
    ForgotPassword,
    ImpersonationOut,
    MeOut,
    MfaRequiredOut,
    RefreshRequest,
    Registration,
    RegistrationOut,
    ResetPassword,
    SessionOut,
    SignInOut,
    TokensOut,
    VerifyEmail,
)
from groundwork.kernel.clock import now
from groundwork.kernel.errors import Forbidden, InvalidToken, ReauthenticationRequired, Unauthorized
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.idempotency import shown_once
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.routing import router

auth = router("/auth", "auth")
users = router("/users", "users")

_DISCREET = "If the address is new, a mail with the next step is on its way"


async def _own_pages_only(request: Request, runtime: Running) -> None:
    refuse_foreign_pages(request, runtime.settings)


OwnPagesOnly = Depends(_own_pages_only)


@auth.post(
    "/register",
    status_code=201,
    response_model=Success[RegistrationOut],
    responses={
        202: {"model": Done, "description": "REGISTRATION=discreet: a mail says how it goes on"},
        **refusals(EmailTaken, RegistrationClosed),
    },
    dependencies=[OwnPagesOnly],
)
@requires(SIGN_IN)
async def register(request: Request, form: Registration, actor: AnyActor, runtime: Running) -> Response:
    """Register a new user."""
    registered = await service.register(runtime, actor, form)
    if registered is None:
        return Envelope(message=_DISCREET, status=202)
    user, issued = registered
    body = RegistrationOut(user=user, **tokens_out(request, issued).model_dump())
    response = Envelope(body, message="User registered successfully", status=201)
    set_cookies(request, response, runtime, issued, user.id)
    return response


@auth.post(
    "/login",
    response_model=Success[SignInOut | MfaRequiredOut],
    responses=refusals(InvalidCredentials, AccountDeactivated),
    dependencies=[OwnPagesOnly],
)
@requires(SIGN_IN)
async def login(request: Request, form: Credentials, actor: AnyActor, runtime: Running) -> Response:
    """Authenticate a user and receive tokens, or the challenge for a second factor."""
    device_cookie = request.cookies.get(CookieNames(runtime.settings).device)
    outcome = await service.sign_in(
        runtime, actor, email=form.email, password=form.password, device_cookie=device_cookie
    )
    return answer_sign_in(request, runtime, outcome)


@auth.post(
    "/refresh",
    response_model=Success[TokensOut],
    responses=refusals(InvalidToken, Unauthorized, Forbidden),
    dependencies=[OwnPagesOnly],
)
@requires(SIGN_IN)
async def refresh(request: Request, actor: AnyActor, runtime: Running, form: RefreshRequest | None = None) -> Response:
    """Refresh the access token using the refresh token of the body, or of the cookie."""
    cookie = request.cookies.get(CookieNames(runtime.settings).refresh)
    token = (form.refresh_token if form else None) or cookie
    if token is None:
        raise Unauthorized
    try:
        issued = await sessions.refresh_session(runtime, actor, token)
    except InvalidToken as error:
        if cookie is not None:
            response = Response()
            clear_refresh_cookie(response, runtime.settings)
            error.headers["Set-Cookie"] = response.headers["set-cookie"]
        raise
    response = Envelope(tokens_out(request, issued))
    if request.headers.get("x-client") != "api":
        set_refresh_cookie(response, runtime.settings, issued.refresh, issued.refresh_expires)
    return response


@auth.post("/logout", response_model=Done)
@requires(SIGN_OUT)
async def logout(actor: SignedIn, runtime: Running, db: Db) -> Response:
    """Invalidate the current session."""
    await sessions.end_session(db, actor, _session_of(actor.session_id))
    response = Envelope(message="Logged out successfully")
    clear_refresh_cookie(response, runtime.settings)
    return response


@auth.get("/me", response_model=Success[MeOut])
@requires(USE_ACCOUNT)
async def get_current_user(actor: SignedIn, runtime: Running) -> Response:
    """Get the current authenticated user."""
    return Envelope(await me_of(runtime, actor))


@auth.post("/forgot-password", response_model=Done)
@requires(SIGN_IN)
async def forgot_password(form: ForgotPassword, runtime: Running) -> Response:
    """Request a password reset email. The answer is the same whether the account exists or not."""
    await recovery.forgot_password(runtime, form.email)
    return Envelope(message="Password reset email sent if account exists")


@auth.post("/reset-password", response_model=Done)
@requires(SIGN_IN)
async def reset_password(form: ResetPassword, actor: AnyActor, runtime: Running) -> Response:
    """Reset the password with the token of the mail. All sessions end."""
    await recovery.reset_password(runtime, actor, token=form.token, new_password=form.new_password)
    return Envelope(message="Password reset successfully")


@auth.post("/verify-email", response_model=Done, responses=refusals(EmailTaken))
@requires(SIGN_IN)
async def verify_email(form: VerifyEmail, actor: AnyActor, db: Db) -> Response:
    """Verify the email address, or a new one, with the token of the mail."""
    await recovery.verify_email(db, actor, form.token)
    return Envelope(message="Email verified successfully")


@auth.post("/resend-verification", response_model=Done)
@requires(USE_ACCOUNT)
async def resend_verification(actor: SignedIn, runtime: Running) -> Response:
    """Send the verification mail again."""
    sent = await recovery.resend_verification(runtime, actor)
    return Envelope(message="Verification email sent" if sent else "Email is already verified")


@auth.post("/change-password", response_model=Done, responses=refusals(ReauthenticationRequired))
@requires(MANAGE_OWN_SESSIONS)
async def change_password(form: ChangePassword, actor: SignedIn, runtime: Running) -> Response:
    """Change the password. All other sessions end."""
    await service.change_password(runtime, actor, current=form.current_password, new=form.new_password)
    return Envelope(message="Password changed successfully")


@auth.get("/sessions", response_model=Success[list[SessionOut]])
@requires(MANAGE_OWN_SESSIONS)
async def list_sessions(actor: SignedIn, runtime: Running) -> Response:
    """List one's own sessions, the last used first."""
    rows = await queries.sessions_of_user.all(
        runtime.database, user_id=actor.user_id, current=actor.session_id, moment=now()
    )
    return Envelope(rows)


@auth.delete("/sessions", response_model=Done)
@requires(MANAGE_OWN_SESSIONS)
async def end_sessions(
    actor: SignedIn,
    db: Db,
    keep_current: Annotated[bool, Query(alias="keepCurrent", description="Stay signed in here")] = False,
) -> Response:
    """End all of one's own sessions."""
    keep = actor.session_id if keep_current else None
    ended = await sessions.end_sessions(db, actor, actor.signed_in_user(), keep=keep)
    return Envelope(message=f"{ended} session{'' if ended == 1 else 's'} ended")


@auth.delete("/sessions/{id}", response_model=Done)
@requires(MANAGE_OWN_SESSIONS)
async def end_session(actor: SignedIn, id: UUID, db: Db) -> Response:  # noqa: A002  (the name on the wire)
    """End one of one's own sessions."""
    await sessions.end_session(db, actor, id)
    return Envelope(message="Session ended")


def _session_of(session_id: UUID | None) -> UUID:
    """The session that signs the request; other credentials have none to act upon."""
    if session_id is None:
        raise Forbidden
    return session_id


@users.post("/{id}/impersonation", status_code=201, response_model=Success[ImpersonationOut])
@requires(IMPERSONATE)
@shown_once
async def impersonate_user(actor: SignedIn, id: UUID, db: Db) -> Response:  # noqa: A002  (the name on the wire)
    """Act in a user's name, for an hour at most. `POST /auth/logout` with its token ends it."""
    outcome = await impersonation.impersonate(db, actor, id)
    body = ImpersonationOut(user=outcome.user, access_token=outcome.issued.access, expires_in=outcome.issued.expires_in)
    return Envelope(body, message="Acting in the user's name", status=201)
