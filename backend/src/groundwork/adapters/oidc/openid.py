"""An OpenID Connect provider: authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 9700)."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

from groundwork.adapters.oidc.discovery import Discovery, Metadata
from groundwork.adapters.oidc.errors import ProviderRefused
from groundwork.adapters.oidc.http import ProviderHttp
from groundwork.adapters.oidc.id_token import verified_claims
from groundwork.adapters.oidc.provider import (
    Attempt,
    Callback,
    Client,
    Grant,
    Identity,
    authorization_query,
    text_or_none,
    with_query,
)
from groundwork.kernel.clock import now

_SCOPE = "openid email profile"
_TRUE = (True, "true")
"""Apple writes it as text."""
_LONGEST_LIFE = 10 * 365 * 86400


class OpenIdProvider:
    """One issuer, found by its discovery document."""

    def __init__(self, issuer: str, client: Client, http: ProviderHttp) -> None:
        self._client = client
        self._http = http
        self._discovery = Discovery(issuer, http)

    async def authorization_url(self, attempt: Attempt) -> str:
        """Where to send the browser. See :class:`Provider`."""
        metadata = await self._discovery.metadata()
        query = authorization_query(self._client, attempt, _SCOPE)
        return with_query(metadata.authorization_endpoint, {**query, "nonce": attempt.nonce})

    async def identify(self, attempt: Attempt, callback: Callback) -> Identity:
        """Who came back from there. See :class:`Provider`."""
        metadata = await self._discovery.metadata()
        if callback.issuer != self._discovery.issuer and (callback.issuer is not None or metadata.names_itself):
            raise ProviderRefused("another issuer sent the code (RFC 9207)")
        answer = await self._redeem(metadata, attempt, callback.code)
        grant = grant_of(answer)
        claims = await verified_claims(
            str(answer.get("id_token")),
            self._discovery,
            client_id=self._client.id,
            nonce=attempt.nonce,
            access_token=grant.access_token,
        )
        if "email" not in claims and metadata.userinfo_endpoint:
            claims = await self._with_userinfo(metadata.userinfo_endpoint, claims, grant)
        return _identity(claims, grant)

    async def _redeem(self, metadata: Metadata, attempt: Attempt, code: str) -> dict[str, Any]:
        """The tokens for a code (RFC 6749, section 4.1.3; RFC 7636, section 4.5)."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._client.redirect_uri,
            "code_verifier": attempt.verifier,
        }
        secret = self._client.secret
        if secret and metadata.takes_basic:
            # RFC 6749, section 2.3.1: both are form-encoded before they become user name and password.
            basic = quote_plus(self._client.id), quote_plus(secret)
            return await self._http.post(metadata.token_endpoint, form, basic=basic)
        form["client_id"] = self._client.id
        if secret:
            form["client_secret"] = secret
        return await self._http.post(metadata.token_endpoint, form)

    async def _with_userinfo(self, address: str, claims: dict[str, Any], grant: Grant) -> dict[str, Any]:
        """The claims with what the provider tells only there; it must be about the same person (section 5.3.2)."""
        told = await self._http.get(address, bearer=grant.access_token)
        if not isinstance(told, dict) or told.get("sub") != claims["sub"]:
            raise ProviderRefused("the user info is about somebody else")
        return {**told, **claims}


def grant_of(answer: dict[str, Any]) -> Grant:
    """The tokens of a token endpoint's answer (RFC 6749, section 5.1).

    Raises:
        ProviderRefused: there is no access token among them.
    """
    access_token = text_or_none(answer.get("access_token"), 16 * 1024)
    if access_token is None:
        raise ProviderRefused("there is no access token in the answer")
    seconds = answer.get("expires_in")
    known = isinstance(seconds, int | float) and 0 <= seconds <= _LONGEST_LIFE
    return Grant(
        access_token=access_token,
        refresh_token=text_or_none(answer.get("refresh_token"), 16 * 1024),
        expires_at=now() + timedelta(seconds=float(seconds or 0)) if known else None,
        token_type=text_or_none(answer.get("token_type"), 50),
        scope=text_or_none(answer.get("scope"), 2000),
    )


def _identity(claims: dict[str, Any], grant: Grant) -> Identity:
    subject = text_or_none(claims["sub"])
    if subject is None:
        raise ProviderRefused("the ID token names nobody (sub)")
    email = text_or_none(claims.get("email"))
    return Identity(
        subject=subject,
        email=email,
        email_verified=email is not None and claims.get("email_verified") in _TRUE,
        first_name=text_or_none(claims.get("given_name"), 100),
        last_name=text_or_none(claims.get("family_name"), 100),
        account_name=email or text_or_none(claims.get("preferred_username")) or text_or_none(claims.get("name")),
        grant=grant,
    )
