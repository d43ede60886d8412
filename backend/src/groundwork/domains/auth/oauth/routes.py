"""/auth/oauth"""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from starlette.responses import RedirectResponse

from groundwork.domains.auth.oauth import attempts, linking, queries
from groundwork.domains.auth.oauth.errors import LastWayIn, OAuthUnavailable
from groundwork.domains.auth.oauth.landing import ERROR_CODES, sign_in_page
from groundwork.domains.auth.oauth.providers import provider_of, providers_of
from groundwork.domains.auth.oauth.schemas import (
    AuthorizationOut,
    AuthorizationRequest,
    LinkedAccountOut,
    ProviderOut,
)
from groundwork.domains.auth.policy import MANAGE_OWN_OAUTH_ACCOUNTS, SIGN_IN
from groundwork.kernel.errors import ReauthenticationRequired
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.routing import router

oauth = router("/auth/oauth", "auth")


@oauth.get("/providers", response_model=Success[list[ProviderOut]])
@requires(SIGN_IN)
async def list_oauth_providers(runtime: Running) -> Response:
    """List the providers that one can sign in with."""
    found = providers_of(runtime.settings).values()
    return Envelope([ProviderOut(id=configured.id, name=configured.name) for configured in found])


@oauth.get(
    "/{provider}/authorize",
    status_code=302,
    response_class=RedirectResponse,
    responses={
        302: {
            "description": "To the provider, which sends the browser back to `/auth/{provider}/callback`. "
            "That sets the refresh cookie and leads to `returnTo`; to `/login#challenge=…&methods=…&returnTo=…` "
            f"when a second factor is asked for; or to `/login?error=…` with one of {', '.join(ERROR_CODES)}"
        }
    },
)
@requires(SIGN_IN)
async def begin_oauth_sign_in(
    provider: str,
    runtime: Running,
    return_to: Annotated[
        str | None, Query(alias="returnTo", description="The page to go to afterwards: a path of the interface")
    ] = None,
) -> Response:
    """Begin to sign in with a provider: for a link of the page, not for a script."""
    configured = provider_of(runtime.settings, provider)
    try:
        departure = await attempts.begin(runtime, configured, return_to)
    except OAuthUnavailable as error:
        return RedirectResponse(sign_in_page(runtime.settings, return_to, error), 302)
    response = RedirectResponse(departure.url, 302)
    departure.set_cookie(response, runtime.settings)
    return response


@oauth.post(
    "/{provider}/authorization",
    response_model=Success[AuthorizationOut],
    responses=refusals(ReauthenticationRequired, OAuthUnavailable),
)
@requires(MANAGE_OWN_OAUTH_ACCOUNTS)
async def begin_oauth_linking(provider: str, form: AuthorizationRequest, actor: SignedIn, runtime: Running) -> Response:
    """Begin to link an account at a provider to one's own: send the browser to the address of the answer."""
    actor.require_recent_sign_in()
    configured = provider_of(runtime.settings, provider)
    departure = await attempts.begin(runtime, configured, form.return_to, link_to=actor)
    response = Envelope(AuthorizationOut(url=departure.url))
    departure.set_cookie(response, runtime.settings)
    return response


@oauth.get("/accounts", response_model=Success[list[LinkedAccountOut]])
@requires(MANAGE_OWN_OAUTH_ACCOUNTS)
async def list_oauth_accounts(actor: SignedIn, runtime: Running) -> Response:
    """List one's own accounts at providers."""
    configured = providers_of(runtime.settings)
    rows = await queries.accounts_of_user.all(runtime.database, user_id=actor.user_id)
    for row in rows:
        known = configured.get(row["provider"])
        row["providerName"] = known.name if known else row["provider"]
    return Envelope(rows)


@oauth.delete("/accounts/{id}", response_model=Done, responses=refusals(ReauthenticationRequired, LastWayIn))
@requires(MANAGE_OWN_OAUTH_ACCOUNTS)
async def unlink_oauth_account(actor: SignedIn, id: UUID, db: Db) -> Response:  # noqa: A002  (the name on the wire)
    """Unlink an account at a provider; never the only way to sign in."""
    await linking.unlink(db, actor, id)
    return Envelope(message="Account unlinked")
