"""Who comes back from a provider: somebody known, somebody new, somebody who is not let in; and where they land."""

from typing import Any

import pytest
from sqlalchemy import text

from groundwork.domains.auth.admission import MfaChallenge
from groundwork.domains.auth.oauth import landing
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.auth.oauth.issuer import CLIENT_ID, Issuer
from tests.auth.oauth.journeys import browser_of, claims_of, come_back, depart, me, settings_for, sign_in, state_of
from tests.auth.oauth.loopback import Told
from tests.conftest import PASSWORD, MakePerson, Outbox, client_of, new_email
from tests.security.support import DEVICE_COOKIE, REFRESH_COOKIE, V1, Node, RunJobs, StartNode, code_of, fetch

pytestmark = pytest.mark.anyio


@pytest.fixture
async def node(start_node: StartNode, issuer: Issuer) -> Node:
    """The application, which knows the issuer."""
    return await start_node(**settings_for(issuer))


async def _verify(runtime: Runtime, user_id: str) -> None:
    await fetch(runtime, "UPDATE users SET email_verified = true WHERE id = CAST(:id AS uuid)", id=user_id)


async def _trail(runtime: Runtime, **where: str) -> list[Any]:
    [(column, value)] = where.items()
    return await fetch(
        runtime, f"SELECT action, changes FROM audit_logs WHERE {column} = :value ORDER BY id", value=value
    )


async def test_the_providers_that_the_settings_name_are_listed(start_node: StartNode, issuer: Issuer) -> None:
    async with client_of((await start_node()).app) as client:
        assert (await client.get(f"{V1}/auth/oauth/providers")).json()["data"] == []
    acme = {"id": "acme", "name": "Acme", "issuer": "https://login.acme.example", "clientId": "x"}
    half = {"google_client_id": "x", "github_client_secret": "x"}
    async with client_of((await start_node(**settings_for(issuer, oidc_providers=[acme], **half))).app) as client:
        listed = (await client.get(f"{V1}/auth/oauth/providers")).json()["data"]
        assert listed == [{"id": "oidc", "name": "Loopback"}, {"id": "acme", "name": "Acme"}]
    all_of_them = {f"{name}_client_{part}": "x" for name in ("google", "github") for part in ("id", "secret")}
    async with client_of((await start_node(**all_of_them)).app) as client:
        listed = (await client.get(f"{V1}/auth/oauth/providers")).json()["data"]
        assert listed == [{"id": "google", "name": "Google"}, {"id": "github", "name": "GitHub"}]


async def test_a_provider_that_is_not_named_is_not_there(node: Node, person: MakePerson) -> None:
    someone = await person()
    async with client_of(node.app) as client:
        assert code_of(await client.get(f"{V1}/auth/oauth/google/authorize")) == (404, "NOT_FOUND")
        assert code_of(await client.get("/auth/google/callback?code=x&state=y")) == (404, "NOT_FOUND")
        answer = await client.post(
            f"{V1}/auth/oauth/google/authorization", json={}, headers={"Authorization": f"Bearer {someone.access}"}
        )
        assert code_of(answer) == (404, "NOT_FOUND")


