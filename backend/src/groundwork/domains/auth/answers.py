"""How a sign-in is answered: tokens in the body, and in cookies for browsers."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from groundwork.domains.auth import throttle
from groundwork.domains.auth.admission import MfaChallenge, SignedIn
from groundwork.domains.auth.cookies import CookieNames, set_device_cookie, set_refresh_cookie, wants_token_in_body
from groundwork.domains.auth.schemas import MfaRequiredOut, SignInOut, TokensOut
from groundwork.domains.auth.sessions import IssuedTokens
from groundwork.kernel.http.envelope import Envelope
from groundwork.kernel.runtime import Runtime


def answer_sign_in(request: Request, runtime: Runtime, outcome: SignedIn | MfaChallenge) -> Response:
    """The answer to a first or second factor: the tokens, or the challenge."""
    if isinstance(outcome, MfaChallenge):
        return Envelope(MfaRequiredOut(challenge_token=outcome.token, methods=list(outcome.methods)))
    body = SignInOut(user=outcome.user, **tokens_out(request, outcome.issued).model_dump())
    response = Envelope(body, message="Login successful")
    set_cookies(request, response, runtime, outcome.issued, outcome.user.id)
    return response


def tokens_out(request: Request, issued: IssuedTokens) -> TokensOut:
    """The tokens for the body: the refresh token only for programs."""
    refresh_token = issued.refresh if wants_token_in_body(request) else None
    return TokensOut(access_token=issued.access, expires_in=issued.expires_in, refresh_token=refresh_token)


def set_cookies(request: Request, response: Response, runtime: Runtime, issued: IssuedTokens, user_id: UUID) -> None:
    """A browser's refresh token, and that the user has signed in on this device."""
    if request.headers.get("x-client") == "api":
        return
    set_refresh_cookie(response, runtime.settings, issued.refresh, issued.refresh_expires)
    sent = request.cookies.get(CookieNames(runtime.settings).device)
    if throttle.device_of(runtime.settings, sent, user_id) is None:
        set_device_cookie(response, runtime.settings, throttle.device_cookie_for(runtime.settings, user_id))
