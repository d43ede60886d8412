"""Checking an ID token (OpenID Connect Core, section 3.1.3.7; RFC 8725)."""

import base64
import hashlib
import hmac
from typing import Any

import jwt

from groundwork.adapters.oidc.discovery import Discovery
from groundwork.adapters.oidc.errors import ProviderRefused

_LONGEST = 16 * 1024
_CLOCK_SKEW = 30.0
_REQUIRED = ["iss", "sub", "aud", "exp", "iat"]
_BY_KEY = {
    ("RSA", None): ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    ("EC", "P-256"): ("ES256",),
    ("EC", "P-384"): ("ES384",),
    ("EC", "P-521"): ("ES512",),
    ("OKP", "Ed25519"): ("EdDSA",),
}
"""Which signatures a key can make. The key decides, never the token; a shared secret is nobody's (CVE-2022-29217)."""


async def verified_claims(
    token: str, discovery: Discovery, *, client_id: str, nonce: str, access_token: str
) -> dict[str, Any]:
    """The claims of an ID token that the provider signed, now, for us, in answer to this attempt.

    Raises:
        ProviderUnavailable: the provider's keys cannot be had.
        ProviderRefused: whatever is wrong with the token.
    """
    if len(token) > _LONGEST:
        raise ProviderRefused("the ID token is too long")
    try:
        header = jwt.get_unverified_header(token)
        if "crit" in header:
            raise ProviderRefused("the ID token asks for extensions")
        key = await discovery.key(header)
        claims: dict[str, Any] = jwt.decode(
            token,
            jwt.PyJWK(key, algorithm=_algorithm(header, key)),
            audience=client_id,
            issuer=discovery.issuer,
            leeway=_CLOCK_SKEW,
            options={"require": _REQUIRED, "enforce_minimum_key_length": True},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise ProviderRefused(f"the ID token is not good: {type(error).__name__}") from None
    _check_party(claims, client_id)
    if not _is(claims.get("nonce"), nonce):
        raise ProviderRefused("the ID token answers another attempt (nonce)")
    if "at_hash" in claims and not _is(claims["at_hash"], _half_hash(access_token, str(header["alg"]))):
        raise ProviderRefused("the ID token belongs to another access token (at_hash)")
    return claims


def _algorithm(header: dict[str, Any], key: dict[str, Any]) -> str:
    allowed = _BY_KEY.get((key.get("kty"), key.get("crv")), ())  # type: ignore[arg-type]
    algorithm = header.get("alg")
    if algorithm not in allowed or key.get("alg", algorithm) != algorithm:
        raise ProviderRefused("the ID token is signed in a way that its key is not for")
    return str(algorithm)


def _check_party(claims: dict[str, Any], client_id: str) -> None:
    """Of several for whom the token is, the one that asked for it is us."""
    party = claims.get("azp")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (party is not None or several) and party != client_id:
        raise ProviderRefused("the ID token was asked for by another client (azp)")


def _half_hash(access_token: str, algorithm: str) -> str:
    """The left half of the hash of the access token (section 3.1.3.6), by the algorithm's own hash function."""
    name = {"384": "sha384", "512": "sha512"}.get(algorithm[-3:], "sha512" if algorithm == "EdDSA" else "sha256")
    whole = hashlib.new(name, access_token.encode()).digest()
    return base64.urlsafe_b64encode(whole[: len(whole) // 2]).decode().rstrip("=")


def _is(value: object, expected: str) -> bool:
    return isinstance(value, str) and hmac.compare_digest(value.encode(), expected.encode())
