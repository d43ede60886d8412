"""The contract and its documentation: ``/api/openapi.json`` and, offline, Swagger UI at ``/api/docs``."""

from fastapi import APIRouter, Request, Response
from starlette.responses import FileResponse, HTMLResponse

from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.envelope import to_json
from groundwork.kernel.http.interface import DIST

docs = APIRouter(include_in_schema=False)

_FILES = ("swagger-ui.css", "swagger-ui-bundle.js")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Groundwork API</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>"""
_START = """SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  displayRequestDuration: true,
});
"""


@docs.get("/api/openapi.json")
async def contract(request: Request) -> Response:
    """The OpenAPI document."""
    return Response(to_json(request.app.openapi()), media_type="application/json")


@docs.get("/api/docs")
async def page() -> Response:
    """Swagger UI."""
    return HTMLResponse(_PAGE)


@docs.get("/api/docs/start.js")
async def start() -> Response:
    """Starts Swagger UI; a file, since the content security policy allows no script in the page."""
    return Response(_START, media_type="text/javascript")


@docs.get("/api/docs/{name}")
async def file(name: str) -> Response:
    """Swagger UI's files, which the interface's build provides."""
    path = DIST / "swagger" / name
    if name not in _FILES or not path.is_file():
        raise NotFound
    return FileResponse(path)
