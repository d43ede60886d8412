"""Sign-in at other providers: OpenID Connect, and GitHub's OAuth 2. Knows protocols and HTTP, and no domain."""

from groundwork.adapters.oidc.errors import ProviderRefused, ProviderUnavailable
from groundwork.adapters.oidc.github import GitHub
from groundwork.adapters.oidc.openid import OpenIdProvider
from groundwork.adapters.oidc.provider import Attempt, Callback, Client, Grant, Identity, Provider, pkce_challenge

__all__ = [
    "Attempt",
    "Callback",
    "Client",
    "GitHub",
    "Grant",
    "Identity",
    "OpenIdProvider",
    "Provider",
    "ProviderRefused",
    "ProviderUnavailable",
    "pkce_challenge",
]
