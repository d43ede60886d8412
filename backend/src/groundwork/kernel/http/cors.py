"""Cross-origin requests: only from origins that the settings name, never ``*`` with credentials."""

from collections.abc import Iterable

from groundwork.kernel.http.security_headers import RawHeaders

_METHODS = b"GET, POST, PUT, PATCH, DELETE, OPTIONS"
_REQUEST_HEADERS = (
    b"Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-API-Key, X-Client, X-Request-ID"
)
_EXPOSED = (
    b"Content-Disposition, ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, "
    b"X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-ID"
)


class Cors:
    """Answers what a browser asks before and after a cross-origin request (Fetch standard, chapter 3.2)."""

    def __init__(self, origins: Iterable[str]) -> None:
        self._origins = frozenset(origin.encode() for origin in origins)

    def allows(self, origin: bytes) -> bool:
        """Whether pages of this origin may call."""
        return origin in self._origins

    def headers(self, origin: bytes) -> RawHeaders:
        """What an answer to a page of ``origin`` carries; nothing when it is not allowed."""
        if not self.allows(origin):
            return [(b"vary", b"Origin")]
        return [
            (b"access-control-allow-origin", origin),
            (b"access-control-allow-credentials", b"true"),
            (b"access-control-expose-headers", _EXPOSED),
            (b"vary", b"Origin"),
        ]

    def preflight_headers(self, origin: bytes) -> RawHeaders:
        """What the answer to a preflight carries beside :meth:`headers`."""
        if not self.allows(origin):
            return []
        return [
            (b"access-control-allow-methods", _METHODS),
            (b"access-control-allow-headers", _REQUEST_HEADERS),
            (b"access-control-max-age", b"600"),
        ]
