"""What a provider publishes about itself: its endpoints and its keys, kept for an hour."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from groundwork.adapters.oidc.errors import ProviderRefused, ProviderUnavailable
from groundwork.adapters.oidc.http import ProviderHttp
from groundwork.kernel.clock import now

_KEPT = timedelta(hours=1)
_PAUSE = timedelta(minutes=1)
"""At least so long between two looks for a key that was not there: a forged ``kid`` must not make us ask each time."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The part of a discovery document that we use (OpenID Connect Discovery, section 3)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    takes_basic: bool
    """Whether the token endpoint takes our secret as HTTP Basic; else in the form."""
    names_itself: bool
    """Whether each callback says which issuer sends it (RFC 9207)."""


class Discovery:
    """One issuer's endpoints and keys."""

    def __init__(self, issuer: str, http: ProviderHttp) -> None:
        self.issuer = issuer
        self._http = http
        self._turn = asyncio.Lock()
        self._metadata: tuple[Metadata, datetime] | None = None
        self._keys: tuple[list[dict[str, Any]], datetime] | None = None

    async def metadata(self) -> Metadata:
        """The endpoints.

        Raises:
            ProviderUnavailable: they cannot be had, or are another issuer's.
        """
        async with self._turn:
            if self._metadata is None or now() - self._metadata[1] > _KEPT:
                address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
                self._metadata = _metadata(await self._http.get(address), self.issuer), now()
            return self._metadata[0]

    async def key(self, header: Mapping[str, Any]) -> dict[str, Any]:
        """The key that a token's header names; asked for again when it is not among those known, now and then.

        Raises:
            ProviderUnavailable: the keys cannot be had.
            ProviderRefused: it is none of the provider's.
        """
        metadata = await self.metadata()
        async with self._turn:
            keys, loaded = self._keys or await self._load_keys(metadata.jwks_uri)
            found = _find(keys, header)
            if now() - loaded > (_PAUSE if found is None else _KEPT):
                keys, _ = await self._load_keys(metadata.jwks_uri)
                found = _find(keys, header)
        if found is None:
            raise ProviderRefused("the ID token is signed with a key that is not the provider's")
        return found

    async def _load_keys(self, address: str) -> tuple[list[dict[str, Any]], datetime]:
        document = await self._http.get(address)
        keys = document.get("keys") if isinstance(document, dict) else None
        if not isinstance(keys, list):
            raise ProviderUnavailable(f"{address} is no set of keys")
        self._keys = [key for key in keys if isinstance(key, dict)], now()
        return self._keys


def _find(keys: list[dict[str, Any]], header: Mapping[str, Any]) -> dict[str, Any] | None:
    """The key with the header's ``kid``; without one, the only key there is."""
    fitting = [key for key in keys if key.get("use", "sig") == "sig"]
    if "kid" in header:
        fitting = [key for key in fitting if key.get("kid") == header["kid"]]
    return fitting[0] if len(fitting) == 1 else None


def _metadata(document: Any, issuer: str) -> Metadata:
    if not isinstance(document, dict) or document.get("issuer") != issuer:
        raise ProviderUnavailable(f"{issuer} describes another issuer than itself")
    methods = document.get("token_endpoint_auth_methods_supported")
    userinfo = document.get("userinfo_endpoint")

    def endpoint(name: str) -> str:
        if not isinstance(document.get(name), str):
            raise ProviderUnavailable(f"{issuer} does not say its {name}")
        return str(document[name])

    return Metadata(
        authorization_endpoint=endpoint("authorization_endpoint"),
        token_endpoint=endpoint("token_endpoint"),
        jwks_uri=endpoint("jwks_uri"),
        userinfo_endpoint=userinfo if isinstance(userinfo, str) else None,
        takes_basic=not isinstance(methods, list) or "client_secret_basic" in methods,
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
    )
