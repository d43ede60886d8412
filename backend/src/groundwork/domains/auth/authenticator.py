"""Who signs a request in with an access token: checked on every request, without a query in the common case."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any
from uuid import UUID

from groundwork.domains.accounts import service as accounts
from groundwork.domains.auth import queries
from groundwork.domains.auth.cookies import CookieNames
from groundwork.domains.auth.policy import IMPERSONATE
from groundwork.domains.auth.tokens import Claims, Tokens
from groundwork.kernel.actor import Actor, Origin
from groundwork.kernel.authentication import Identity
from groundwork.kernel.errors import InvalidToken
from groundwork.kernel.runtime import Runtime

_MOST_TOKENS = 20_000
_ME = ("id", "email", "firstName", "lastName", "role", "profilePicture", "emailVerified", "createdAt")


@dataclass(frozen=True, slots=True)
class Principal:
    """A live session and its user, as they were when they were read; dropped when either changes."""

    user_id: UUID
    session_id: UUID
    role: str
    me: dict[str, Any]
    """The user as ``GET /auth/me`` shows them."""
    permissions: frozenset[str]
    premium: bool
    authenticated_at: datetime
    impersonator_id: UUID | None
    expires_at: float


async def principal_of(runtime: Runtime, session_id: UUID) -> Principal:
    """The session and its user, from this process's memory or the database.

    Raises:
        InvalidToken: the session has ended, or its user may no longer sign in.
    """
    key = f"session:{session_id}"
    held: Principal | None = runtime.local.get(key)
    if held is None or held.expires_at <= time.time():  # a refresh makes it last longer, and tells no other process
        epoch = runtime.local.epoch
        held = await _load(runtime, session_id)
        tags = (key, f"user:{held.user_id}", f"user:{held.impersonator_id}")
        runtime.local.put(key, held, tags=tags, epoch=epoch)
    if held.expires_at <= time.time():
        raise InvalidToken
    return held


async def me_of(runtime: Runtime, actor: Actor) -> dict[str, Any]:
    """The actor as ``GET /auth/me`` shows them: as their session knows them, or as whose API key it is.

    Raises:
        InvalidToken: they are gone.
    """
    if actor.session_id is not None:
        return (await principal_of(runtime, actor.session_id)).me
    user = await accounts.identity_of(runtime.database, actor.signed_in_user())
    if user is None:
        raise InvalidToken
    return {name: user[name] for name in _ME}


async def _load(runtime: Runtime, session_id: UUID) -> Principal:
    session = await queries.session_by_id.first(runtime.database, session_id=session_id)
    user = await accounts.identity_of(runtime.database, session["user_id"]) if session else None
    if session is None or user is None or not user["is_active"]:
        raise InvalidToken
    permissions = runtime.matrix.of(user["role"])
    if session["impersonator_id"] is not None:
        await _check_impersonator(runtime, session["impersonator_id"])
        permissions -= runtime.matrix.in_person_only()
    return Principal(
        user_id=user["id"],
        session_id=session_id,
        role=user["role"],
        me={name: user[name] for name in _ME},
        permissions=permissions,
        premium=user["premium"],
        authenticated_at=session["authenticated_at"],
        impersonator_id=session["impersonator_id"],
        expires_at=session["expires_at"].timestamp(),
    )


async def _check_impersonator(runtime: Runtime, impersonator_id: UUID) -> None:
    """Whoever stands behind a session must still be allowed to.

    Raises:
        InvalidToken: not any more.
    """
    impersonator = await accounts.identity_of(runtime.database, impersonator_id)
    may = impersonator and impersonator["is_active"] and IMPERSONATE in runtime.matrix.of(impersonator["role"])
    if not may:
        raise InvalidToken


class SessionAuthenticator:
    """Recognizes ``Authorization: Bearer`` with an access token of ours."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._tokens = Tokens(runtime.settings)
        self._refresh_cookie = CookieNames(runtime.settings).refresh
        # A token whose signature was found good stays good until it expires; its session is asked for every time.
        self._verified: dict[str, Claims] = {}

    async def __call__(self, headers: Mapping[bytes, bytes], origin: Origin) -> Identity | None:
        """The user whose token it is; or, by the refresh cookie alone, whose limit the request counts against.

        Raises:
            InvalidToken: the token is not, or no longer, good.
        """
        authorization = headers.get(b"authorization")
        if authorization is None:
            return await self._identity_by_cookie(headers)
        scheme, _, token = authorization.decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        claims = self._verified.get(token)
        if claims is None or claims.expires_at <= time.time():
            claims = self._verify(token)
        principal = await principal_of(self._runtime, claims.session_id)
        actor = Actor(
            user_id=principal.user_id,
            role=principal.role,
            permissions=principal.permissions,
            session_id=principal.session_id,
            premium=principal.premium,
            signed_in_at=principal.authenticated_at,
            impersonator_id=principal.impersonator_id,
            origin=origin,
        )
        return Identity(actor, f"user:{principal.user_id}")

    def _verify(self, token: str) -> Claims:
        self._verified.pop(token, None)
        claims = self._tokens.read_access(token)
        if len(self._verified) >= _MOST_TOKENS:
            self._verified.clear()
        self._verified[token] = claims
        return claims

    async def _identity_by_cookie(self, headers: Mapping[bytes, bytes]) -> Identity | None:
        """A browser that reloads asks before it has an access token; that must not use up its address's limit."""
        sent = headers.get(b"cookie", b"").decode("latin-1")
        if self._refresh_cookie not in sent:
            return None
        try:
            token = SimpleCookie(sent)[self._refresh_cookie].value
            principal = await principal_of(self._runtime, self._tokens.read_refresh(token).session_id)
            rate = self._runtime.settings.rate_limit_premium if principal.premium else None
            return Identity(None, f"user:{principal.user_id}", rate)
        except (CookieError, KeyError, InvalidToken):
            return None
