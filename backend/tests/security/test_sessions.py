"""Sessions: fresh at sign-in, out of reach of scripts, never longer than they may last, ended by their owner."""

from datetime import timedelta

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, client_of, new_email
from tests.security.server import Server
from tests.security.support import (
    DEVICE_COOKIE,
    PAGE,
    REFRESH_COOKIE,
    V1,
    StartNode,
    Travel,
    as_user,
    claims_of,
    code_of,
    fetch,
)

pytestmark = pytest.mark.anyio


async def _me(app: ASGIApp, access: str) -> httpx2.Response:
    async with client_of(app) as client:
        return await client.get(f"{V1}/auth/me", headers=as_user(access))


async def test_s20_a_planted_session_is_not_taken_over(app: ASGIApp, person: MakePerson, runtime: Runtime) -> None:
    """Whatever cookie was there before, signing in makes a session and tokens of its own. [ASVS 7.2.4]"""
    attacker, victim = await person(), await person()
    async with client_of(app, headers=PAGE) as browser:
        browser.cookies.set(REFRESH_COOKIE, attacker.refresh, domain="localhost.local", path="/")
        credentials = {"email": victim.email, "password": PASSWORD}
        signed_in = await browser.post(f"{V1}/auth/login", json=credentials)
        cookie = signed_in.cookies[REFRESH_COOKIE]
        assert cookie != attacker.refresh
        sessions = {claims_of(token)["sid"] for token in (cookie, attacker.refresh, victim.refresh)}
        assert len(sessions) == 3
        again = await browser.post(f"{V1}/auth/login", json=credentials)
        assert claims_of(again.cookies[REFRESH_COOKIE])["sid"] not in sessions
    async with client_of(app) as thief:
        renewed = await thief.post(f"{V1}/auth/refresh", json={"refreshToken": attacker.refresh})
        whose = await thief.get(f"{V1}/auth/me", headers=as_user(renewed.json()["data"]["accessToken"]))
    assert whose.json()["data"]["email"] == attacker.email
    owner = await fetch(
        runtime, "SELECT user_id::text FROM sessions WHERE id = :id", id=claims_of(attacker.refresh)["sid"]
    )
    assert [row[0] for row in owner] == [attacker.id]


async def test_s21_the_cookies_are_out_of_reach(browser: httpx2.AsyncClient) -> None:
    """HttpOnly, SameSite=Strict, for this host alone; and a browser's answers never show the value. [ASVS 3.3.1-4]"""
    form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    credentials = {"email": form["email"], "password": PASSWORD}
    for path, body in (("/auth/register", form), ("/auth/login", credentials), ("/auth/refresh", {})):
        for headers in ({}, {"X-Client": "api"}):
            answer = await browser.post(f"{V1}{path}", json=body, headers=headers)
            if answer.status_code == 409:
                continue
            assert answer.is_success
            assert "refreshToken" not in {name for name, value in answer.json()["data"].items() if value}
            token = browser.cookies[REFRESH_COOKIE]
            assert token not in answer.text
            for line in answer.headers.get_list("set-cookie"):
                attributes = {part.strip().lower() for part in line.split(";")[1:]}
                assert {"httponly", "samesite=strict", "path=/"} <= attributes
                assert not any(attribute.startswith("domain") for attribute in attributes)
                assert line.startswith((f"{REFRESH_COOKIE}=", f"{DEVICE_COOKIE}="))


async def test_s21_in_production_the_cookies_are_host_bound_and_secure(server: Server) -> None:
    """`__Host-` and `Secure`, at their beginning and at their end. [ASVS 3.3.1, 3.3.3, RFC 6265bis 4.1.3.2]"""
    page = {"Origin": "https://app.groundwork.test", "Sec-Fetch-Site": "same-origin"}
    form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    registered = server.call("POST", f"{V1}/auth/register", json=form, headers=page)
    assert registered.status_code == 201
    access = registered.json()["data"]["accessToken"]
    left = server.call("POST", f"{V1}/auth/logout", headers={**page, **as_user(access)})
    lines = registered.headers.get_list("set-cookie") + left.headers.get_list("set-cookie")
    assert [line.split("=")[0] for line in lines] == [
        f"__Host-{REFRESH_COOKIE}",
        f"__Host-{DEVICE_COOKIE}",
        f"__Host-{REFRESH_COOKIE}",
    ]
    for line in lines:
        attributes = {part.strip().lower() for part in line.split(";")[1:]}
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= attributes
        assert not any(attribute.startswith("domain") for attribute in attributes)
    assert lines[0].split(";")[0].split("=")[1] not in registered.text
    assert "max-age=0" in lines[2].lower()


