"""GitHub: OAuth 2 without an ID token; who signed in is asked of its API."""

from typing import Any

from groundwork.adapters.oidc.errors import ProviderRefused
from groundwork.adapters.oidc.http import ProviderHttp
from groundwork.adapters.oidc.openid import grant_of
from groundwork.adapters.oidc.provider import (
    Attempt,
    Callback,
    Client,
    Identity,
    authorization_query,
    text_or_none,
    with_query,
)

_PUBLIC = "https://github.com"
_SCOPE = "read:user user:email"


class GitHub:
    """``base`` is GitHub itself, or a GitHub Enterprise Server."""

    def __init__(self, base: str, client: Client, http: ProviderHttp) -> None:
        self._base = base
        self._api = "https://api.github.com" if base == _PUBLIC else f"{base}/api/v3"
        self._client = client
        self._http = http

    async def authorization_url(self, attempt: Attempt) -> str:
        """Where to send the browser. See :class:`Provider`."""
        return with_query(f"{self._base}/login/oauth/authorize", authorization_query(self._client, attempt, _SCOPE))

    async def identify(self, attempt: Attempt, callback: Callback) -> Identity:
        """Who came back from there. See :class:`Provider`."""
        answer = await self._http.post(
            f"{self._base}/login/oauth/access_token",
            {
                "client_id": self._client.id,
                "client_secret": self._client.secret or "",
                "code": callback.code,
                "redirect_uri": self._client.redirect_uri,
                "code_verifier": attempt.verifier,
            },
        )
        grant = grant_of(answer)
        user = await self._http.get(f"{self._api}/user", bearer=grant.access_token)
        emails = await self._http.get(f"{self._api}/user/emails", bearer=grant.access_token)
        if not isinstance(user, dict) or not isinstance(user.get("id"), int):
            raise ProviderRefused("GitHub names nobody")
        email, verified = _primary(emails)
        first, _, last = (text_or_none(user.get("name"), 200) or "").partition(" ")
        return Identity(
            subject=str(user["id"]),
            email=email,
            email_verified=verified,
            first_name=text_or_none(first, 100),
            last_name=text_or_none(last.strip(), 100),
            account_name=text_or_none(user.get("login")),
            grant=grant,
        )


def _primary(emails: Any) -> tuple[str | None, bool]:
    """The primary address, and whether GitHub has verified it."""
    for entry in emails if isinstance(emails, list) else ():
        if isinstance(entry, dict) and entry.get("primary") is True:
            return text_or_none(entry.get("email")), entry.get("verified") is True
    return None, False
