"""The edge: the one middleware that every request passes, pure ASGI.

In order: request id, client address, who asks, the request limit, the body limit; then the application; and on the way
back the headers, one log line and the metrics. Everything that does not change from request to request is made once.
"""

import re
import time
from collections.abc import Mapping
from http import HTTPStatus

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from groundwork.kernel.actor import GUEST, Actor, Origin
from groundwork.kernel.errors import AppError, BadRequest, RateLimitExceeded
from groundwork.kernel.http.addresses import client_address, limit_subject
from groundwork.kernel.http.body import METHODS_WITH_BODY, limit_body
from groundwork.kernel.http.cors import Cors
from groundwork.kernel.http.errors import as_app_error, send_error
from groundwork.kernel.http.own_limits import OwnLimits
from groundwork.kernel.http.request_ids import is_request_id, new_request_id
from groundwork.kernel.http.request_state import RequestState
from groundwork.kernel.http.security_headers import RawHeaders, security_headers
from groundwork.kernel.metrics import observe_request
from groundwork.kernel.rate_limits import Window
from groundwork.kernel.refusals import Refusal
from groundwork.kernel.runtime import Runtime

log = structlog.get_logger("groundwork.http")

_KNOWN_METHODS = METHODS_WITH_BODY | {"GET", "HEAD", "OPTIONS"}
_QUIET_PATHS = frozenset({"/health", "/api/health", "/api/health/ready", "/metrics"})
_TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_-]{43}(?=/|$)")
"""A part of an address that has the form of a token which a mail carries: it is the bearer's alone."""


