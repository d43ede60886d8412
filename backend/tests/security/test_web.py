"""What pages of other sites can do (nothing), and what every answer carries."""

import asyncio
from collections.abc import Mapping

import httpx2
import pytest
from starlette.types import ASGIApp
from structlog.testing import capture_logs

from groundwork.domains.auth import passwords, recovery
from groundwork.entrypoints.http import create_app
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import PASSWORD, MakePerson, client_of, new_email
from tests.security.support import PAGE, REFRESH_COOKIE, V1, Node, StartNode, as_user, code_of, fetch

pytestmark = pytest.mark.anyio

FOREIGN: list[Mapping[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://localhost:3000.evil.example"},
    {"Origin": "http://localhost:5173"},
    {"Origin": "http://evil.example?http://localhost:3000"},
    {"Origin": "http://[evil"},
    {"Origin": "localhost:3000"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("page", FOREIGN, ids=str)
async def test_s47_a_foreign_page_cannot_use_the_cookie(
    app: ASGIApp, runtime: Runtime, person: MakePerson, page: Mapping[str, str]
) -> None:
    """Refused by `Origin` and `Sec-Fetch-Site`; no token is rotated, nobody is signed in or out. [ASVS 3.5.1]"""
    someone = await person()
    state = "SELECT id, generation, last_used_at FROM sessions WHERE user_id = :id"
    before = await fetch(runtime, state, id=someone.id)
    credentials = {"email": someone.email, "password": PASSWORD}
    form = {**credentials, "email": new_email(), "firstName": "Ada", "lastName": "Byron"}
    async with client_of(app, headers=page, cookies={REFRESH_COOKIE: someone.refresh}) as browser:
        for path, body in (("/auth/refresh", {}), ("/auth/login", credentials), ("/auth/register", form)):
            answer = await browser.post(f"{V1}{path}", json=body)
            assert code_of(answer) == (403, "FORBIDDEN")
            assert "set-cookie" not in answer.headers
        assert code_of(await browser.post(f"{V1}/auth/logout")) == (401, "UNAUTHORIZED"), (
            "the cookie alone does nothing"
        )
    assert await fetch(runtime, state, id=someone.id) == before
    assert await fetch(runtime, "SELECT 1 FROM users WHERE email = :email", email=form["email"]) == []


@pytest.mark.parametrize(
    "declared",
    ["text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "multipart/form-data", None],
)
async def test_s47_json_that_is_not_declared_as_json_is_refused(
    app: ASGIApp, runtime: Runtime, person: MakePerson, declared: str | None
) -> None:
    """By every operation with a body: a form of any site can send such a request. [ASVS 3.5.2, CVE-2021-32677]"""
    someone = await person(role="admin")
    headers = {**PAGE, **as_user(someone.access)} | ({"Content-Type": declared} if declared else {})
    state = "SELECT u::text, s::text FROM users u JOIN sessions s ON s.user_id = u.id WHERE u.id = :id"
    before = await fetch(runtime, state, id=someone.id)
    asked = 0
    async with client_of(app, headers=headers, cookies={REFRESH_COOKIE: someone.refresh}) as browser:
        for path, operations in create_app(runtime).openapi()["paths"].items():
            for method, operation in operations.items():
                if "requestBody" in operation:
                    address = path.replace("{id}", someone.id)
                    answer = await browser.request(method, address, content=b'{"firstName": "Eve"}')
                    if path == "/api/v1/files/uploads/{id}":  # takes any bytes, by the signature of its address alone
                        assert code_of(answer) == (400, "VALIDATION_ERROR"), (method, path)
                    elif path == "/api/v1/webhooks/stripe":  # takes bytes, by the signature over them alone
                        assert code_of(answer) == (400, "BAD_REQUEST"), (method, path)
                    else:
                        assert code_of(answer) == (415, "UNSUPPORTED_MEDIA_TYPE"), (method, path)
                    asked += 1
    assert asked >= 9
    assert await fetch(runtime, state, id=someone.id) == before


async def test_s48_only_named_origins_may_read_answers(start_node: StartNode) -> None:
    """No `*`, no `null`, no look-alike; and never a wildcard beside credentials. [ASVS 3.4.2]"""
    shop = "https://shop.example.com"
    node = await start_node(allowed_origins=(shop,))
    ask = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization"}
    async with client_of(node.app) as client:
        for origin in (
            "null",
            "https://evil.example",
            f"{shop}.evil.example",
            f"{shop}:8443",
            "http://shop.example.com",
            "*",
            "",
        ):
            for answer in (
                await client.get(f"{V1}/auth/me", headers={"Origin": origin}),
                await client.options(f"{V1}/auth/me", headers={"Origin": origin, **ask}),
            ):
                assert not [name for name in answer.headers if name.startswith("access-control-")]
        allowed = await client.options(f"{V1}/auth/me", headers={"Origin": shop, **ask})
        assert allowed.status_code == 204
        assert allowed.headers["Access-Control-Allow-Origin"] == shop
        assert allowed.headers["Access-Control-Allow-Credentials"] == "true"
        assert "PATCH" in allowed.headers["Access-Control-Allow-Methods"]
        read = await client.get(f"{V1}/auth/me", headers={"Origin": shop})
        assert (read.headers["Access-Control-Allow-Origin"], read.headers["Vary"]) == (shop, "Origin")


def _check_headers(answer: httpx2.Response) -> None:
    headers = answer.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-site"
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


async def test_s49_security_headers_are_on_every_answer(
    client: httpx2.AsyncClient,
    person: MakePerson,
    start_node: StartNode,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On successes, errors of every kind, pages, 304 and preflights; private answers are not stored. [ASVS 3.4.1-6]"""
    someone = await person()
    user = await someone.get(f"/users/{someone.id}")
    strict = await start_node(rate_limit_anonymous="1/hour", max_body_size=1024)
    hasher = passwords.hasher(settings.password_rounds)
    json = {"Content-Type": "application/json"}
    answers = [
        (200, user),
        (200, await client.get("/api/health")),
        (304, await someone.get(f"/users/{someone.id}", headers={"If-None-Match": user.headers["ETag"]})),
        (400, await client.post(f"{V1}/auth/login", json={})),
        (400, await client.post(f"{V1}/auth/login", content=b"{", headers=json)),
        (401, await client.get(f"{V1}/auth/me")),
        (403, await someone.get("/admin/mails")),
        (404, await client.get(f"{V1}/nothing")),
        (404, await client.get("/api/nothing")),
        (405, await client.put(f"{V1}/auth/login")),
        (405, await client.request("TRACE", "/")),
        (415, await client.post(f"{V1}/auth/login", content=b"{}")),
        (
            204,
            await client.options(
                f"{V1}/auth/me", headers={"Origin": "https://x.example", "Access-Control-Request-Method": "GET"}
            ),
        ),
        (200, await client.get("/")),
        (404, await client.get("/missing.js")),
        (200, await client.get("/api/docs")),
    ]
    async with client_of(strict.app) as limited:
        answers.append((413, await limited.post(f"{V1}/auth/login", content=b"x" * 2000, headers=json)))
        answers.append((429, await limited.get(f"{V1}/auth/me")))
    with monkeypatch.context() as patched:
        patched.setattr(hasher, "_waiting", 10_000)
        answers.append((503, await client.post(f"{V1}/auth/login", json={"email": "a@example.com", "password": "x"})))
    with monkeypatch.context() as patched, capture_logs():
        patched.setattr(recovery, "digest", None)
        answers.append((500, await client.post(f"{V1}/auth/forgot-password", json={"email": "a@example.com"})))
    for status, answer in answers:
        assert answer.status_code == status, answer.request.url
        _check_headers(answer)
        if answer.request.url.path.startswith("/api/v1/"):
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["X-Request-ID"]


async def test_s49_production_insists_on_tls(start_node: StartNode) -> None:
    """`Strict-Transport-Security` for a year, on errors too; not where development runs without TLS. [ASVS 3.4.1]"""
    node = await start_node(node_env="production", password_rounds=12)
    plain = await start_node()
    for path in ("/api/health", f"{V1}/auth/me", "/"):
        async with client_of(node.app) as secure, client_of(plain.app) as local:
            answer, other = await asyncio.gather(secure.get(path), local.get(path))
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        assert "Strict-Transport-Security" not in other.headers


async def test_s49_scripts_and_frames_of_stripe_only_where_it_takes_the_money(start_node: StartNode) -> None:
    """With both of Stripe's keys its addresses and no others are let in; with one alone none are. [ASVS 3.4.3]"""
    keys = {"stripe_secret_key": "sk_test_none_of_ours", "stripe_publishable_key": "pk_test_none_of_ours"}
    scripts = {"'self'", "https://js.stripe.com", "https://*.js.stripe.com"}
    ours = await _policy_of(await start_node(stripe_publishable_key=keys["stripe_publishable_key"]))
    stripes = await _policy_of(await start_node(**keys))
    assert "frame-src" not in ours
    assert ours["script-src"] == ours["connect-src"] == {"'self'"}
    assert stripes["script-src"] == scripts
    assert stripes["frame-src"] == {*scripts, "https://hooks.stripe.com"}
    assert stripes["connect-src"] == {"'self'", "https://api.stripe.com"}
    assert {
        name: value for name, value in stripes.items() if name not in {"script-src", "frame-src", "connect-src"}
    } == {name: value for name, value in ours.items() if name not in {"script-src", "connect-src"}}


async def _policy_of(node: Node) -> dict[str, set[str]]:
    async with client_of(node.app) as client:
        policy = (await client.get("/")).headers["Content-Security-Policy"]
    return {name: set(values) for name, *values in (part.split() for part in policy.split(";"))}
