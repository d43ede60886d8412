"""From registering to signing out, over HTTP, with the mails as they leave."""

from collections.abc import Awaitable, Callable

import httpx2
import pytest

from tests.conftest import PASSWORD, Outbox, new_email

pytestmark = pytest.mark.anyio
RunJobs = Callable[[], Awaitable[None]]


async def test_register_verify_profile_sessions_sign_out(
    browser: httpx2.AsyncClient, run_jobs: RunJobs, outbox: Outbox
) -> None:
    email = new_email()
    form = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    registered = await browser.post("/api/v1/auth/register", json=form)
    assert registered.status_code == 201
    user_id = registered.json()["data"]["user"]["id"]
    bearer = {"Authorization": f"Bearer {registered.json()['data']['accessToken']}"}
    assert (await browser.get("/api/v1/auth/me", headers=bearer)).json()["data"]["emailVerified"] is False

    await run_jobs()
    token = outbox.token(email, "verify-email")
    verified = await browser.post("/api/v1/auth/verify-email", json={"token": token})
    assert verified.status_code == 200
    assert (await browser.get("/api/v1/auth/me", headers=bearer)).json()["data"]["emailVerified"] is True
    again = await browser.post("/api/v1/auth/verify-email", json={"token": token})
    assert (again.status_code, again.json()["error"]["details"][0]["field"]) == (400, "token")

    profile = f"/api/v1/users/{user_id}/profile"
    changed = await browser.patch(profile, json={"bio": "Countess", "timezone": "Europe/London"}, headers=bearer)
    assert changed.status_code == 200
    read = (await browser.get(profile, headers=bearer)).json()["data"]
    assert (read["bio"], read["timezone"]) == ("Countess", "Europe/London")

    reloaded = await browser.post("/api/v1/auth/refresh", json={})
    assert reloaded.status_code == 200, "the cookie signs in again after a reload"
    bearer = {"Authorization": f"Bearer {reloaded.json()['data']['accessToken']}"}

    elsewhere = {"email": email, "password": PASSWORD}
    other = await browser.post("/api/v1/auth/login", json=elsewhere, headers={"X-Client": "api"})
    other_bearer = {"Authorization": f"Bearer {other.json()['data']['accessToken']}"}
    sessions = (await browser.get("/api/v1/auth/sessions", headers=bearer)).json()["data"]
    assert [session["current"] for session in sessions].count(True) == 1
    [stranger] = [session for session in sessions if not session["current"]]
    assert (await browser.delete(f"/api/v1/auth/sessions/{stranger['id']}", headers=bearer)).status_code == 200
    assert (await browser.get("/api/v1/auth/me", headers=other_bearer)).status_code == 401

    assert (await browser.post("/api/v1/auth/logout", headers=bearer)).status_code == 200
    assert (await browser.get("/api/v1/auth/me", headers=bearer)).status_code == 401
    assert (await browser.post("/api/v1/auth/refresh", json={})).status_code == 401


async def test_forgot_reset_sign_in(browser: httpx2.AsyncClient, run_jobs: RunJobs, outbox: Outbox) -> None:
    email, fresh = new_email(), "Another-Secret-9"
    form = {"email": email, "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    registered = await browser.post("/api/v1/auth/register", json=form)
    bearer = {"Authorization": f"Bearer {registered.json()['data']['accessToken']}"}
    assert (await browser.post("/api/v1/auth/forgot-password", json={"email": email})).status_code == 200
    await run_jobs()
    token = outbox.token(email, "reset-password")
    weak = await browser.post("/api/v1/auth/reset-password", json={"token": token, "newPassword": "weak"})
    assert weak.status_code == 400
    reset = await browser.post("/api/v1/auth/reset-password", json={"token": token, "newPassword": fresh})
    assert reset.status_code == 200, "the weak attempt did not use the token up"
    assert (await browser.get("/api/v1/auth/me", headers=bearer)).status_code == 401
    for password, status in ((PASSWORD, 401), (fresh, 200)):
        answer = await browser.post("/api/v1/auth/login", json={"email": email, "password": password})
        assert answer.status_code == status
    await run_jobs()
    assert [mail["X-Groundwork-Template"] for mail in outbox.to(email)].count("auth/password_changed") == 1
