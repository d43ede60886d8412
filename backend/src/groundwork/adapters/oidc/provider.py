"""What all providers have in common: what is asked of them, and what they tell."""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Client:
    """Who we are to a provider. ``redirect_uri`` is registered there; a public client has no secret."""

    id: str
    secret: str | None = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attempt is bound to: ``state`` to our browser, ``nonce`` to the ID token, ``verifier`` to the code."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Callback:
    """What came back with the browser: the code, and who says to have sent it (RFC 9207)."""

    code: str = field(repr=False)
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """The provider's tokens, for calls to its API in the person's name."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_at: datetime | None
    token_type: str | None
    scope: str | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in there. ``subject`` is the person for this provider alone, and for ever; an address is neither."""

    subject: str
    email: str | None
    email_verified: bool
    first_name: str | None
    last_name: str | None
    account_name: str | None
    """What the person knows the account by."""
    grant: Grant


class Provider(Protocol):
    """One that people can sign in with."""

    async def authorization_url(self, attempt: Attempt) -> str:
        """Where to send the browser.

        Raises:
            ProviderUnavailable: it cannot be found out.
        """

    async def identify(self, attempt: Attempt, callback: Callback) -> Identity:
        """Who came back from there.

        Raises:
            ProviderUnavailable: it does not answer.
            ProviderRefused: it says no, or what it says cannot be believed.
        """


def pkce_challenge(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636, section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def authorization_query(client: Client, attempt: Attempt, scope: str) -> dict[str, str]:
    """The parameters of an authorization request that all providers take (RFC 6749, section 4.1.1)."""
    return {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": client.redirect_uri,
        "scope": scope,
        "state": attempt.state,
        "code_challenge": pkce_challenge(attempt.verifier),
        "code_challenge_method": "S256",
    }


def with_query(address: str, parameters: dict[str, str]) -> str:
    """``address`` with parameters, beside those that it has."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"


def text_or_none(value: object, longest: int = 255) -> str | None:
    """What a provider says, if it is a text that we can keep."""
    return value if isinstance(value, str) and 0 < len(value) <= longest and value.isprintable() else None
