"""POST /auth/login, /auth/refresh and /auth/logout, to the letter of chapter 6.3."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, client_of, new_email
from tests.security.support import (
    DEVICE_COOKIE,
    PAGE,
    REFRESH_COOKIE,
    V1,
    as_user,
    claims_of,
    code_of,
    fetch,
    fields_of,
    header_of,
)

pytestmark = pytest.mark.anyio


def _form(**changes: Any) -> dict[str, Any]:
    return {"email": new_email(), "password": PASSWORD, "firstName": "John", "lastName": "Doe", **changes}


@pytest.mark.parametrize(
    "written",
    [
        "{0}@Example.COM",
        "{0}@xn--bcher-kva.example.com",
        "{0}@bücher.example.com",
        "ü{0}@example.com",
        "{0}+tag@example.com",
    ],
)
async def test_an_address_signs_in_as_it_was_registered(client: httpx2.AsyncClient, written: str) -> None:
    """Capitals, international domains in either form, international local parts."""
    email = written.format(new_email().partition("@")[0])
    assert (await client.post(f"{V1}/auth/register", json=_form(email=email))).status_code == 201
    for spelling in (email, email.upper(), f" {email} "):
        answer = await client.post(f"{V1}/auth/login", json={"email": spelling, "password": PASSWORD})
        assert answer.status_code == 200, spelling


async def test_login(client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson) -> None:
    """200 with the user and tokens; the sign-in is noted."""
    someone = await person()
    answer = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert answer.status_code == 200
    data = answer.json()["data"]
    assert set(data) == {"user", "accessToken", "refreshToken", "expiresIn"}
    assert data["user"] == {
        "id": someone.id,
        "email": someone.email,
        "firstName": "Ada",
        "lastName": "Byron",
        "role": "user",
    }
    assert answer.json()["message"] == "Login successful"
    row = await fetch(runtime, "SELECT last_login_at FROM users WHERE id = :id", id=someone.id)
    assert abs(row[0][0] - datetime.now(UTC)) < timedelta(seconds=10)
    audited = await fetch(runtime, "SELECT action FROM audit_logs WHERE actor_id = :id ORDER BY id", id=someone.id)
    assert [entry[0] for entry in audited] == ["user.created", "user.signed_in"]


async def test_the_tokens_say_what_chapter_9_2_says(person: MakePerson) -> None:
    """And whose, from whom, for whom and until when."""
    someone = await person()
    claims = claims_of(someone.access)
    assert header_of(someone.access) == {"alg": "HS256", "typ": "at+jwt"}
    assert (claims["userId"], claims["email"], claims["role"]) == (someone.id, someone.email, "user")
    assert (claims["iss"], claims["aud"]) == ("http://localhost:3000", "groundwork")
    assert claims["exp"] - claims["iat"] == 3600
    assert set(claims) == {"userId", "email", "role", "sid", "iss", "aud", "jti", "iat", "exp"}
    refresh = claims_of(someone.refresh)
    assert refresh["exp"] - refresh["iat"] == 7 * 86400
    assert set(refresh) == {"userId", "sid", "iss", "aud", "jti", "iat", "exp"}, "a refresh token tells no address"


@pytest.mark.parametrize(
    ("form", "details"),
    [
        ({}, {"email": ["Required"], "password": ["Required"]}),
        (
            {"email": "", "password": ""},
            {"email": ["Must not be empty"], "password": ["Must not be empty"]},
        ),
        ({"email": "a@example.com", "password": "x" * 1001}, {"password": ["Must have at most 1000 characters"]}),
        ({"email": "a@example.com", "password": 7}, {"password": ["Must be a valid string"]}),
    ],
)
async def test_login_refuses_invalid_input(
    client: httpx2.AsyncClient, form: dict[str, Any], details: dict[str, list[str]]
) -> None:
    """400, before anything is looked up."""
    answer = await client.post(f"{V1}/auth/login", json=form)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert fields_of(answer) == details


async def test_what_is_no_address_is_nobodys(client: httpx2.AsyncClient) -> None:
    """The same answer as for any unknown one."""
    answer = await client.post(f"{V1}/auth/login", json={"email": "not an address", "password": PASSWORD})
    assert code_of(answer) == (401, "INVALID_CREDENTIALS")
    assert answer.json()["error"] == {
        "code": "INVALID_CREDENTIALS",
        "message": "Invalid email or password",
        "details": [],
    }


async def test_a_deactivated_account_is_told_to_its_owner_alone(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """403 with the right password, 401 with a wrong one; no session is made."""
    someone = await person()
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = :id", id=someone.id)
    wrong = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": "Wrong-passw0rd"})
    assert code_of(wrong) == (401, "INVALID_CREDENTIALS")
    right = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert code_of(right) == (403, "ACCOUNT_DEACTIVATED")
    assert "set-cookie" not in right.headers
    assert len(await fetch(runtime, "SELECT 1 FROM sessions WHERE user_id = :id", id=someone.id)) == 1
    refusals = await fetch(
        runtime,
        "SELECT changes->>'reason' FROM audit_logs WHERE action LIKE '%refused' AND resource_id = :id ORDER BY id",
        id=someone.id,
    )
    assert [row[0] for row in refusals] == ["INVALID_CREDENTIALS", "ACCOUNT_DEACTIVATED"]


async def test_an_account_without_a_password_has_none_that_is_right(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """As those have that sign in with another provider."""
    someone = await person()
    await fetch(runtime, "UPDATE users SET password_hash = NULL WHERE id = :id", id=someone.id)
    answer = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert code_of(answer) == (401, "INVALID_CREDENTIALS")


async def test_refresh_by_body(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """200 with the next tokens, for programs."""
    someone = await person()
    answer = await client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    assert answer.status_code == 200
    assert set(answer.json()["data"]) == {"accessToken", "expiresIn", "refreshToken"}
    assert answer.json()["data"]["expiresIn"] == 3600
    assert answer.json()["data"]["refreshToken"] != someone.refresh
    me = await client.get(f"{V1}/auth/me", headers=as_user(answer.json()["data"]["accessToken"]))
    assert me.status_code == 200


@pytest.mark.parametrize("options", [{"json": {}}, {}, {"json": {"data": {}}}, {"json": {"refreshToken": None}}])
async def test_refresh_by_cookie(browser: httpx2.AsyncClient, options: dict[str, Any]) -> None:
    """A browser sends no token, and gets none to read."""
    await browser.post(f"{V1}/auth/register", json=_form())
    before = browser.cookies[REFRESH_COOKIE]
    answer = await browser.post(f"{V1}/auth/refresh", **options)
    assert answer.status_code == 200
    assert {name for name, value in answer.json()["data"].items() if value} == {"accessToken", "expiresIn"}
    assert browser.cookies[REFRESH_COOKIE] != before
    assert answer.headers["X-RateLimit-Limit"] == "1000000"


async def test_refresh_without_a_token_is_unauthorized(client: httpx2.AsyncClient) -> None:
    """401 UNAUTHORIZED without one; INVALID_TOKEN with one that is no good."""
    assert code_of(await client.post(f"{V1}/auth/refresh", json={})) == (401, "UNAUTHORIZED")
    for token in ("x", "a.b.c", "x" * 2048):
        answer = await client.post(f"{V1}/auth/refresh", json={"refreshToken": token})
        assert code_of(answer) == (401, "INVALID_TOKEN")
    for token in ("", "x" * 2049):
        answer = await client.post(f"{V1}/auth/refresh", json={"refreshToken": token})
        assert list(fields_of(answer)) == ["refreshToken"]


async def test_a_cookie_that_is_no_good_is_taken_back(app: ASGIApp) -> None:
    """So that the browser stops sending it."""
    for value in ("x", "a.b.c", '"broken', "x=y"):
        async with client_of(app, headers={**PAGE, "Cookie": f"{REFRESH_COOKIE}={value}"}) as browser:
            answer = await browser.post(f"{V1}/auth/refresh", json={})
        assert code_of(answer) == (401, "INVALID_TOKEN")
        assert answer.headers["Set-Cookie"].startswith(f'{REFRESH_COOKIE}=""; ')
        assert "max-age=0" in answer.headers["Set-Cookie"].lower()


async def test_logout(browser: httpx2.AsyncClient, runtime: Runtime) -> None:
    """200; the session is gone, and so is the cookie; the device stays known."""
    data = (await browser.post(f"{V1}/auth/register", json=_form())).json()["data"]
    answer = await browser.post(f"{V1}/auth/logout", headers=as_user(data["accessToken"]))
    assert answer.status_code == 200
    assert set(answer.json()) == {"success", "message", "meta"}
    assert answer.json()["message"] == "Logged out successfully"
    assert REFRESH_COOKIE not in browser.cookies
    assert DEVICE_COOKIE in browser.cookies
    assert await fetch(runtime, "SELECT 1 FROM sessions WHERE user_id = :id", id=data["user"]["id"]) == []
    assert code_of(await browser.post(f"{V1}/auth/refresh", json={})) == (401, "UNAUTHORIZED")
    again = await browser.post(f"{V1}/auth/logout", headers=as_user(data["accessToken"]))
    assert code_of(again) == (401, "INVALID_TOKEN")