class Edge:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, runtime: Runtime) -> None:
        self._app = app
        self._runtime = runtime
        self._settings = runtime.settings
        self._authenticators = [make(runtime) for domain in runtime.domains for make in domain.authenticators]
        self._guest_permissions = runtime.matrix.of(GUEST)
        self._on_refusal = [heard for domain in runtime.domains for heard in domain.on_refusal]
        self._cors = Cors(runtime.settings.allowed_origins)
        routers = (router for domain in runtime.domains for router in domain.routers)
        self._own_limits = OwnLimits((route for router in routers for route in router.routes), runtime.settings)
        self._constant_headers = security_headers(runtime.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        state = self._begin(scope, headers)
        answer_started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal answer_started
            if message["type"] == "http.response.start":
                answer_started = True
                state.status = message["status"]
                self._add_headers(message["headers"], state, origin, scope["path"])
            await send(message)

        try:
            if origin is not None and scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
                await self._answer_preflight(origin, send_with_headers)
            else:
                await self._serve(scope, receive, send_with_headers, headers)
        except Exception as error:
            expected = as_app_error(error)
            if expected.status == HTTPStatus.FORBIDDEN and state.actor.is_signed_in:
                await self._tell_of_refusal(scope, state, expected)
            if answer_started:
                # The client has a status already; only an aborted connection tells it that the rest is missing.
                raise
            await send_error(expected, scope, send_with_headers)
        finally:
            self._end(scope, state)

    def _begin(self, scope: Scope, headers: Mapping[bytes, bytes]) -> RequestState:
        sent_id = headers.get(b"x-request-id", b"").decode("latin-1")
        request_id = sent_id if is_request_id(sent_id) else new_request_id()
        agent = headers.get(b"user-agent")
        origin = Origin(
            client_address(scope, self._settings.trusted_proxies),
            agent[:500].decode("latin-1") if agent else None,
            request_id,
        )
        state = RequestState(request_id, origin, Actor(permissions=self._guest_permissions, origin=origin))
        state.problem_json = b"application/problem+json" in headers.get(b"accept", b"")
        state.put_into(scope)
        return state

    async def _serve(self, scope: Scope, receive: Receive, send: Send, headers: Mapping[bytes, bytes]) -> None:
        method, path = scope["method"], scope["path"]
        if path.startswith("/api/v1"):
            await self._admit(RequestState.of(scope), headers, counted=self._own_limits.counts(scope))
        if "\0" in path or b"%00" in scope["query_string"]:
            raise BadRequest("The address holds a NUL character")
        if method in METHODS_WITH_BODY:
            receive = limit_body(headers, receive, self._own_limits.largest_body(scope))
        await self._app(scope, receive, send)

    async def _admit(self, state: RequestState, headers: Mapping[bytes, bytes], *, counted: bool) -> None:
        """Find out who asks and count the request; one that does not count is only told where the count stands.

        Raises:
            RateLimitExceeded: he asks too often.
        """
        limit_key, rate = None, None
        try:
            for authenticate in self._authenticators:
                identity = await authenticate(headers, state.origin)
                if identity is not None:
                    state.actor = identity.actor or state.actor
                    limit_key, rate = identity.limit_key, identity.rate
                    break
        except AppError as error:
            state.refusal = error
        settings = self._settings
        if limit_key is None:
            limit_key, rate = f"address:{limit_subject(state.origin.ip_address)}", settings.rate_limit_anonymous
        elif rate is None:
            rate = settings.rate_limit_premium if state.actor.premium else settings.rate_limit_authenticated
        if not counted:
            state.window = await self._runtime.limiter.look(limit_key, rate)
            return
        state.window = window = await self._runtime.limiter.hit(limit_key, rate)
        if window.exceeded:
            wait = window.retry_after
            raise RateLimitExceeded(f"Rate limit exceeded. Try again in {wait} seconds", retry_after=wait)

    async def _tell_of_refusal(self, scope: Scope, state: RequestState, error: AppError) -> None:
        """Let the domains know; that they cannot be told changes nothing about the refusal."""
        refusal = Refusal(state.actor, scope["method"], _template(scope), error.code)
        for heard in self._on_refusal:
            try:
                await heard(self._runtime, refusal)
            except Exception as failure:
                as_app_error(failure)  # logs it

    async def _answer_preflight(self, origin: bytes, send: Send) -> None:
        headers = self._cors.preflight_headers(origin)
        await send({"type": "http.response.start", "status": HTTPStatus.NO_CONTENT, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _add_headers(self, headers: RawHeaders, state: RequestState, origin: bytes | None, path: str) -> None:
        kept = next((value for name, value in headers if name == b"cache-control"), None)
        if path.startswith("/api/") and kept is None:
            headers.append((b"cache-control", b"no-store"))
        headers.append((b"x-request-id", state.request_id.encode()))
        headers += self._constant_headers
        is_for_all = (kept or b"").startswith(b"public")  # and so it must not hold the count of whoever asked first
        if state.window is not None and not is_for_all:
            headers += _limit_headers(state.window)
        if origin is not None:
            headers += self._cors.headers(origin)

    def _end(self, scope: Scope, state: RequestState) -> None:
        seconds = time.perf_counter() - state.started
        method, path = scope["method"], scope["path"]
        template = _template(scope)
        observe_request(method if method in _KNOWN_METHODS else "other", template, state.status, seconds)
        if path in _QUIET_PATHS or path.startswith("/assets/"):
            return
        log.info(
            "request",
            request_id=state.request_id,
            method=method,
            path=_TOKEN.sub("***", path),
            status=state.status,
            milliseconds=round(seconds * 1000, 2),
            user_id=state.actor.user_id,
            address=state.origin.ip_address,
        )


def _template(scope: Scope) -> str:
    route = scope.get("route")
    return route.path if route is not None else "unmatched"


def _limit_headers(window: Window) -> RawHeaders:
    """The three headers of chapter 6.6, and those of the IETF draft "RateLimit header fields for HTTP"."""
    remaining = max(0, window.remaining)
    return [
        (b"x-ratelimit-limit", b"%d" % window.limit),
        (b"x-ratelimit-remaining", b"%d" % remaining),
        (b"x-ratelimit-reset", b"%d" % window.reset),
        (b"ratelimit-policy", b'"default";q=%d;w=%d' % (window.limit, window.period)),
        (b"ratelimit", b'"default";r=%d;t=%d' % (remaining, window.retry_after)),
    ]
