"""Errors: what is told, and what is not."""

import httpx2
import pytest
from starlette.types import ASGIApp
from structlog.testing import capture_logs

from groundwork.domains.auth import recovery
from tests.conftest import PASSWORD, MakePerson, client_of, new_email
from tests.security.answers import INSIDE, check_answer
from tests.security.support import V1, as_user

pytestmark = pytest.mark.anyio


async def test_s53_no_error_tells_about_the_inside(app: ASGIApp, person: MakePerson) -> None:
    """Unreadable, ill-typed, too deep, too long, unknown: it says what to mend and nothing else. [ASVS 16.5.1]"""
    someone = await person()
    bodies: list[bytes] = [
        b"{",
        b"[",
        b"nul",
        b'"',
        b"\xff\xfe",
        b'{"email": "\xed\xa0\x80"}',
        b'{"email": "\\ud800"}',
        b'{"email": "\\u0000"}',
        b'{"email": NaN}',
        b'{"email": 1e999}',
        b'{"email": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 1000 + b"1" + b"}" * 1000,
        b"[" * 1000 + b'"\\u0000"' + b"]" * 1000,
        b"[]",
        b"7",
        b'"x"',
        b"null",
        b"true",
        b'{"data": null}',
        b'{"data": []}',
        b'{"email": null, "password": null}',
        b'{"email": {}, "password": []}',
        b'{"email": "a@b", "email": {"$ne": 1}}',
    ]
    async with client_of(app, headers=as_user(someone.access)) as client:
        json = {"Content-Type": "application/json"}
        for body in bodies:
            for path in (
                "/auth/login",
                "/auth/register",
                "/auth/refresh",
                "/auth/change-password",
                "/auth/verify-email",
            ):
                answer = await client.post(f"{V1}{path}", content=body, headers=json)
                assert answer.status_code in {400, 401}, (path, body[:50])
                check_answer(answer)
            answer = await client.patch(f"{V1}/users/{someone.id}/profile", content=body, headers=json)
            assert answer.status_code == 400 or body == b"{}"
            check_answer(answer)
        for path in (
            "/users/x",
            "/users/%00",
            "/users/..",
            f"/users/{'x' * 3000}",
            "/auth/sessions?keepCurrent=x",
            "/nothing",
        ):
            check_answer(await client.get(f"{V1}{path}"))
        for headers in (
            {"Authorization": "Bearer \xff"},
            {"Authorization": "Bearer"},
            {"If-None-Match": "\xff"},
            {"Cookie": "\xff=\x7f"},
        ):
            check_answer(
                await client.get(
                    f"{V1}/auth/me", headers={name: value.encode("latin-1") for name, value in headers.items()}
                )
            )
        for page in ("http://[", "//", "http://[::1", "\xff"):
            refused = await client.post(f"{V1}/auth/refresh", json={}, headers={b"Origin": page.encode("latin-1")})
            assert refused.status_code == 403
            check_answer(refused)


async def test_s53_an_unexpected_error_shows_nothing_but_its_request_id(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cause goes into the log, under the id that the client is told. [ASVS 16.5.1]"""

    def fail(_text: str) -> str:
        raise RuntimeError(f"SELECT password_hash FROM users -- in {__file__}")

    monkeypatch.setattr(recovery, "digest", fail)
    for accept in ("application/json", "application/problem+json"):
        with capture_logs() as logs:
            answer = await client.post(
                f"{V1}/auth/forgot-password",
                json={"email": new_email()},
                headers={"Accept": accept, "X-Request-ID": "told-to-the-client"},
            )
        assert answer.status_code == 500
        assert not [word for word in (*INSIDE, "runtimeerror") if word in answer.text.lower()]
        assert answer.headers["X-Request-ID"] == "told-to-the-client"
        assert "An unexpected error occurred" in answer.text
        errors = [line for line in logs if line["log_level"] == "error"]
        assert isinstance(errors[0]["exc_info"], RuntimeError)


async def test_s53_addresses_that_the_database_does_not_know_are_no_error(app: ASGIApp) -> None:
    """A link-local address with its interface, as IPv6 connections of a local network have. [ASVS 16.5.3]"""
    form = {"password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    for address in ("fe80::1%eth0", "::1", "::ffff:192.0.2.1"):
        async with client_of(app, address=address) as client:
            answer = await client.post(f"{V1}/auth/register", json={**form, "email": new_email()})
        assert answer.status_code == 201, address
