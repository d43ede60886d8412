"""What happens beside the requests: clearing up, seeds, and the edges that no request reaches by itself."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.domains.auth import authenticator, passwords, service, sessions
from groundwork.domains.auth.admission import SignedIn
from groundwork.domains.auth.models import OAuthAccount
from groundwork.domains.auth.seeds import DEVELOPMENT_PASSWORD, seeds
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import InvalidToken, ValidationFailed
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import PASSWORD, MakePerson, client_of, make_settings, new_email
from tests.security.support import (
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


async def test_expired_sessions_and_tokens_are_forgotten(runtime: Runtime, person: MakePerson, travel: Travel) -> None:
    """Daily; what is still good stays."""
    someone = await person()
    travel(timedelta(days=6))
    await someone.client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    late = await person()
    travel(timedelta(days=6))
    busy = await person()
    async with transaction(runtime) as db:
        await sessions.forget_expired(db)
    left = await fetch(runtime, "SELECT user_id::text FROM sessions")
    assert {row[0] for row in left} >= {someone.id, late.id, busy.id}
    tokens = {row[0] for row in await fetch(runtime, "SELECT user_id::text FROM mail_tokens")}
    assert busy.id in tokens
    assert not {someone.id, late.id} & tokens
    travel(timedelta(days=6, hours=12))
    async with transaction(runtime) as db:
        await sessions.forget_expired(db)
    left = await fetch(runtime, "SELECT user_id::text FROM sessions")
    assert not {someone.id, late.id} & {row[0] for row in left}
    assert busy.id in {row[0] for row in left}


def test_clearing_up_is_scheduled(runtime: Runtime) -> None:
    """Each night."""
    schedules = {job.name: job.schedule for job in runtime.queue.jobs}
    assert schedules["auth.forget_expired"] == "17 3 * * *"


async def test_the_development_people_are_planted_once(empty_database: str, settings: Settings) -> None:
    """A dozen of every role, without mails; they can sign in; planting again changes nothing."""
    runtime = open_runtime(make_settings(empty_database, settings.groundwork_home))
    async with runtime.running():
        for _ in range(2):
            async with transaction(runtime) as db:
                for seed in seeds:
                    await seed.plant(db)
        people = await fetch(runtime, "SELECT email, role, email_verified, created_at FROM users ORDER BY created_at")
        assert len(people) == 12
        assert {row[1] for row in people} == {"manager", "user", "guest"}
        assert all(row[2] for row in people)
        assert len({row[3].date() for row in people}) == 12, "they did not all join today"
        assert await fetch(runtime, "SELECT 1 FROM mails") == []
        assert await fetch(runtime, "SELECT 1 FROM user_profiles WHERE bio IS NULL OR timezone IS NULL") == []
        actor = Actor()
        outcome = await service.sign_in(
            runtime, actor, email="lucia.fernandez@example.com", password=DEVELOPMENT_PASSWORD, device_cookie=None
        )
        assert isinstance(outcome, SignedIn)
        assert outcome.user.first_name == "Lucía"


async def test_the_operator_breaks_no_rule_for_passwords_either(runtime: Runtime) -> None:
    """What is wrong is named, and no account is made."""
    email = new_email()
    with pytest.raises(ValidationFailed) as refused:
        async with transaction(runtime) as db:
            await service.create_verified_user(
                db, Actor(), email=email, password="short", names=("Ada", "Byron"), role=Role.ADMIN
            )
    assert {detail.field for detail in refused.value.details} == {"password"}
    assert len(refused.value.details) == 4
    assert await fetch(runtime, "SELECT 1 FROM users WHERE email = :email", email=email) == []


async def test_a_password_that_changes_while_it_is_checked_is_wrong(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither signing in nor changing it works with the one that was just replaced."""
    someone = await person()
    hasher = passwords.hasher(runtime.settings.password_rounds)
    check = hasher.is_right

    async def replaced_meanwhile(password: str, password_hash: str | None) -> bool:
        right = await check(password, password_hash)
        await fetch(runtime, "UPDATE users SET password_hash = password_hash || 'x' WHERE id = :id", id=someone.id)
        return right

    monkeypatch.setattr(hasher, "is_right", replaced_meanwhile)
    login = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert code_of(login) == (401, "INVALID_CREDENTIALS")
    await fetch(runtime, "UPDATE users SET password_hash = rtrim(password_hash, 'x') WHERE id = :id", id=someone.id)
    form = {"currentPassword": PASSWORD, "newPassword": "Next-passw0rd"}
    change = await someone.post("/auth/change-password", form)
    assert code_of(change) == (400, "VALIDATION_ERROR")


