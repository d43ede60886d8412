"""Linking an account at a provider to one's own, and unlinking it: in person, after a fresh sign-in, told by mail."""

import asyncio
from datetime import timedelta

import pytest

from groundwork.domains.auth.oauth.attempts import forget_expired
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.auth.factors.support import add_passkey
from tests.auth.oauth.issuer import Issuer
from tests.auth.oauth.journeys import (
    access_token,
    browser_of,
    claims_of,
    come_back,
    depart,
    depart_to_link,
    me,
    settings_for,
    sign_in,
)
from tests.conftest import MakePerson, Outbox, Person, new_email
from tests.security.support import V1, Node, RunJobs, StartNode, Travel, as_user, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio

LINKS = "SELECT provider_account_id FROM oauth_accounts WHERE user_id = CAST(:id AS uuid) ORDER BY created_at"


@pytest.fixture
async def node(start_node: StartNode, issuer: Issuer) -> Node:
    """The application, which knows the issuer."""
    return await start_node(**settings_for(issuer))


async def _link(node: Node, issuer: Issuer, someone: Person, sub: str) -> str:
    """Link an account; the page that the browser lands on, or what it is told."""
    async with browser_of(node.app) as browser:
        url = await depart_to_link(browser, someone.access, return_to="/settings?a=b#c")
        answer = await come_back(browser, url, issuer.authorize(url, **claims_of(new_email(), sub=sub)))
        return str(answer.headers.get("location") or answer.text)


async def test_linking_and_unlinking_are_told_by_mail_and_in_the_trail(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone = await person()
    assert await _link(node, issuer, someone, "one") == "http://localhost:3000/settings?a=b&linked=oidc#c"
    [listed] = (await someone.get("/auth/oauth/accounts")).json()["data"]
    assert set(listed) == {"id", "provider", "providerName", "accountName", "createdAt", "lastUsedAt"}
    assert listed["provider"] == listed["providerName"] == "oidc", "whom the settings do not name is told by its id"
    gone = await someone.call("DELETE", f"/auth/oauth/accounts/{listed['id']}")
    assert (gone.status_code, gone.json()["message"]) == (200, "Account unlinked")
    assert (await someone.get("/auth/oauth/accounts")).json()["data"] == []
    await run_jobs()
    subjects = [mail["Subject"] for mail in outbox.to(someone.email)]
    assert subjects[-2:] == ["Loopback was linked to your account", "oidc was unlinked from your account"]
    trail = await fetch(
        runtime,
        "SELECT action, actor_id::text, changes FROM audit_logs WHERE resource_id = :id ORDER BY id",
        id=listed["id"],
    )
    assert trail == [
        ("oauth_account.linked", someone.id, {"provider": "oidc"}),
        ("oauth_account.unlinked", someone.id, {"provider": "oidc"}),
    ]


async def test_ones_own_account_is_linked_again_without_a_word(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    someone = await person()
    for _ in range(2):
        assert await _link(node, issuer, someone, f"of {someone.id}") == (
            "http://localhost:3000/settings?a=b&linked=oidc#c"
        )
    assert len(await fetch(runtime, LINKS, id=someone.id)) == 1
    await run_jobs()
    assert [mail["Subject"] for mail in outbox.to(someone.email)].count("Loopback was linked to your account") == 1


async def test_anothers_account_stays_theirs(node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime) -> None:
    someone, other = await person(), await person()
    await _link(node, issuer, someone, f"of {someone.id}")
    page = await _link(node, issuer, other, f"of {someone.id}")
    assert "http://localhost:3000/settings?a=b&amp;error=OAUTH_ALREADY_LINKED#c" in page
    assert await fetch(runtime, LINKS, id=other.id) == []
    assert len(await fetch(runtime, LINKS, id=someone.id)) == 1
    trail = await fetch(runtime, "SELECT changes FROM audit_logs WHERE resource_id = :id ORDER BY id", id=other.id)
    assert trail[-1][0] == {"reason": "OAUTH_ALREADY_LINKED", "by": "oauth:oidc"}


async def test_of_two_people_who_link_the_same_account_at_once_one_wins(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    people = [await person() for _ in range(4)]
    sub = f"wanted by {people[0].id}"
    pages = await asyncio.gather(*(_link(node, issuer, someone, sub) for someone in people))
    assert sum("linked=oidc" in page for page in pages) == 1
    assert sum("error=OAUTH_ALREADY_LINKED" in page for page in pages) == 3
    found = await fetch(runtime, "SELECT 1 FROM oauth_accounts WHERE provider_account_id = :sub", sub=sub)
    assert len(found) == 1


async def test_somebody_new_who_comes_twice_at_once_is_one_person(node: Node, issuer: Issuer, runtime: Runtime) -> None:
    email = new_email()

    async def come() -> int:
        async with browser_of(node.app) as browser:
            return (await sign_in(browser, issuer, **claims_of(email))).status_code

    assert await asyncio.gather(*(come() for _ in range(4))) == [303] * 4
    assert len(await fetch(runtime, "SELECT 1 FROM users WHERE email = :email", email=email)) == 1


async def test_a_deactivated_user_links_nothing(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime
) -> None:
    someone = await person()
    async with browser_of(node.app) as browser:
        url = await depart_to_link(browser, someone.access)
        await fetch(runtime, "UPDATE users SET is_active = false WHERE id = CAST(:id AS uuid)", id=someone.id)
        answer = await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())))
    assert (answer.status_code, "error=OAUTH_STATE_INVALID" in answer.text) == (400, True)
    assert await fetch(runtime, LINKS, id=someone.id) == []


