"""Providers on loopback: one that says what a test wants, and a real one."""

from tests.auth.oauth.peer import identity_provider
from tests.auth.oauth.support import issuer, second_issuer
from tests.security.support import start_node, travel

__all__ = ["identity_provider", "issuer", "second_issuer", "start_node", "travel"]
