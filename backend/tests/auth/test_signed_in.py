"""What somebody signed in does below /auth, to the letter of chapter 6.3: oneself, sessions, the password."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, client_of
from tests.security.support import (
    V1,
    Travel,
    as_user,
    claims_of,
    code_of,
    fetch,
    fields_of,
)

pytestmark = pytest.mark.anyio

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


async def test_me(person: MakePerson) -> None:
    """Exactly the keys of the specification."""
    someone = await person()
    answer = await someone.get("/auth/me")
    data = answer.json()["data"]
    assert data == {
        "id": someone.id,
        "email": someone.email,
        "firstName": "Ada",
        "lastName": "Byron",
        "role": "user",
        "profilePicture": None,
        "emailVerified": False,
        "createdAt": data["createdAt"],
    }
    assert _TIME.fullmatch(data["createdAt"])
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/auth/me"),
        ("POST", "/auth/logout"),
        ("POST", "/auth/resend-verification"),
        ("POST", "/auth/change-password"),
        ("GET", "/auth/sessions"),
        ("DELETE", "/auth/sessions"),
        ("DELETE", "/auth/sessions/0197f2a4-c1d2-7e4b-8000-000000000000"),
    ],
)
async def test_what_needs_a_sign_in_says_so(client: httpx2.AsyncClient, method: str, path: str) -> None:
    """401 UNAUTHORIZED without a credential or with one of another kind, INVALID_TOKEN with a bad one."""
    for headers, code in (
        ({}, "UNAUTHORIZED"),
        ({"Authorization": "Basic YTpi"}, "UNAUTHORIZED"),
        ({"Authorization": ""}, "UNAUTHORIZED"),
        ({"Authorization": "Bearer"}, "INVALID_TOKEN"),
        ({"Authorization": "bearer x.y.z"}, "INVALID_TOKEN"),
    ):
        answer = await client.request(method, f"{V1}{path}", headers=headers)
        assert code_of(answer) == (401, code)
        assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_sessions(person: MakePerson, app: ASGIApp, travel: Travel) -> None:
    """Where one is signed in, the last used first."""
    someone = await person()
    travel(timedelta(seconds=5))
    async with client_of(app, address="2001:db8::7", headers={"User-Agent": "Tin can/1.0"}) as tin_can:
        login = {"email": someone.email, "password": PASSWORD}
        data = (await tin_can.post(f"{V1}/auth/login", json=login)).json()["data"]
    rows = (await someone.get("/auth/sessions")).json()["data"]
    assert [row["id"] for row in rows] == [claims_of(token)["sid"] for token in (data["accessToken"], someone.access)]
    newest = rows[0]
    assert set(newest) == {"id", "ipAddress", "userAgent", "current", "createdAt", "lastUsedAt", "expiresAt"}
    assert (newest["ipAddress"], newest["userAgent"], newest["current"]) == ("2001:db8::7", "Tin can/1.0", False)
    assert (rows[1]["ipAddress"], rows[1]["current"]) == ("127.0.0.1", True)
    lifetime = datetime.fromisoformat(newest["expiresAt"]) - datetime.fromisoformat(newest["createdAt"])
    assert lifetime == timedelta(days=7)
    travel(timedelta(days=6))
    await someone.client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    travel(timedelta(days=2))
    renewed = await someone.client.post(f"{V1}/auth/login", json=login)
    listed = await someone.client.get(f"{V1}/auth/sessions", headers=as_user(renewed.json()["data"]["accessToken"]))
    assert data["accessToken"] not in listed.text
    assert len(listed.json()["data"]) == 2, "what has expired is not listed"


@pytest.mark.parametrize(
    ("query", "message", "left"),
    [
        ("", "2 sessions ended", 0),
        ("?keepCurrent=false", "2 sessions ended", 0),
        ("?keepCurrent=true", "1 session ended", 1),
    ],
)
async def test_ending_sessions(person: MakePerson, runtime: Runtime, query: str, message: str, left: int) -> None:
    """All, or all others."""
    someone = await person()
    await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    answer = await someone.call("DELETE", f"/auth/sessions{query}")
    assert (answer.status_code, answer.json()["message"]) == (200, message)
    assert len(await fetch(runtime, "SELECT 1 FROM sessions WHERE user_id = :id", id=someone.id)) == left


async def test_ending_one_session(person: MakePerson) -> None:
    """200 once, 404 then; 400 for what is no id."""
    someone = await person()
    data = (await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})).json()
    path = f"/auth/sessions/{claims_of(data['data']['accessToken'])['sid']}"
    answer = await someone.call("DELETE", path)
    assert (answer.status_code, answer.json()["message"]) == (200, "Session ended")
    assert code_of(await someone.call("DELETE", path)) == (404, "NOT_FOUND")
    bad = await someone.call("DELETE", "/auth/sessions/not-an-id")
    assert code_of(bad) == (400, "VALIDATION_ERROR")
    assert list(fields_of(bad)) == ["id"]


@pytest.mark.parametrize(
    ("form", "field", "matches"),
    [
        (
            {"currentPassword": "Wrong-passw0rd", "newPassword": "Next-passw0rd"},
            "currentPassword",
            "not your current".__contains__,
        ),
        ({"currentPassword": PASSWORD, "newPassword": "short"}, "newPassword", None),
        ({"currentPassword": PASSWORD, "newPassword": "Ada-Byron1"}, "newPassword", None),
        ({"currentPassword": PASSWORD}, "newPassword", None),
    ],
)
async def test_change_password_refuses(
    person: MakePerson, form: dict[str, str], field: str, matches: Callable[[str], bool] | None
) -> None:
    """A wrong current password, a new one that breaks the rules; the old one stays."""
    someone = await person()
    answer = await someone.post("/auth/change-password", form)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert list(fields_of(answer)) == [field]
    login = await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert login.status_code == 200


async def test_change_password(person: MakePerson, runtime: Runtime) -> None:
    """200; the next change is not limited by this one."""
    someone = await person()
    for number in range(7):
        current, new = (PASSWORD, "Next-passw0rd")[:: 1 if number % 2 == 0 else -1]
        answer = await someone.post("/auth/change-password", {"currentPassword": current, "newPassword": new})
        assert (answer.status_code, answer.json()["message"]) == (200, "Password changed successfully")
    audited = await fetch(
        runtime, "SELECT 1 FROM audit_logs WHERE action = 'user.password_changed' AND actor_id = :id", id=someone.id
    )
    assert len(audited) == 7
