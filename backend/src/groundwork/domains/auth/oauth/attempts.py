"""Beginning a journey to a provider, and recognizing who comes back from it (RFC 9700, sections 2.1 and 4.7)."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.responses import Response

from groundwork.adapters.oidc import Attempt, ProviderUnavailable
from groundwork.domains.auth.oauth.errors import OAuthStateInvalid, OAuthUnavailable
from groundwork.domains.auth.oauth.models import OAuthAttempt
from groundwork.domains.auth.oauth.providers import Configured
from groundwork.domains.auth.oauth.return_to import safe_path
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings

LIFE = timedelta(minutes=10)

log = structlog.get_logger("groundwork.oauth")


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send the browser, and what it has to bring back beside the state."""

    url: str
    state: str = field(repr=False)
    browser: str = field(repr=False)

    def set_cookie(self, response: Response, settings: Settings) -> None:
        """Bind the attempt to this browser.

        ``Lax``, since it has to come along when the provider sends the browser back; out of reach of scripts.
        """
        response.set_cookie(
            cookie_name(settings, self.state),
            self.browser,
            max_age=int(LIFE.total_seconds()),
            path="/",
            secure=settings.is_production,
            httponly=True,
            samesite="lax",
        )


@dataclass(frozen=True, slots=True)
class Return:
    """An attempt that has come back."""

    provider: str
    attempt: Attempt = field(repr=False)
    return_to: str
    user_id: UUID | None
    """Whose account the other one is to be linked to."""


async def begin(
    runtime: Runtime, configured: Configured, return_to: str | None, *, link_to: Actor | None = None
) -> Departure:
    """A new attempt: to sign in, or to link an account to the user who is signed in as ``link_to``.

    Raises:
        OAuthUnavailable: the provider does not answer.
    """
    attempt = Attempt(
        state=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48)
    )
    browser = secrets.token_urlsafe(32)
    try:
        url = await configured.provider.authorization_url(attempt)
    except ProviderUnavailable as error:
        log.warning("provider unavailable", provider=configured.id, reason=str(error))
        raise OAuthUnavailable from None
    async with transaction(runtime) as db:
        db.add(
            OAuthAttempt(
                provider=configured.id,
                state_digest=digest(attempt.state),
                browser_digest=digest(browser),
                verifier=attempt.verifier,
                nonce=attempt.nonce,
                return_to=safe_path(return_to),
                user_id=link_to.user_id if link_to else None,
                session_id=link_to.session_id if link_to else None,
                expires_at=now() + LIFE,
            )
        )
    return Departure(url, attempt.state, browser)


async def redeem(runtime: Runtime, provider_id: str, state: str | None, cookies: Mapping[str, str]) -> Return:
    """Use an attempt up. Deleting is atomic, so of several callers one goes on.

    Raises:
        OAuthStateInvalid: it is unknown, used, too old, another provider's or another browser's.
    """
    browser = cookies.get(cookie_name(runtime.settings, state)) if state else None
    if state is None or browser is None:
        raise OAuthStateInvalid
    async with transaction(runtime) as db:
        found = await db.scalar(
            delete(OAuthAttempt)
            .where(
                OAuthAttempt.state_digest == digest(state),
                OAuthAttempt.browser_digest == digest(browser),
                OAuthAttempt.provider == provider_id,
                OAuthAttempt.expires_at > now(),
            )
            .returning(OAuthAttempt)
        )
    if found is None:
        raise OAuthStateInvalid
    return Return(provider_id, Attempt(state, found.nonce, found.verifier), found.return_to, found.user_id)


def clear_cookie(response: Response, settings: Settings, state: str) -> None:
    """The attempt is over."""
    response.delete_cookie(
        cookie_name(settings, state), path="/", secure=settings.is_production, httponly=True, samesite="lax"
    )


async def forget_expired(db: AsyncSession) -> None:
    """Delete the attempts that did not come back."""
    await db.execute(delete(OAuthAttempt).where(OAuthAttempt.expires_at <= now()))


def cookie_name(settings: Settings, state: str) -> str:
    """Each attempt has a cookie of its own, so that two tabs do not undo each other's."""
    return f"{'__Host-' if settings.is_production else ''}groundwork_oauth_{digest(state)[:12]}"
