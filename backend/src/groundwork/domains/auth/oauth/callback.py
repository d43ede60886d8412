"""/auth/{provider}/callback: where providers send the browser back to (chapter 4.2)."""

from fastapi import APIRouter, Request, Response

from groundwork.adapters.oidc import Callback
from groundwork.domains.auth.admission import SignedIn
from groundwork.domains.auth.answers import set_cookies
from groundwork.domains.auth.oauth import attempts, landing, service
from groundwork.domains.auth.oauth.attempts import Return
from groundwork.domains.auth.oauth.errors import OAuthDenied, OAuthFailed
from groundwork.domains.auth.oauth.providers import Configured, provider_of
from groundwork.domains.auth.oauth.return_to import page
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import AppError, RateLimitExceeded
from groundwork.kernel.http.addresses import limit_subject
from groundwork.kernel.http.dependencies import AnyActor, Running
from groundwork.kernel.runtime import Runtime

callbacks = APIRouter(include_in_schema=False)


@callbacks.get("/auth/{provider}/callback")
async def finish(request: Request, provider: str, actor: AnyActor, runtime: Running) -> Response:
    """Sign in, or link, who comes back. Providers may add parameters that we do not know, so none is refused."""
    settings = runtime.settings
    configured = provider_of(settings, provider)
    state = _single(request, "state")
    try:
        await _count(runtime, actor)
        came_back = await attempts.redeem(runtime, provider, state, request.cookies)
    except AppError as error:
        return landing.refused(error, landing.sign_in_page(settings, None, error))
    try:
        response = await _go_on(request, runtime, actor, configured, came_back)
    except AppError as error:
        if came_back.user_id is None:
            url = landing.sign_in_page(settings, came_back.return_to, error)
        else:
            url = page(settings, came_back.return_to, error=error.code)
        response = landing.refused(error, url)
    attempts.clear_cookie(response, settings, came_back.attempt.state)
    return response


async def _go_on(
    request: Request, runtime: Runtime, actor: Actor, configured: Configured, came_back: Return
) -> Response:
    code = _single(request, "code")
    if code is None:
        denied = _single(request, "error") == "access_denied"
        error = OAuthDenied() if denied else OAuthFailed()
        await service.refuse(runtime, actor, configured, error, came_back.user_id)
        raise error
    callback = Callback(code, _single(request, "iss"))
    identity = await service.identify(runtime, actor, configured, came_back, callback)
    if came_back.user_id is not None:
        await service.link(runtime, actor, configured, identity, came_back.user_id)
        return landing.arrived(runtime.settings, came_back.return_to, linked=configured.id)
    outcome = await service.sign_in(runtime, actor, configured, identity)
    if not isinstance(outcome, SignedIn):
        return landing.challenged(runtime.settings, came_back.return_to, outcome)
    response = landing.arrived(runtime.settings, came_back.return_to)
    set_cookies(request, response, runtime, outcome.issued, outcome.user.id)
    return response


async def _count(runtime: Runtime, actor: Actor) -> None:
    """The edge counts requests to ``/api/v1`` alone; this one writes and asks others, so it counts as well.

    Raises:
        RateLimitExceeded: the address asks too often.
    """
    key = f"oauth-callback:{limit_subject(actor.origin.ip_address)}"
    window = await runtime.limiter.hit(key, runtime.settings.rate_limit_anonymous)
    if window.exceeded:
        raise RateLimitExceeded(
            f"Rate limit exceeded. Try again in {window.retry_after} seconds", retry_after=window.retry_after
        )


def _single(request: Request, name: str) -> str | None:
    """A parameter that came once; which of several would count is nothing to guess."""
    values = request.query_params.getlist(name)
    return values[0] if len(values) == 1 else None
