"""The built interface: its files, its page for every other address, and nothing else of the machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.responses import PlainTextResponse

from groundwork.kernel.http import docs as documentation
from groundwork.kernel.http.interface import Interface
from tests.conftest import client_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[httpx2.AsyncClient]:
    """A small build, beside an application that answers with ``the application``."""
    (tmp_path / "secret.txt").write_text("not for you")
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>The page</title>")
    (dist / "assets" / "main-abc123.js").write_text("start()")
    (dist / "assets" / "font.woff2").write_bytes(b"wOF2")
    (dist / "manifest.webmanifest").write_text("{}")
    (dist / "odd.unknown").write_text("?")
    async with client_of(Interface(PlainTextResponse("the application"), dist)) as calling:
        yield calling


async def test_files_of_a_build_are_kept_for_ever(site: httpx2.AsyncClient) -> None:
    answer = await site.get("/assets/main-abc123.js")
    assert answer.text == "start()"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await site.get("/assets/font.woff2")).headers["content-type"] == "font/woff2"
    manifest = await site.get("/manifest.webmanifest")
    assert manifest.headers["content-type"] == "application/manifest+json"
    assert manifest.headers["cache-control"] == "no-cache"
    assert (await site.get("/odd.unknown")).headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("path", ["/", "/dashboard", "/settings/security", "/index.html", "/teams/1.5/members"])
async def test_the_page_is_there_for_every_address_of_the_router(site: httpx2.AsyncClient, path: str) -> None:
    answer = await site.get(path)
    assert (answer.status_code, answer.text) == (200, "<!doctype html><title>The page</title>")
    assert answer.headers["cache-control"] == "no-cache"
    again = await site.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await site.get(path, headers={"If-None-Match": '"old"'})).status_code == 200
    head = await site.head(path)
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(answer.content)))


@pytest.mark.parametrize(
    "path",
    [
        "/missing.js",
        "/assets/missing.css",
        "/.git/config",
        "/.env",
        "/.well-known/x",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/..\\..\\secret.txt",
        "/etc/passwd.txt",
    ],
)
async def test_nothing_else_of_the_machine_is_served(site: httpx2.AsyncClient, path: str) -> None:
    answer = await site.get(path)
    assert answer.status_code == 404
    assert "not for you" not in answer.text


@pytest.mark.parametrize("path", ["/api", "/api/v1/notes", "/health", "/metrics", "/auth/google/callback"])
async def test_the_application_keeps_its_addresses(site: httpx2.AsyncClient, path: str) -> None:
    assert (await site.get(path)).text == "the application"


@pytest.mark.parametrize("method", ["POST", "DELETE", "OPTIONS", "TRACE", "BREW"])
async def test_a_page_is_only_read(api: httpx2.AsyncClient, method: str) -> None:
    for path in ("/", "/dashboard", "/assets/main.js"):
        answer = await api.request(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


async def test_what_is_not_built_is_told(tmp_path: Path) -> None:
    async with client_of(Interface(PlainTextResponse(""), tmp_path / "nowhere")) as calling:
        answer = await calling.get("/")
    assert answer.status_code == 200
    assert "./groundwork up" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_the_documentation_works_without_the_internet(
    api: httpx2.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "swagger").mkdir()
    (tmp_path / "swagger" / "swagger-ui.css").write_text("body {}")
    (tmp_path / "swagger" / "other.js").write_text("no")
    monkeypatch.setattr(documentation, "DIST", tmp_path)
    page = await api.get("/api/docs")
    assert page.status_code == 200
    assert "//" not in page.text.replace("<!doctype", "")
    assert "<script>" not in page.text, "the content security policy allows no script in the page"
    start = await api.get("/api/docs/start.js")
    assert start.headers["content-type"].startswith("text/javascript")
    assert "/api/openapi.json" in start.text
    assert (await api.get("/api/docs/swagger-ui.css")).text == "body {}"
    for missing in ("swagger-ui-bundle.js", "other.js", "..%2fother.js", "index.html"):
        assert (await api.get(f"/api/docs/{missing}")).status_code == 404, missing
    assert (await api.get("/api/openapi.json")).json()["openapi"].startswith("3.1")