async def test_a_guest_and_an_old_sign_in_link_and_unlink_nothing(
    node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime, travel: Travel
) -> None:
    """[ASVS 7.5.1]"""
    someone = await person()
    await _link(node, issuer, someone, f"of {someone.id}")
    [listed] = (await someone.get("/auth/oauth/accounts")).json()["data"]
    path = f"{V1}/auth/oauth/oidc/authorization"
    async with browser_of(node.app) as browser:
        assert code_of(await browser.post(path, json={})) == (401, "UNAUTHORIZED")
        travel(timedelta(minutes=11))
        answer = await browser.post(path, json={}, headers=as_user(someone.access))
        assert code_of(answer) == (403, "REAUTHENTICATION_REQUIRED")
        assert not browser.cookies
    gone = await someone.call("DELETE", f"/auth/oauth/accounts/{listed['id']}")
    assert code_of(gone) == (403, "REAUTHENTICATION_REQUIRED")
    assert len(await fetch(runtime, LINKS, id=someone.id)) == 1


async def test_nobody_unlinks_anothers(node: Node, issuer: Issuer, person: MakePerson, runtime: Runtime) -> None:
    someone, stranger = await person(), await person(role="admin")
    await _link(node, issuer, someone, f"of {someone.id}")
    [listed] = (await someone.get("/auth/oauth/accounts")).json()["data"]
    assert code_of(await stranger.call("DELETE", f"/auth/oauth/accounts/{listed['id']}")) == (404, "NOT_FOUND")
    assert len(await fetch(runtime, LINKS, id=someone.id)) == 1


async def test_the_only_way_in_stays(start_node: StartNode, issuer: Issuer, runtime: Runtime) -> None:
    """Without a password one linked account has to stay, and one whose provider is gone is no way in."""
    other = {"id": "other", "name": "Other", "issuer": issuer.url, "clientId": "groundwork"}
    node, email = await start_node(**settings_for(issuer, oidc_providers=[other])), new_email()
    async with browser_of(node.app) as browser:
        await sign_in(browser, issuer, **claims_of(email))
        access = await access_token(browser)
        shown = await me(browser)

        async def accounts() -> dict[str, str]:
            listed = await browser.get(f"{V1}/auth/oauth/accounts", headers=as_user(access))
            return {row["provider"]: row["id"] for row in listed.json()["data"]}

        async def unlink(provider: str, where: Node) -> int:
            async with browser_of(where.app) as elsewhere:
                path = f"{V1}/auth/oauth/accounts/{(await accounts())[provider]}"
                answer = await elsewhere.delete(path, headers=as_user(access))
                if answer.status_code == 422:
                    assert code_of(answer) == (422, "UNPROCESSABLE_ENTITY")
                    assert "set a password first" in answer.json()["error"]["message"]
                return answer.status_code

        assert await unlink("oidc", node) == 422
        url = await depart_to_link(browser, access, provider="other")
        await come_back(browser, url, issuer.authorize(url, **claims_of(email)), provider="other")
        assert set(await accounts()) == {"oidc", "other"}
        without_it = await start_node(**settings_for(issuer))
        assert await unlink("oidc", without_it) == 422
        assert await unlink("oidc", node) == 200
        assert await unlink("other", node) == 422
        await add_passkey(Person(shown["id"], email, "", access, "", browser))
        assert await unlink("other", node) == 200, "a passkey opens the account by itself"
    assert await fetch(runtime, LINKS, id=shown["id"]) == []


@pytest.mark.parametrize(
    ("form", "field"),
    [({"returnTo": 7}, "returnTo"), ({"userId": "x"}, "userId"), ({"returnTo": "/" * 2001}, "returnTo")],
)
async def test_bad_input_is_named(node: Node, person: MakePerson, form: dict[str, object], field: str) -> None:
    someone = await person()
    async with browser_of(node.app) as browser:
        path = f"{V1}/auth/oauth/oidc/authorization"
        answer = await browser.post(path, json=form, headers=as_user(someone.access))
        assert code_of(answer) == (400, "VALIDATION_ERROR")
        assert set(fields_of(answer)) == {field}
        unknown = await browser.get(f"{V1}/auth/oauth/oidc/authorize?returnto=/x")
        assert set(fields_of(unknown)) == {"returnto"}


async def test_attempts_that_did_not_come_back_are_forgotten(node: Node, runtime: Runtime, travel: Travel) -> None:
    async with browser_of(node.app) as browser:
        await depart(browser)
        travel(timedelta(minutes=9))
        await depart(browser)
        travel(timedelta(minutes=2))
        async with transaction(runtime) as db:
            await forget_expired(db)
    left = await fetch(runtime, "SELECT 1 FROM oauth_attempts WHERE expires_at > now() - interval '1 day'")
    assert len(left) == 1


async def test_what_is_kept_of_an_attempt_opens_nothing(node: Node, issuer: Issuer, runtime: Runtime) -> None:
    async with browser_of(node.app) as browser:
        url = await depart(browser)
        [cookie] = browser.cookies.jar
        rows = await fetch(runtime, "SELECT to_jsonb(a)::text FROM oauth_attempts a")
        assert url.split("state=")[1].split("&")[0] not in str(rows)
        assert str(cookie.value) not in str(rows)
        await come_back(browser, url, issuer.authorize(url, **claims_of(new_email())))
        [asked] = [asked for asked in issuer.server.asked if asked.path == "/token"]
        assert asked.form["code_verifier"] not in str(rows)
