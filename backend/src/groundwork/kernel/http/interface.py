"""The interface: the built files, and ``index.html`` for every address that is the router's of the browser."""

import mimetypes
from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from groundwork.kernel.errors import MethodNotAllowed
from groundwork.kernel.http.envelope import matches
from groundwork.kernel.settings import ROOT

DIST = ROOT / "frontend" / "dist"
_SERVER_PATHS = ("/api/", "/health", "/metrics", "/auth/", "/avatars/")
_FOR_EVER = "public, max-age=31536000, immutable"
_MISSING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Groundwork</title>
<body style="font:16px/1.6 system-ui;max-width:36rem;margin:15vh auto;padding:0 1rem"><h1>The API is running</h1>
<p>The interface has not been built. <code>./groundwork up</code> builds it; <a href="/api/docs">the API's
documentation</a> is here already.</p></body></html>"""

# What the system's table may lack or get wrong.
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")


class Interface:
    """Serves ``frontend/dist`` beside the application ``app``, which keeps its own paths."""

    def __init__(self, app: ASGIApp, folder: Path = DIST) -> None:
        self._app = app
        self._folder = folder
        self._built = 0.0
        self._files: dict[str, Path] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file, the page, or hand on."""
        if scope["type"] != "http" or scope["path"].startswith(_SERVER_PATHS) or scope["path"] == "/api":
            await self._app(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            raise MethodNotAllowed(headers={"Allow": "GET, HEAD"})
        else:
            await self._answer(scope["path"], scope)(scope, receive, send)

    def _answer(self, path: str, scope: Scope) -> Response:
        self._look_again()
        file = self._files.get(path)
        if file is None and ("." in path.rpartition("/")[2] or "/." in path):
            return Response("Not found", 404, media_type="text/plain")
        if file is None or file.name == "index.html":
            return self._page(scope)
        caching = _FOR_EVER if path.startswith("/assets/") else "no-cache"
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return FileResponse(file, media_type=media_type, headers={"Cache-Control": caching})

    def _look_again(self) -> None:
        """Read which files there are, once for each build; only these are opened, so no path can lead elsewhere."""
        index = self._folder / "index.html"
        built = index.stat().st_mtime if index.is_file() else 0.0
        if built != self._built:
            files = (path for path in self._folder.rglob("*") if path.is_file())
            self._files = {f"/{path.relative_to(self._folder).as_posix()}": path for path in files}
            self._built = built

    def _page(self, scope: Scope) -> Response:
        index = self._files.get("/index.html")
        if index is None:
            return HTMLResponse(_MISSING, headers={"Cache-Control": "no-store"})
        etag = f'"{index.stat().st_mtime_ns:x}"'
        headers = {"Cache-Control": "no-cache", "ETag": etag}
        sent = next((value for name, value in scope["headers"] if name == b"if-none-match"), None)
        if sent is not None and matches(sent.decode("latin-1"), etag):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(index.read_bytes(), headers=headers)
