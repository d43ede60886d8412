"""The providers that the settings name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pydantic import SecretStr

from groundwork.adapters.oidc import Client, GitHub, OpenIdProvider, Provider
from groundwork.adapters.oidc.http import ProviderHttp
from groundwork.kernel.errors import NotFound
from groundwork.kernel.settings import Settings

_GOOGLE = "https://accounts.google.com"


@dataclass(frozen=True, slots=True)
class Configured:
    """A provider, and how it is called."""

    id: str
    name: str
    provider: Provider


@lru_cache(maxsize=8)
def providers_of(settings: Settings) -> Mapping[str, Configured]:
    """All providers that people can sign in with, in the order of the sign-in page.

    They are kept, since each keeps what its provider has published about itself.
    """
    http = ProviderHttp(plain_loopback=not settings.is_production)

    def client(provider_id: str, client_id: str, secret: SecretStr | None, callback: str | None = None) -> Client:
        address = callback or f"{settings.public_api_url}/auth/{provider_id}/callback"
        return Client(client_id, secret.get_secret_value() if secret else None, address)

    found: list[Configured] = []
    if settings.google_client_id and settings.google_client_secret:
        ours = client("google", settings.google_client_id, settings.google_client_secret, settings.google_callback_url)
        found.append(Configured("google", "Google", OpenIdProvider(_GOOGLE, ours, http)))
    if settings.github_client_id and settings.github_client_secret:
        ours = client("github", settings.github_client_id, settings.github_client_secret, settings.github_callback_url)
        found.append(Configured("github", "GitHub", GitHub(settings.github_url, ours, http)))
    if settings.oidc_issuer and settings.oidc_client_id:
        ours = client("oidc", settings.oidc_client_id, settings.oidc_client_secret, settings.oidc_callback_url)
        found.append(Configured("oidc", settings.oidc_name, OpenIdProvider(settings.oidc_issuer, ours, http)))
    for one in settings.oidc_providers:
        ours = client(one.id, one.client_id, one.client_secret)
        found.append(Configured(one.id, one.name, OpenIdProvider(one.issuer, ours, http)))
    return {configured.id: configured for configured in found}


def provider_of(settings: Settings, provider_id: str) -> Configured:
    """The provider of that name.

    Raises:
        NotFound: the settings name none.
    """
    configured = providers_of(settings).get(provider_id)
    if configured is None:
        raise NotFound
    return configured