async def test_s24_an_unused_session_ends(app: ASGIApp, person: MakePerson, travel: Travel) -> None:
    """After seven days without use there is no way to renew it; with use it goes on. [ASVS 7.3.1]"""
    idle, busy = await person(), await person()
    travel(timedelta(days=6, hours=23))
    renewed = await busy.client.post(f"{V1}/auth/refresh", json={"refreshToken": busy.refresh})
    assert renewed.status_code == 200
    travel(timedelta(hours=2))
    refused = await idle.client.post(f"{V1}/auth/refresh", json={"refreshToken": idle.refresh})
    assert code_of(refused) == (401, "INVALID_TOKEN")
    again = await busy.client.post(f"{V1}/auth/refresh", json={"refreshToken": renewed.json()["data"]["refreshToken"]})
    assert again.status_code == 200


async def test_s24_no_session_lasts_longer_than_thirty_days(person: MakePerson, travel: Travel) -> None:
    """However often it is used. [ASVS 7.3.2, 10.4.8]"""
    someone = await person()
    end = claims_of(someone.refresh)["iat"] + 30 * 86400
    refresh, statuses = someone.refresh, []
    for _ in range(6):
        travel(timedelta(days=6))
        answer = await someone.client.post(f"{V1}/auth/refresh", json={"refreshToken": refresh})
        statuses.append(answer.status_code)
        refresh = answer.json()["data"]["refreshToken"] if answer.is_success else refresh
    assert statuses == [200, 200, 200, 200, 401, 401]
    assert abs(claims_of(refresh)["exp"] - end) <= 1, "and the last token says so"


async def test_s24_an_access_token_does_not_outlive_its_session(start_node: StartNode, travel: Travel) -> None:
    """Nor does what is kept in memory end a session that was used meanwhile. [ASVS 7.3.1]"""
    node = await start_node(jwt_expiration="60s")
    form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    async with client_of(node.app) as client:
        data = (await client.post(f"{V1}/auth/register", json=form)).json()["data"]
        assert (await _me(node.app, data["accessToken"])).status_code == 200
        travel(timedelta(seconds=50))
        renewed = await client.post(f"{V1}/auth/refresh", json={"refreshToken": data["refreshToken"]})
        access = renewed.json()["data"]["accessToken"]
        travel(timedelta(seconds=20))
        assert (await _me(node.app, access)).status_code == 200
        listed = await client.get(f"{V1}/auth/sessions", headers=as_user(access))
        assert [row["current"] for row in listed.json()["data"]] == [True]
        travel(timedelta(seconds=45))
        assert code_of(await _me(node.app, access)) == (401, "INVALID_TOKEN")


async def test_s25_sessions_are_listed_and_ended_one_by_one_or_all(app: ASGIApp, person: MakePerson) -> None:
    """Everyone sees where they are signed in, and ends any of it. [ASVS 7.5.2, 7.4.5]"""
    someone, other = await person(), await person()
    credentials = {"email": someone.email, "password": PASSWORD}
    signed_in = [await someone.client.post(f"{V1}/auth/login", json=credentials) for _ in range(3)]
    tokens = [someone.access, *(answer.json()["data"]["accessToken"] for answer in signed_in)]
    ids = [claims_of(token)["sid"] for token in tokens]
    listed = (await someone.get("/auth/sessions")).json()["data"]
    assert {row["id"] for row in listed} == set(ids)
    assert [row["id"] for row in listed if row["current"]] == [ids[0]]

    assert (await someone.call("DELETE", f"/auth/sessions/{ids[1]}")).status_code == 200
    assert [(await _me(app, token)).status_code for token in tokens] == [200, 401, 200, 200]
    assert (await someone.call("DELETE", "/auth/sessions?keepCurrent=true")).status_code == 200
    assert [(await _me(app, token)).status_code for token in tokens] == [200, 401, 401, 401]
    assert (await someone.call("DELETE", "/auth/sessions")).status_code == 200
    assert (await _me(app, tokens[0])).status_code == 401
    assert (await other.get("/auth/me")).status_code == 200


async def test_s25_nobody_ends_anothers_session(person: MakePerson) -> None:
    """It does not exist, as far as a stranger can tell. [ASVS 7.5.2, 8.2.2]"""
    someone, stranger = await person(), await person(role="admin")
    theirs = claims_of(someone.access)["sid"]
    assert code_of(await stranger.call("DELETE", f"/auth/sessions/{theirs}")) == (404, "NOT_FOUND")
    assert (await someone.get("/auth/me")).status_code == 200
