"""The settings of sign-in through other providers: what their addresses and names may be."""

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr, StringConstraints
from pydantic.alias_generators import to_camel

_RESERVED = ("google", "github", "oidc")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_safe_address(address: str, *, plain_loopback: bool) -> bool:
    """Whether requests to ``address`` reach who they are meant for: HTTPS, or HTTP to this very machine if allowed."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if not host or parts.username or parts.password:
        return False
    return parts.scheme == "https" or (plain_loopback and parts.scheme == "http" and host in LOOPBACK)


def _issuer(value: str) -> str:
    """As it was written: an issuer is compared character by character (OpenID Connect Discovery, section 4.3)."""
    if not is_safe_address(value, plain_loopback=True) or "?" in value or "#" in value:
        raise ValueError(f"{value!r} is not an issuer such as https://accounts.example.com")
    return value


def _github_address(value: str) -> str:
    return _issuer(value).rstrip("/")


def _provider_id(value: str) -> str:
    if value in _RESERVED:
        raise ValueError(f"{value!r} is the name of a provider with settings of its own")
    return value


Issuer = Annotated[str, AfterValidator(_issuer)]
GitHubAddress = Annotated[str, AfterValidator(_github_address)]


class OidcProviderSettings(BaseModel):
    """One of ``OIDC_PROVIDERS``. ``id`` is part of its callback: ``API_URL/auth/{id}/callback``."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$"), AfterValidator(_provider_id)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=50)]
    issuer: Issuer
    client_id: Annotated[str, StringConstraints(min_length=1)]
    client_secret: SecretStr | None = None


def no_name_twice(providers: tuple[OidcProviderSettings, ...]) -> tuple[OidcProviderSettings, ...]:
    """Accept providers of which each has a name of its own.

    Raises:
        ValueError: two share one.
    """
    names = [provider.id for provider in providers]
    if len(set(names)) < len(names):
        raise ValueError("two providers have the same id")
    return providers


def requires_tls(value: str | Iterable[OidcProviderSettings] | None) -> None:
    """Accept only addresses with TLS.

    Raises:
        ValueError: there is one without.
    """
    addresses = [value] if isinstance(value, str) else [provider.issuer for provider in value or ()]
    for address in addresses:
        if not is_safe_address(address, plain_loopback=False):
            raise ValueError(f"{address!r} must begin with https:// outside development")
