"""Who signs a request in with an API key: checked on every request, without a query in the common case."""

import hmac
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from groundwork.domains.accounts import service as accounts
from groundwork.domains.api_keys import queries
from groundwork.domains.api_keys.keys import MARK, prefix_of
from groundwork.domains.api_keys.last_use import LastUse
from groundwork.kernel.actor import Actor, Origin
from groundwork.kernel.authentication import Identity
from groundwork.kernel.crypto import digest
from groundwork.kernel.errors import InvalidToken
from groundwork.kernel.permissions import Matrix
from groundwork.kernel.rates import Rate
from groundwork.kernel.runtime import Runtime

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class LiveKey:
    """A key that opens something and its owner, as they were when they were read; dropped when either changes."""

    key_id: UUID
    user_id: UUID
    role: str
    permissions: frozenset[str]
    """Its scopes, as far as the owner holds them now."""
    premium: bool
    digest: str
    rate: Rate | None
    expires_at: float | None


class ApiKeyAuthenticator:
    """Recognizes ``Authorization: Bearer gw_…``, and ``X-API-Key`` where no bearer token is sent."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._last_use = LastUse(runtime)

    async def __call__(self, headers: Mapping[bytes, bytes], origin: Origin) -> Identity | None:
        """The owner within the key's scopes.

        Raises:
            InvalidToken: the key is not, or no longer, good.
        """
        text = _presented(headers)
        if text is None:
            return None
        key = await self._key_of(text)
        self._last_use.note(key.key_id)
        actor = Actor(
            user_id=key.user_id,
            role=key.role,
            permissions=key.permissions,
            premium=key.premium,
            api_key_id=key.key_id,
            origin=origin,
        )
        return Identity(actor, f"api-key:{key.key_id}", key.rate)

    async def _key_of(self, text: str) -> LiveKey:
        prefix = prefix_of(text)
        if prefix is None:
            raise InvalidToken
        held: LiveKey | None = self._runtime.local.get(f"api_key_prefix:{prefix}")
        if held is None:
            epoch = self._runtime.local.epoch
            held = await self._load(prefix)
            tags = (f"api_key:{held.key_id}", f"user:{held.user_id}")
            self._runtime.local.put(f"api_key_prefix:{prefix}", held, tags=tags, epoch=epoch)
        if not hmac.compare_digest(held.digest, digest(text)):
            raise InvalidToken
        if held.expires_at is not None and held.expires_at <= time.time():
            raise InvalidToken
        return held

    async def _load(self, prefix: str) -> LiveKey:
        key = await queries.key_by_prefix.first(self._runtime.database, prefix=prefix)
        owner = await accounts.identity_of(self._runtime.database, key["user_id"]) if key else None
        if key is None or owner is None or not owner["is_active"]:
            raise InvalidToken
        return LiveKey(
            key_id=key["id"],
            user_id=owner["id"],
            role=owner["role"],
            permissions=reach(self._runtime.matrix, owner["role"], key["scopes"]),
            premium=owner["premium"],
            digest=key["digest"],
            rate=self._rate(key["requests_per_hour"], premium=owner["premium"]),
            expires_at=key["expires_at"].timestamp() if key["expires_at"] else None,
        )

    def _rate(self, requests_per_hour: int | None, *, premium: bool) -> Rate | None:
        """The key's own limit, never above its owner's."""
        if requests_per_hour is None:
            return None
        settings = self._runtime.settings
        usual = settings.rate_limit_premium if premium else settings.rate_limit_authenticated
        return Rate(requests_per_hour, _HOUR) if requests_per_hour * usual.period < usual.amount * _HOUR else None


def reach(matrix: Matrix, role: str, scopes: Iterable[str]) -> frozenset[str]:
    """What a key with these scopes may do: no more than its owner, nor what is for people alone."""
    return matrix.of(role) & matrix.grantable() & frozenset(scopes)


def _presented(headers: Mapping[bytes, bytes]) -> str | None:
    """What is presented as a key: a bearer token with a key's mark, or else the header for keys."""
    scheme, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.lower() == "bearer":
        return token if token.startswith(MARK) else None
    named = headers.get(b"x-api-key")
    return named.decode("latin-1") if named is not None else None
