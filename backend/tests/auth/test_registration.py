"""POST /auth/register, to the letter of chapter 6.3."""

import re
from typing import Any

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, new_email
from tests.security.support import (
    V1,
    as_user,
    code_of,
    fetch,
    fields_of,
)

pytestmark = pytest.mark.anyio

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def _form(**changes: Any) -> dict[str, Any]:
    return {"email": new_email(), "password": PASSWORD, "firstName": "John", "lastName": "Doe", **changes}


def _meta(answer: httpx2.Response) -> dict[str, Any]:
    meta: dict[str, Any] = answer.json()["meta"]
    assert set(meta) == {"requestId", "timestamp", "version"}
    assert meta["requestId"] == answer.headers["X-Request-ID"]
    assert _TIME.fullmatch(meta["timestamp"])
    return meta


async def test_register(client: httpx2.AsyncClient, runtime: Runtime) -> None:
    """201 with the user and tokens that work."""
    form = _form()
    answer = await client.post(f"{V1}/auth/register", json=form)
    assert answer.status_code == 201
    body = answer.json()
    assert set(body) == {"success", "data", "message", "meta"}
    assert (body["success"], body["message"]) == (True, "User registered successfully")
    _meta(answer)
    assert set(body["data"]) == {"user", "accessToken", "refreshToken", "expiresIn"}
    user = body["data"]["user"]
    assert user == {
        "id": user["id"],
        "email": form["email"],
        "firstName": "John",
        "lastName": "Doe",
        "role": "user",
        "createdAt": user["createdAt"],
    }
    assert _TIME.fullmatch(user["createdAt"])
    assert body["data"]["expiresIn"] == 3600
    me = await client.get(f"{V1}/auth/me", headers=as_user(body["data"]["accessToken"]))
    assert me.json()["data"]["id"] == user["id"]
    kept = await fetch(runtime, "SELECT password_hash, email_verified FROM users WHERE id = :id", id=user["id"])
    assert kept[0][0].startswith("$2b$")
    assert kept[0][1] is False
    assert await fetch(runtime, "SELECT 1 FROM user_profiles WHERE user_id = :id", id=user["id"])


async def test_the_enveloped_form_of_a_request_works_too(client: httpx2.AsyncClient) -> None:
    """Chapter 6.4: `{data, meta}`; the request id is the caller's."""
    form = _form()
    for path, data in (
        ("/auth/register", form),
        ("/auth/login", {"email": form["email"], "password": PASSWORD}),
        ("/auth/forgot-password", {"email": form["email"]}),
    ):
        answer = await client.post(f"{V1}{path}", json={"data": data, "meta": {"requestId": "req_123456"}})
        assert answer.is_success
        assert _meta(answer)["requestId"] == "req_123456"


async def test_a_taken_address_is_a_duplicate(client: httpx2.AsyncClient, runtime: Runtime) -> None:
    """409, however it is written; the account there stays as it is."""
    form = _form()
    assert (await client.post(f"{V1}/auth/register", json=form)).status_code == 201
    before = await fetch(runtime, "SELECT to_jsonb(u) FROM users u WHERE email = :email", email=form["email"])
    for email in (form["email"], form["email"].upper(), f"  {form['email']} "):
        answer = await client.post(f"{V1}/auth/register", json={**form, "email": email, "firstName": "Eve"})
        assert code_of(answer) == (409, "DUPLICATE_ENTRY")
        assert answer.json()["error"]["message"] == "Email already exists"
        assert fields_of(answer) == {"email": ["Email already exists"]}
        assert "data" not in answer.json()
        assert "set-cookie" not in answer.headers
    assert await fetch(runtime, "SELECT to_jsonb(u) FROM users u WHERE email = :email", email=form["email"]) == before


@pytest.mark.parametrize(
    ("changes", "details"),
    [
        ({"email": "nobody"}, {"email": ["Must be a valid email address"]}),
        ({"email": "a@b@example.com"}, {"email": ["Must be a valid email address"]}),
        ({"email": f"{'x' * 250}@example.com"}, {"email": ["Must have at most 254 characters"]}),
        ({"email": None}, {"email": ["Must be a valid string"]}),
        ({"firstName": "J"}, {"firstName": ["Must have at least 2 characters"]}),
        ({"firstName": "  J  "}, {"firstName": ["Must have at least 2 characters"]}),
        ({"lastName": "x" * 51}, {"lastName": ["Must have at most 50 characters"]}),
        ({"lastName": "Doe\nBcc: x"}, {"lastName": ["Must not contain control characters"]}),
        ({"lastName": "Doe\u202eeod"}, {"lastName": ["Must not contain control characters"]}),
        ({"lastName": "Doe\x85x"}, {"lastName": ["Must not contain control characters"]}),
        ({"firstName": 7}, {"firstName": ["Must be a valid string"]}),
        ({"role": "admin"}, {"role": ["Unknown field"]}),
    ],
)
async def test_register_refuses_invalid_input(
    client: httpx2.AsyncClient, changes: dict[str, Any], details: dict[str, list[str]]
) -> None:
    """400 with what is wrong with which field."""
    answer = await client.post(f"{V1}/auth/register", json=_form(**changes))
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert answer.json()["error"]["message"] == "Invalid input data"
    assert fields_of(answer) == details


async def test_register_names_every_missing_field(client: httpx2.AsyncClient) -> None:
    """At once."""
    answer = await client.post(f"{V1}/auth/register", json={})
    assert fields_of(answer) == {name: ["Required"] for name in ("email", "password", "firstName", "lastName")}
    nothing = await client.post(f"{V1}/auth/register")
    assert code_of(nothing) == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize(
    ("first", "last"), [("Zoë", "O’Brien-Smith"), ("李", "小龍"), ("नागार्जुन", "می‌خواهم"), ("x" * 50, "👩‍👩‍👧‍👦 Family")]
)
async def test_names_of_the_world_are_fine(client: httpx2.AsyncClient, first: str, last: str) -> None:
    """In any script; two characters make a name."""
    first = first if len(first) >= 2 else first * 2
    answer = await client.post(f"{V1}/auth/register", json=_form(firstName=first, lastName=f" {last} "))
    assert answer.status_code == 201
    user = answer.json()["data"]["user"]
    assert (user["firstName"], user["lastName"]) == (first, last)