async def test_somebody_new_gets_an_account_without_a_password(
    node: Node, issuer: Issuer, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    email = new_email()
    async with browser_of(node.app) as browser:
        claims = claims_of(email.upper(), given_name="Ada", family_name="\u202eByron")
        answer = await sign_in(browser, issuer, return_to="/dashboard", **claims)
        assert (answer.status_code, answer.headers["location"]) == (303, "http://localhost:3000/dashboard")
        assert answer.headers["cache-control"] == "no-store"
        names = [line.split("=")[0] for line in answer.headers.get_list("set-cookie")]
        assert names[:2] == [REFRESH_COOKIE, DEVICE_COOKIE]
        assert "SameSite=strict" in answer.headers.get_list("set-cookie")[0]
        shown = await me(browser)
    assert (shown["email"], shown["emailVerified"], shown["role"]) == (email, True, "user")
    assert (shown["firstName"], shown["lastName"]) == ("Ada", None), "what is no name is left out"
    async with client_of(node.app) as client:
        login = await client.post(f"{V1}/auth/login", json={"email": email, "password": PASSWORD})
        assert code_of(login) == (401, "INVALID_CREDENTIALS")
    await run_jobs()
    assert outbox.to(email) == [], "there is nothing to confirm, and nothing to be told of"
    trail = {row[0]: row[1] for row in await _trail(runtime, actor_id=shown["id"])}
    assert set(trail) == {"user.created", "oauth_account.linked", "user.signed_in"}
    assert trail["user.signed_in"] == {"by": "oauth:oidc"}


async def test_somebody_new_whose_address_is_only_claimed_is_asked_to_confirm_it(
    node: Node, issuer: Issuer, run_jobs: RunJobs, outbox: Outbox
) -> None:
    email = new_email()
    async with browser_of(node.app) as browser:
        assert (await sign_in(browser, issuer, **claims_of(email, verified=False))).status_code == 303
        assert (await me(browser))["emailVerified"] is False
    await run_jobs()
    assert [mail["Subject"] for mail in outbox.to(email)] == ["Welcome to Groundwork, please confirm your address"]


async def test_who_has_the_same_verified_address_is_linked_and_told(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone = await person()
    await _verify(runtime, someone.id)
    async with browser_of(node.app) as browser:
        assert (await sign_in(browser, issuer, **claims_of(someone.email))).status_code == 303
        assert (await me(browser))["id"] == someone.id
    assert (await someone.get("/auth/me")).status_code == 200, "nobody is signed out by it"
    async with client_of(node.app) as client:
        login = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
        assert login.status_code == 200, "and the password stays"
    await run_jobs()
    assert outbox.to(someone.email)[-1]["Subject"] == "Loopback was linked to your account"


async def test_who_comes_again_is_known_and_their_tokens_are_renewed(
    node: Node, issuer: Issuer, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    email = new_email()
    kept = []
    for answer in ({"access_token": "one", "refresh_token": "r"}, {"access_token": "two"}):
        issuer.answer = answer
        async with browser_of(node.app) as browser:
            await sign_in(browser, issuer, **claims_of(email))
        async with transaction(runtime) as db:
            rows = await db.execute(
                text(
                    "SELECT a.access_token, a.refresh_token, a.last_used_at FROM oauth_accounts a JOIN users u "
                    "ON u.id = a.user_id WHERE u.email = :email"
                ),
                {"email": email},
            )
            kept.append(rows.one())
    assert kept[0][0] != kept[1][0]
    assert kept[1][1] is not None, "a provider gives a refresh token once, and means it to be kept"
    assert kept[0][2] < kept[1][2]
    await run_jobs()
    assert outbox.to(email) == []


async def test_a_deactivated_user_is_not_let_in(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    """Neither by the link that they have, nor by one that they would get."""
    linked, unlinked = new_email(), await person()
    await _verify(runtime, unlinked.id)
    async with browser_of(node.app) as browser:
        await sign_in(browser, issuer, **claims_of(linked))
    await fetch(
        runtime, "UPDATE users SET is_active = false WHERE email IN (:one, :other)", one=linked, other=unlinked.email
    )
    for email in (linked, unlinked.email):
        async with browser_of(node.app) as browser:
            answer = await sign_in(browser, issuer, return_to="/dashboard", **claims_of(email))
            assert answer.status_code == 403
            assert "/login?error=ACCOUNT_DEACTIVATED&amp;returnTo=%2Fdashboard" in answer.text
            assert REFRESH_COOKIE not in browser.cookies
    trail = await _trail(runtime, resource_id=unlinked.id)
    assert trail[-1] == ("user.sign_in_refused", {"reason": "ACCOUNT_DEACTIVATED", "by": "oauth:oidc"})
    sql = "SELECT 1 FROM oauth_accounts WHERE user_id = CAST(:id AS uuid)"
    assert await fetch(runtime, sql, id=unlinked.id) == []


async def test_registration_by_invitation_holds_here_too(
    start_node: StartNode, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    node, someone, email = await start_node(**settings_for(issuer, registration="invite")), await person(), new_email()
    await _verify(runtime, someone.id)
    async with browser_of(node.app) as browser:
        answer = await sign_in(browser, issuer, **claims_of(email))
        assert (answer.status_code, "error=OAUTH_REGISTRATION_CLOSED" in answer.text) == (403, True)
        assert await fetch(runtime, "SELECT 1 FROM users WHERE email = :email", email=email) == []
        assert (await sign_in(browser, issuer, **claims_of(someone.email))).status_code == 303


async def test_discreet_registration_does_not_tell_a_taken_address_here_either(
    start_node: StartNode, issuer: Issuer, person: MakePerson
) -> None:
    node, someone = await start_node(**settings_for(issuer, registration="discreet")), await person()
    answers = []
    for email in (someone.email, new_email()):
        async with browser_of(node.app) as browser:
            answers.append(await sign_in(browser, issuer, **claims_of(email, verified=False)))
    assert {answer.status_code for answer in answers} == {403}
    assert answers[0].text == answers[1].text
    async with browser_of(node.app) as browser:
        assert (await sign_in(browser, issuer, **claims_of(new_email()))).status_code == 303


@pytest.mark.parametrize("email", [..., None, "", "no address", "a@b\r\nBcc: c@d", "x" * 300 + "@example.com"])
async def test_nobody_new_without_an_address(node: Node, issuer: Issuer, email: Any) -> None:
    issuer.userinfo = {"sub": "one"}
    async with browser_of(node.app) as browser:
        answer = await sign_in(browser, issuer, sub="one", email=email, email_verified=True)
        assert (answer.status_code, "error=OAUTH_EMAIL_MISSING" in answer.text) == (422, True)


async def test_an_address_that_somebody_deleted_had_is_taken(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    someone = await person()
    await fetch(runtime, "UPDATE users SET deleted_at = now() WHERE id = CAST(:id AS uuid)", id=someone.id)
    async with browser_of(node.app) as browser:
        answer = await sign_in(browser, issuer, **claims_of(someone.email))
        assert (answer.status_code, "error=DUPLICATE_ENTRY" in answer.text) == (409, True)
    sql = "SELECT 1 FROM oauth_accounts WHERE provider_account_id = :sub"
    assert await fetch(runtime, sql, sub=f"sub of {someone.email}") == []


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        ({"error": "access_denied"}, 403, "OAUTH_DENIED"),
        ({"error": "server_error", "error_description": "<script>"}, 400, "OAUTH_FAILED"),
        ({}, 400, "OAUTH_FAILED"),
    ],
)
async def test_who_says_no_there_is_back_at_the_sign_in_page(
    node: Node, issuer: Issuer, runtime: Runtime, told: dict[str, str], status: int, code: str
) -> None:
    refusals = "SELECT id, changes->>'reason' FROM audit_logs WHERE action = 'user.sign_in_refused'"
    before = [entry[0] for entry in await fetch(runtime, refusals)]
    async with browser_of(node.app) as browser:
        url = await depart(browser)
        answer = await browser.get("/auth/oidc/callback", params={"state": state_of(url), **told})
        assert answer.status_code == status
        assert f'url=http://localhost:3000/login?error={code}"' in answer.text
        assert "<script>" not in answer.text
        again = await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())))
        assert "error=OAUTH_STATE_INVALID" in again.text
        assert not browser.cookies, "the attempt's cookie is gone"
    entries = await fetch(runtime, f"{refusals} AND id <> ALL(:before)", before=before)
    assert code in {entry[1] for entry in entries}


async def test_parameters_that_we_do_not_know_are_no_reason_to_refuse(node: Node, issuer: Issuer) -> None:
    async with browser_of(node.app) as browser:
        url = await depart(browser)
        more = {"session_state": "x", "scope": "openid email", "authuser": "0", "prompt": "none"}
        answer = await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())), **more)
        assert answer.status_code == 303


