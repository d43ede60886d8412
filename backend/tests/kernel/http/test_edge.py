"""What every request passes: ids, addresses, limits, headers, cross-origin rules."""

from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp
from structlog.testing import capture_logs

from groundwork.kernel.http.addresses import client_address, limit_subject
from groundwork.kernel.http.request_ids import is_request_id, new_request_id
from groundwork.kernel.ids import uuid7
from groundwork.kernel.rate_limits import MemoryRateLimiter
from tests.conftest import Person, client_of
from tests.kernel.test_health import PRODUCTION

pytestmark = pytest.mark.anyio
OURS = "https://shop.test"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}


class TestRequestIds:
    """The caller's when it is fit to be logged, else a new one."""

    @pytest.mark.parametrize("sent", ["12345678", "req_abc-DEF_123", "x" * 64])
    async def test_a_fit_one_is_taken(self, api: httpx2.AsyncClient, sent: str) -> None:
        answer = await api.get("/api/v1/notes", headers={"X-Request-ID": sent})
        assert answer.headers["x-request-id"] == answer.json()["meta"]["requestId"] == sent

    @pytest.mark.parametrize("sent", ["1234567", "x" * 65, "with space", "semi;colon", "é" * 10, "12345678\t9", ""])
    async def test_an_unfit_one_is_not(self, api: httpx2.AsyncClient, sent: str) -> None:
        answer = await api.get("/api/v1/notes", headers={"X-Request-ID": sent.encode()})
        assert answer.headers["x-request-id"] != sent
        assert answer.headers["x-request-id"].startswith("req_")

    def test_new_ones_are_fit_and_differ(self) -> None:
        made = {new_request_id() for _ in range(1000)}
        assert len(made) == 1000
        assert all(is_request_id(one) for one in made)
        assert not is_request_id("12345678\n")

    async def test_it_is_in_the_log(self, api: httpx2.AsyncClient) -> None:
        with capture_logs() as lines:
            await api.get("/api/v1/notes/trouble/bug?x=canary", headers={"X-Request-ID": "look-for-me"})
            await api.get("/api/health")
        [line] = [line for line in lines if line["event"] == "request"]
        assert line["request_id"] == "look-for-me"
        assert (line["method"], line["path"]) == ("GET", "/api/v1/notes/trouble/bug")
        assert line["milliseconds"] > 0
        assert "canary" not in str(lines), "queries may hold what is nobody's business"