async def test_nobody_changes_no_password(runtime: Runtime) -> None:
    """An account that is deleted while its request runs."""
    actor = Actor(user_id=uuid4(), role="user", permissions=runtime.matrix.of("user"), signed_in_at=now())
    with pytest.raises(InvalidToken):
        await service.change_password(runtime, actor, current=PASSWORD, new="Next-passw0rd")


async def test_a_sign_in_that_is_no_session_has_none_to_act_upon(
    app: ASGIApp, runtime: Runtime, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signing out needs a session."""
    someone = await person()
    sessionless = Actor(user_id=UUID(someone.id), role="user", permissions=runtime.matrix.of("user"))

    def without_session(**_fields: object) -> Actor:
        return sessionless

    monkeypatch.setattr(authenticator, "Actor", without_session)
    assert code_of(await someone.call("POST", "/auth/logout")) == (403, "FORBIDDEN")
    assert (await someone.get("/auth/me")).status_code == 200


async def test_verified_tokens_are_remembered_within_bounds(
    start_node: StartNode, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory is emptied when it is full, and fills again."""
    monkeypatch.setattr(authenticator, "_MOST_TOKENS", 2)
    node = await start_node()
    people = [await person() for _ in range(5)]
    async with client_of(node.app) as client:
        for _ in range(2):
            for someone in people:
                answer = await client.get(f"{V1}/auth/me", headers=as_user(someone.access))
                assert answer.json()["data"]["id"] == someone.id


async def test_a_browser_that_reloads_counts_as_its_user(start_node: StartNode, person: MakePerson) -> None:
    """Its cookie tells whose limit a request counts against, as long as it is good; nobody else's is used up."""
    node = await start_node(rate_limit_anonymous="50/hour", rate_limit_authenticated="40/hour")
    someone, left = await person(), await person()
    await left.post("/auth/logout")
    cookies = {
        someone.refresh: "40",
        left.refresh: "50",
        someone.refresh[:-4] + "AAAA": "50",
        someone.access: "50",
        "x": "50",
        '"': "50",
    }
    for cookie, limit in cookies.items():
        async with client_of(node.app, headers={**PAGE, "Cookie": f"a=b; {REFRESH_COOKIE}={cookie}"}) as browser:
            answer = await browser.get(f"{V1}/auth/me")
        assert code_of(answer) == (401, "UNAUTHORIZED"), "the cookie signs nobody in"
        assert answer.headers["X-RateLimit-Limit"] == limit, cookie
    for header in (
        f"other_{REFRESH_COOKIE}=x",
        f"{REFRESH_COOKIE}",
        f"a[]={REFRESH_COOKIE}",
        f"\x01{REFRESH_COOKIE}=\x01",
    ):
        async with client_of(node.app, headers={**PAGE, "Cookie": header}) as browser:
            assert (await browser.get(f"{V1}/auth/me")).headers["X-RateLimit-Limit"] == "50"


async def test_a_refresh_token_of_another_user_is_refused(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """A session that was moved, as no request of ours does."""
    someone, other = await person(), await person()
    await fetch(runtime, "UPDATE sessions SET user_id = :new WHERE user_id = :old", new=other.id, old=someone.id)
    answer = await client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    assert code_of(answer) == (401, "INVALID_TOKEN")
    left = await fetch(runtime, "SELECT 1 FROM sessions WHERE id = :id", id=claims_of(someone.refresh)["sid"])
    assert left


async def test_a_deleted_account_is_nobodys(client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson) -> None:
    """Softly deleted: unknown at sign-in, refused at refresh and with its token."""
    someone = await person()
    await fetch(runtime, "UPDATE users SET deleted_at = now() WHERE id = :id", id=someone.id)
    login = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert code_of(login) == (401, "INVALID_CREDENTIALS")
    answer = await client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    assert code_of(answer) == (401, "INVALID_TOKEN")


async def test_tokens_of_linked_accounts_are_encrypted(runtime: Runtime, person: MakePerson) -> None:
    """At rest; readable with the key."""
    someone = await person()
    provider_id = new_email()
    async with transaction(runtime) as db:
        account = OAuthAccount(
            user_id=UUID(someone.id), provider="example", provider_account_id=provider_id, access_token="canary"
        )
        db.add(account)
    kept = await fetch(
        runtime,
        "SELECT access_token, refresh_token FROM oauth_accounts WHERE provider_account_id = :id",
        id=provider_id,
    )
    assert "canary" not in kept[0][0]
    assert kept[0][1] is None
    async with transaction(runtime) as db:
        found = await db.get(OAuthAccount, account.id)
        assert found is not None
        assert found.access_token == "canary"