async def test_a_provider_that_is_away_is_told(start_node: StartNode, issuer: Issuer, person: MakePerson) -> None:
    """Before the journey and after it."""
    away = {"id": "away", "name": "Away", "issuer": f"{issuer.url}/away", "clientId": CLIENT_ID}
    node, someone = await start_node(**settings_for(issuer, oidc_providers=[away])), await person()
    async with browser_of(node.app) as browser:
        url = await depart(browser)
        code = issuer.authorize(url, **claims_of(new_email()))
        issuer.server.routes["/token"] = lambda _: Told(status=500)
        answer = await come_back(browser, url, code)
        assert (answer.status_code, "error=OAUTH_UNAVAILABLE" in answer.text) == (503, True)
    async with browser_of(node.app) as browser:
        answer = await browser.get(f"{V1}/auth/oauth/away/authorize?returnTo=/dashboard")
        assert answer.status_code == 302
        location = "http://localhost:3000/login?error=OAUTH_UNAVAILABLE&returnTo=%2Fdashboard"
        assert answer.headers["location"] == location
        answer = await browser.post(
            f"{V1}/auth/oauth/away/authorization", json={}, headers={"Authorization": f"Bearer {someone.access}"}
        )
        assert code_of(answer) == (503, "OAUTH_UNAVAILABLE")
        assert not browser.cookies


async def test_two_tabs_do_not_undo_each_others_journeys(node: Node, issuer: Issuer) -> None:
    async with browser_of(node.app) as browser:
        urls = [await depart(browser, return_to=f"/{number}") for number in (1, 2)]
        for number, url in enumerate(urls, 1):
            answer = await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())))
            assert answer.headers["location"] == f"http://localhost:3000/{number}"


async def test_callbacks_count(start_node: StartNode, issuer: Issuer) -> None:
    node = await start_node(**settings_for(issuer, rate_limit_anonymous="3/hour"))
    async with browser_of(node.app) as browser:
        answers = [await browser.get("/auth/oidc/callback?state=x") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [400, 400, 400, 429]
    assert "error=RATE_LIMIT_EXCEEDED" in answers[3].text
    assert 0 < int(answers[3].headers["retry-after"]) <= 3600


def test_a_challenge_stands_where_no_server_sees_it(runtime: Runtime) -> None:
    """In the fragment, together with what the page needs to go on."""
    answer = landing.challenged(runtime.settings, "/a?b=c", MfaChallenge("to+ken", ("totp", "recoveryCode")))
    address, _, fragment = answer.headers["location"].partition("#")
    assert address == "http://localhost:3000/login"
    assert fragment == "challenge=to%2Bken&methods=totp%2CrecoveryCode&returnTo=%2Fa%3Fb%3Dc"