class TestAddresses:
    """``X-Forwarded-For`` counts only as far as trusted proxies wrote it."""

    TRUSTED = (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))

    def address(self, peer: str | None, *forwarded: str, trusted: tuple[Any, ...] = TRUSTED) -> str | None:
        """The address that is believed."""
        headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
        return client_address({"client": (peer, 1) if peer else None, "headers": headers}, trusted)

    @pytest.mark.parametrize(
        ("peer", "forwarded", "believed"),
        [
            ("192.0.2.1", ["203.0.113.9"], "192.0.2.1"),
            ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["1.1.1.1, 203.0.113.9, 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", ["1.1.1.1", "203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            ("10.0.0.1", [], "10.0.0.1"),
            ("10.0.0.1", [""], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9, nonsense"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9, nonsense, 10.0.0.2"], "10.0.0.2"),
            ("2001:db8::1", ["2a00::1"], "2a00::1"),
            ("fe80::1%eth0", ["2a00::1"], "fe80::1"),
            ("unix", ["2a00::1"], "unix"),
            (None, ["203.0.113.9"], None),
        ],
    )
    def test_who_is_believed(self, peer: str | None, forwarded: list[str], believed: str | None) -> None:
        assert self.address(peer, *forwarded) == believed

    def test_without_proxies_nothing_is_believed(self) -> None:
        assert self.address("10.0.0.1", "203.0.113.9", trusted=()) == "10.0.0.1"

    def test_a_proxy_on_a_socket_of_both_families_is_a_proxy(self) -> None:
        assert self.address("::ffff:10.0.0.1", "203.0.113.9") == "203.0.113.9"

    @pytest.mark.parametrize(
        ("address", "subject"),
        [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::1", "2001:db8:1:2::"),
            ("fe80::1%eth0", "fe80::"),
            ("not:an:address", "not:an:address"),
            (None, "unknown"),
            ("", "unknown"),
        ],
    )
    def test_what_a_limit_counts(self, address: str | None, subject: str) -> None:
        assert limit_subject(address) == subject

    @given(st.ip_addresses(v=6), st.ip_addresses(v=6))
    def test_two_addresses_of_a_subscriber_count_as_one(self, first: Any, second: Any) -> None:
        same = int(first) >> 64 == int(second) >> 64
        if not (first.ipv4_mapped or second.ipv4_mapped):
            assert (limit_subject(str(first)) == limit_subject(str(second))) == same


class TestLimits:
    """The request limits and their headers."""

    async def test_headers_tell_where_it_stands(self, app_with: Callable[..., ASGIApp]) -> None:
        async with client_of(app_with(rate_limit_anonymous="2/hour"), address="192.0.2.50") as calling:
            answers = [await calling.get("/api/v1/notes") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
        assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["1", "0", "0", "0"]
        refused = answers[2]
        assert refused.headers["x-ratelimit-limit"] == "2"
        assert refused.headers["ratelimit-policy"] == '"default";q=2;w=3600'
        wait = int(refused.headers["retry-after"])
        assert 3590 <= wait <= 3600
        assert refused.headers["ratelimit"] == f'"default";r=0;t={wait}'
        assert refused.json()["retryAfter"] == wait
        assert refused.json()["error"] == {
            "code": "RATE_LIMIT_EXCEEDED",
            "message": f"Rate limit exceeded. Try again in {wait} seconds",
            "details": [],
        }
        assert int(refused.headers["x-ratelimit-reset"]) > 1_700_000_000

    async def test_addresses_are_counted_apart_and_forged_ones_are_not(self, app_with: Callable[..., ASGIApp]) -> None:
        app = app_with(rate_limit_anonymous="1/hour")
        async with client_of(app, address="192.0.2.51") as first, client_of(app, address="192.0.2.52") as second:
            assert (await first.get("/api/v1/notes")).status_code == 200
            forged = await first.get("/api/v1/notes", headers={"X-Forwarded-For": "198.51.100.1"})
            assert forged.status_code == 429
            assert (await second.get("/api/v1/notes")).status_code == 200

    async def test_behind_a_proxy_the_clients_are_counted(self, app_with: Callable[..., ASGIApp]) -> None:
        app = app_with(rate_limit_anonymous="1/hour", trusted_proxies="10.0.0.0/8")
        async with client_of(app, address="10.1.1.1") as proxy:
            for address, status in (("198.51.100.1", 200), ("198.51.100.2", 200), ("198.51.100.1", 429)):
                answer = await proxy.get("/api/v1/notes", headers={"X-Forwarded-For": address})
                assert answer.status_code == status

    async def test_who_is_signed_in_has_a_limit_of_their_own(
        self, app_with: Callable[..., ASGIApp], librarian: Person
    ) -> None:
        app = app_with(rate_limit_anonymous="1/hour", rate_limit_authenticated="3/hour")
        bearer = {"Authorization": f"Bearer {librarian.access}"}
        async with client_of(app, address="192.0.2.53") as calling:
            statuses = [(await calling.get("/api/v1/auth/me", headers=bearer)).status_code for _ in range(4)]
            assert statuses == [200, 200, 200, 429]
            assert (await calling.get("/api/v1/notes")).status_code == 200
            forged = {"Authorization": "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x"}
            assert (await calling.get("/api/v1/notes", headers=forged)).status_code == 429

    async def test_files_health_and_preflights_are_not_counted(self, app_with: Callable[..., ASGIApp]) -> None:
        app = app_with(rate_limit_anonymous="1/hour", allowed_origins=OURS)
        async with client_of(app, address="192.0.2.54") as calling:
            for _ in range(3):
                for path in ("/", "/api/health", "/api/docs", "/api/openapi.json"):
                    answer = await calling.get(path)
                    assert (answer.status_code, "x-ratelimit-limit" in answer.headers) == (200, False)
                preflight = await calling.options("/api/v1/notes", headers={"Origin": OURS, **PREFLIGHT})
                assert preflight.status_code == 204
            assert (await calling.get("/api/v1/notes")).status_code == 200

    async def test_a_limiter_is_asked_once_for_a_request(
        self, app_with: Callable[..., ASGIApp], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []
        hit = MemoryRateLimiter.hit

        async def counted(self: MemoryRateLimiter, key: str, rate: Any) -> Any:
            asked.append(key)
            return await hit(self, key, rate)

        monkeypatch.setattr(MemoryRateLimiter, "hit", counted)
        async with client_of(app_with(), address="192.0.2.55") as calling:
            await calling.get("/api/v1/notes/trouble/nonsense")
        assert asked == ["address:192.0.2.55"]


class TestCors:
    """Only the origins of the settings."""

    @pytest.fixture
    def app(self, app_with: Callable[..., ASGIApp]) -> ASGIApp:
        """An application that one other origin may call."""
        return app_with(allowed_origins=OURS)

    async def test_an_allowed_origin(self, app: ASGIApp) -> None:
        async with client_of(app, headers={"Origin": OURS}) as calling:
            answer = await calling.get("/api/v1/notes")
            assert answer.headers["access-control-allow-origin"] == OURS
            assert answer.headers["access-control-allow-credentials"] == "true"
            assert "X-Request-ID" in answer.headers["access-control-expose-headers"]
            assert "Origin" in answer.headers["vary"]
            refused = await calling.post("/api/v1/notes", json={"title": "x"})
            assert refused.status_code == 401
            assert refused.headers["access-control-allow-origin"] == OURS, "or the page cannot read the error"
            preflight = await calling.options("/api/v1/notes", headers=PREFLIGHT)
        assert preflight.status_code == 204
        assert "PATCH" in preflight.headers["access-control-allow-methods"]
        assert "Authorization" in preflight.headers["access-control-allow-headers"]
        assert preflight.headers["access-control-max-age"] == "600"

    @pytest.mark.parametrize(
        "origin", ["https://evil.test", "null", "https://shop.test.evil.test", "http://shop.test", "*", "é"]
    )
    async def test_any_other(self, app: ASGIApp, origin: str) -> None:
        headers = {"Origin": origin.encode("latin-1")}
        async with client_of(app) as calling:
            preflight = await calling.options(
                "/api/v1/notes", headers={**headers, **{k: v.encode() for k, v in PREFLIGHT.items()}}
            )
            answer = await calling.get("/api/v1/notes", headers=headers)
        for told in (preflight, answer):
            assert not [name for name in told.headers if name.startswith("access-control-")]
            assert "Origin" in told.headers["vary"]

    async def test_options_that_is_no_preflight_is_a_method_like_others(self, app: ASGIApp) -> None:
        async with client_of(app) as calling:
            assert (await calling.options("/api/v1/notes")).status_code == 405
            assert (await calling.options("/api/v1/notes", headers={"Origin": OURS})).status_code == 405


class TestHeaders:
    """Chapter 11.3, on every answer."""

    async def answers(self, app: ASGIApp, person: Person) -> dict[str, httpx2.Response]:
        """One of every kind."""
        async with client_of(app) as calling:
            bearer = {"Authorization": f"Bearer {person.access}"}
            form = {"title": uuid7().hex, "shelf": "headers"}
            note = (await calling.post("/api/v1/notes", json=form, headers=bearer)).json()["data"]
            path = f"/api/v1/notes/{note['id']}"
            etag = (await calling.get(path)).headers["etag"]
            return {
                "a success": await calling.get("/api/v1/notes"),
                "a 304": await calling.get(path, headers={"If-None-Match": etag}),
                "a refusal": await calling.post("/api/v1/notes", json=form),
                "a validation error": await calling.post("/api/v1/notes/echo", json={}),
                "a 404": await calling.get("/api/v1/nowhere"),
                "a 405": await calling.put("/api/v1/notes"),
                "a bug": await calling.get("/api/v1/notes/trouble/bug"),
                "a preflight": await calling.options("/api/v1/notes", headers={"Origin": OURS, **PREFLIGHT}),
                "the page": await calling.get("/"),
                "a missing file": await calling.get("/nothing.js"),
                "the documentation": await calling.get("/api/docs"),
                "health": await calling.get("/api/health"),
                "a strange method": await calling.request("TRACE", "/api/v1/notes"),
            }

    async def test_every_answer_has_them(self, app_with: Callable[..., ASGIApp], librarian: Person) -> None:
        app = app_with(allowed_origins=OURS)
        expected = {"a success": 200, "a 304": 304, "a bug": 500, "a preflight": 204, "a strange method": 405}
        answers = await self.answers(app, librarian)
        assert {kind: answers[kind].status_code for kind in expected} == expected
        for kind, answer in answers.items():
            headers = answer.headers
            assert headers["x-content-type-options"] == "nosniff", kind
            assert headers["x-frame-options"] == "DENY", kind
            assert headers["referrer-policy"] == "strict-origin-when-cross-origin", kind
            assert "camera=()" in headers["permissions-policy"], kind
            policy = headers["content-security-policy"]
            assert "script-src 'self';" in policy, kind
            assert "frame-ancestors 'none'" in policy, kind
            assert is_request_id(headers["x-request-id"]), kind
            assert "strict-transport-security" not in headers, kind
            assert "server" not in headers, kind
            assert "x-powered-by" not in headers, kind
            assert len(headers.get_list("content-security-policy")) == 1, kind
            assert len(headers.get_list("x-request-id")) == 1, kind

    async def test_production_asks_for_https(self, app_with: Callable[..., ASGIApp]) -> None:
        async with client_of(app_with(**PRODUCTION)) as calling:
            for path in ("/", "/api/v1/nowhere"):
                answer = await calling.get(path)
                assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"

    async def test_answers_of_the_api_are_kept_by_nobody(self, api: httpx2.AsyncClient) -> None:
        for path in ("/api/v1/notes", "/api/v1/nowhere", "/api/health", "/api/v1/notes/trouble/bug"):
            assert (await api.get(path)).headers["cache-control"] == "no-store", path

    async def test_signing_in_is_asked_for(self, api: httpx2.AsyncClient) -> None:
        assert (await api.get("/api/v1/auth/me")).headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["/api/v1/notes/%00", "/%00", "/api/v1/notes?search=a%00b", "/api/v1/notes?%00=1"])
async def test_an_address_with_a_nul_is_refused(api: httpx2.AsyncClient, path: str) -> None:
    answer = await api.get(path)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/notes/%ff%fe",
        "/api/v1/notes/%ED%A0%80",
        "/api/v1/notes/" + "x" * 5000,
        "/api/v1/notes/..%2f..%2fetc",
        "/api/v1/notes?sort=%ff",
        "/api/v1/notes?%ff=%ff",
        "//api//v1//notes",
    ],
)
async def test_a_strange_address_is_at_worst_the_clients_fault(api: httpx2.AsyncClient, path: str) -> None:
    assert (await api.get(path)).status_code in {200, 400, 404}


async def test_a_large_answer_is_compressed_for_who_wants_it(api: httpx2.AsyncClient) -> None:
    wanted = await api.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert wanted.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in wanted.headers["vary"]
    plain = await api.get("/api/openapi.json", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == wanted.json()


async def test_what_is_raised_after_the_answer_began_ends_the_connection(workshop: Any) -> None:
    """The status is out; only an aborted connection tells the client that the rest is missing."""
    from groundwork.kernel.http.edge import Edge

    async def broken(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise LookupError("in the middle")

    async with client_of(Edge(broken, workshop)) as calling:
        with pytest.raises(LookupError):
            await calling.get("/anything")


async def test_what_is_not_http_is_handed_on(workshop: Any) -> None:
    from groundwork.kernel.http.edge import Edge

    seen: list[str] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    await Edge(inner, workshop)({"type": "lifespan"}, None, None)  # type: ignore[arg-type]
    assert seen == ["lifespan"]
