"""The server itself, in production: what is not clean HTTP is refused, and what is not for the public is closed."""

import re

import httpx2
import pytest

from tests.security.server import Server

_POST = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
_SMUGGLED = b"GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n"

SMUGGLING = {
    "two lengths": _POST + b"Content-Length: 2\r\nContent-Length: 7\r\n\r\n{}" + _SMUGGLED,
    "a list of lengths": _POST + b"Content-Length: 2, 7\r\n\r\n{}" + _SMUGGLED,
    "length and chunks": _POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + _SMUGGLED,
    "chunks and length": _POST + b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n" + _SMUGGLED,
    "negative length": _POST + b"Content-Length: -1\r\n\r\n" + _SMUGGLED,
    "signed length": _POST + b"Content-Length: +2\r\n\r\n{}" + _SMUGGLED,
    "hexadecimal length": _POST + b"Content-Length: 0x2\r\n\r\n{}" + _SMUGGLED,
    "huge length": _POST + b"Content-Length: 99999999999999999999999\r\n\r\n{}",
    "length with a space inside": _POST + b"Content-Length: 1 2\r\n\r\n{}" + _SMUGGLED,
    "space before the colon": _POST + b"Content-Length : 2\r\n\r\n{}" + _SMUGGLED,
    "unknown transfer encoding": _POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + _SMUGGLED,
    "chunked is not last": _POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + _SMUGGLED,
    "chunk size that is none": _POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" + _SMUGGLED,
    "chunk longer than it says": _POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n" + _SMUGGLED,
    "bare LF behind the request line": b"GET /api/health HTTP/1.1\nHost: x\r\n\r\n",
    "bare LF behind a header": b"GET /api/health HTTP/1.1\r\nHost: x\nX-A: b\r\n\r\n",
    "bare LFs": b"GET /api/health HTTP/1.1\nHost: x\n\n",
    "bare CR in a header": b"GET /api/health HTTP/1.1\r\nHost: x\r\nX-A: b\rX-B: c\r\n\r\n",
    "folded header": b"GET /api/health HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n",
    "folded by a tab": b"GET /api/health HTTP/1.1\r\nHost: x\r\nX-A: b\r\n\tc\r\n\r\n",
    "folded first header": b"GET /api/health HTTP/1.1\r\n Host: x\r\n\r\n",
    "NUL in a header": b"GET /api/health HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n",
    "header without a name": b"GET /api/health HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n",
    "header without a colon": b"GET /api/health HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n",
    "no Host": b"GET /api/health HTTP/1.1\r\n\r\n",
    "two Hosts": b"GET /api/health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    "another version": b"GET /api/health HTTP/9.9\r\nHost: x\r\n\r\n",
    "HTTP/2 in the clear": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS on a plain port": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 64,
    "an unknown method": b"BREW /api/health HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("request_bytes", SMUGGLING.values(), ids=SMUGGLING.keys())
def test_s50_an_ambiguous_request_is_refused_and_the_connection_closed(server: Server, request_bytes: bytes) -> None:
    """Two readers of such bytes may see two requests where one was meant. [ASVS 4.2.1, RFC 9112 5.1, 5.2, 6.3, 11.2]"""
    answer, closed = server.raw(request_bytes)
    assert closed
    assert answer.count(b"HTTP/1.1 ") == 1, answer
    assert answer.startswith(b"HTTP/1.1 400 "), answer
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"connection: close" in head.lower()
    assert b"x-content-type-options: nosniff" in head.lower()
    assert b'"code":"BAD_REQUEST"' in body


def test_s50_a_large_body_is_no_large_head(server: Server) -> None:
    """Whether it comes at once or in pieces: only what is before the empty line is head. [ASVS 4.2.1]"""
    with server.client() as client:
        for size in (31_000, 33_000, 100_000, 1_000_000):
            body = b'{"email": "%b", "password": "x"}' % (b"x" * size)
            answer = client.post("/api/v1/auth/login", content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == 400, answer.text


def test_s50_clean_requests_share_a_connection(server: Server) -> None:
    """So that the refusals above are about the bytes. [RFC 9112 9.3]"""
    chunked = _POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    last = b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer, closed = server.raw(_SMUGGLED + chunked + last)
    assert closed
    assert re.findall(rb"HTTP/1\.1 (\d+)", answer) == [b"200", b"400", b"200"]


@pytest.mark.parametrize("size", [40_000, 200_000, 900_000])
def test_s50_only_the_head_counts_as_the_head(server: Server, size: int) -> None:
    """A body that is longer than a head may be is read, whether it comes in one piece, in many or in chunks."""
    content = b'{"text": "%s"}' % (b"x" * size)
    whole = _POST + b"Content-Length: %d\r\n\r\n" % len(content) + content
    chunked = _POST + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(content), content)
    last = b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    for request in (whole, chunked):
        answer, closed = server.raw(request * 2 + last)
        assert closed
        assert re.findall(rb"HTTP/1\.1 (\d+)", answer) == [b"400", b"400", b"200"]


CLOSED = (
    "/metrics",
    "/.git/HEAD",
    "/.git/config",
    "/.git/",
    "/.env",
    "/.env.production",
    "/.well-known/../.env",
    "/.groundwork/credentials",
    "/api/v1/debug",
    "/api/v1/metrics",
    "/api/debug/pprof",
    "/api/docs/../../pyproject.toml",
    "/api/docs/pyproject.toml",
    "/api/docs/%2e%2e%2f%2e%2e%2fpyproject.toml",
    "/backend/pyproject.toml",
    "/src/main.tsx",
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/..%2f..%2fetc/passwd.txt",
    "/swagger.json",
    "/openapi.yaml",
    "/phpinfo.php",
    "/server.js.map",
)


@pytest.mark.parametrize("path", CLOSED)
def test_s54_what_is_not_for_the_public_is_closed(server: Server, path: str) -> None:
    """Metrics, repositories, settings, sources: not found, in production. [ASVS 13.4.1, 13.4.3, 13.4.5]"""
    answer, closed = server.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert closed
    assert answer.startswith(b"HTTP/1.1 404 "), answer[:200]
    assert b"[core]" not in answer
    assert b"http_requests_total" not in answer


@pytest.mark.parametrize(
    "path", ["/debug", "/console", "/docs", "/redoc", "/server-status", "/actuator/env", "/etc/passwd"]
)
def test_s54_debug_pages_are_just_addresses_of_the_interface(server: Server, path: str) -> None:
    """There is nothing but the interface's own page, which says that it does not know them. [ASVS 13.4.2, 13.4.5]"""
    home, page = server.call("GET", "/"), server.call("GET", path)
    assert (page.status_code, page.content) == (home.status_code, home.content)


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/v1/auth/me"])
def test_s54_trace_is_refused(server: Server, path: str) -> None:
    """It would echo what scripts may not read. [ASVS 13.4.4]"""
    request = f"TRACE {path} HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n".encode()
    answer, closed = server.raw(request)
    assert closed
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"secret" not in answer


def test_s54_metrics_stay_closed_behind_a_proxy_on_the_same_machine(server: Server) -> None:
    """Loopback is everybody, where a proxy stands in front; so is whoever claims an address. [ASVS 13.4.5]"""
    for headers in (
        {},
        {"X-Forwarded-For": "127.0.0.1"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer None"},
    ):
        assert server.call("GET", "/metrics", headers=headers).status_code == 404


def test_s54_the_server_does_not_say_what_it_runs_on(server: Server) -> None:
    """No `Server`, no version of anything but our own. [ASVS 13.4.6]"""
    answers = [server.call("GET", path) for path in ("/", "/api/health", "/api/v1/auth/me", "/nothing.js")]
    answers.append(
        server.call("POST", "/api/v1/auth/login", content=b"{", headers={"Content-Type": "application/json"})
    )
    for answer in answers:
        assert isinstance(answer, httpx2.Response)
        assert not {"server", "x-powered-by", "via"} & set(answer.headers)
        assert not any(word in answer.text.lower() for word in ("uvicorn", "starlette", "fastapi", "python/"))
