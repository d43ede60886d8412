"""Compression of answers, for clients that want it."""

import re

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_SMALLEST = 1024
_LEVEL = 5
_FILE = re.compile("/api/v1/.+/content")


class Compression:
    """gzip for answers above a kilobyte. API clients that do not ask for it do not pass the compressor at all.

    Files leave as they are: their parts and versions are counted in their own bytes, and most are compressed already.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._compressing = GZipMiddleware(app, minimum_size=_SMALLEST, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = scope.get("path", "")
        wanted = scope["type"] == "http" and (
            not path.startswith("/api/v1/")
            or (not _FILE.fullmatch(path) and any(name == b"accept-encoding" for name, _ in scope["headers"]))
        )
        await (self._compressing if wanted else self._plain)(scope, receive, send)
