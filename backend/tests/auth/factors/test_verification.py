"""/auth/mfa/verify, /auth/mfa/options and /auth/passkeys/sign-in, to the letter of the contract."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from groundwork.domains.auth import service
from groundwork.domains.auth.factors import challenges, proofs
from groundwork.domains.auth.factors.proofs import Prepared
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.crypto import digest
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import NotFound
from groundwork.kernel.runtime import Runtime
from tests.auth.factors.authenticator import packed
from tests.auth.factors.support import add_passkey, add_totp, challenge, request_options, sign_in, verify
from tests.conftest import MakePerson, Outbox
from tests.security.support import DEVICE_COOKIE, REFRESH_COOKIE, V1, RunJobs, Travel, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"method": "totp"}, {"code"}),
        ({"method": "recoveryCode", "code": None}, {"code"}),
        ({"method": "passkey", "code": "123456"}, {"code", "credential"}),
        ({"method": "sms", "code": "123456"}, {"method"}),
        ({"code": "123456"}, {"method"}),
        ({"method": "totp", "code": ""}, {"code"}),
        ({"method": "totp", "code": "123456", "remember": True}, {"remember"}),
    ],
)
async def test_verifying_says_what_is_wrong_with_its_input(
    client: httpx2.AsyncClient, person: MakePerson, form: dict[str, Any], fields: set[str]
) -> None:
    """400 with the field, and no attempt is used up."""
    someone = await person()
    app, _ = await add_totp(someone)
    token = await challenge(client, someone)
    for _ in range(6):
        answer = await client.post(f"{V1}/auth/mfa/verify", json={"challengeToken": token, **form})
        assert code_of(answer) == (400, "VALIDATION_ERROR")
        assert set(fields_of(answer)) == fields
    assert (await verify(client, token, "totp", app.code())).status_code == 200


async def test_a_credential_does_not_belong_to_a_code(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """One proof at a time."""
    someone = await person()
    passkey = await add_passkey(someone)
    token = await challenge(client, someone)
    credential = passkey.get(await request_options(client, token))
    form = {"challengeToken": token, "method": "totp", "code": "123456", "credential": credential}
    answer = await client.post(f"{V1}/auth/mfa/verify", json=form)
    assert fields_of(answer) == {"credential": ["Does not belong to the method totp"]}


async def test_what_the_browser_gets_to_ask_a_passkey(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """The person's own; with a token that is good."""
    someone = await person()
    passkey = await add_passkey(someone)
    token = await challenge(client, someone)
    options = await request_options(client, token)
    assert [known["id"] for known in options["allowCredentials"]] == [packed(passkey.credential_id)]
    assert options["rpId"] == "localhost"
    unknown = await client.post(f"{V1}/auth/mfa/options", json={"challengeToken": "unknown"})
    assert code_of(unknown) == (401, "INVALID_TOKEN")
    assert (await verify(client, token, "passkey", passkey.get(options))).status_code == 200
    used = await client.post(f"{V1}/auth/mfa/options", json={"challengeToken": token})
    assert code_of(used) == (401, "INVALID_TOKEN")


async def test_a_browser_is_signed_in_by_its_second_factor(browser: httpx2.AsyncClient, person: MakePerson) -> None:
    """The cookies come with it and not before."""
    someone = await person()
    app, _ = await add_totp(someone)
    token = await challenge(browser, someone)
    assert not browser.cookies
    answer = await verify(browser, token, "totp", app.code())
    assert answer.json()["data"]["refreshToken"] is None
    assert {REFRESH_COOKIE, DEVICE_COOKIE} <= set(answer.cookies)


async def test_an_account_that_is_closed_meanwhile(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """403, whatever is shown; nothing is used up, and nothing is left of one that was deleted."""
    someone = await person()
    passkey = await add_passkey(someone)
    token = await challenge(client, someone)
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = :id", id=someone.id)
    signed = passkey.get(await request_options(client, token))
    assert code_of(await verify(client, token, "passkey", signed)) == (403, "ACCOUNT_DEACTIVATED")
    body = {"credential": passkey.get(await request_options(client))}
    refused = await client.post(f"{V1}/auth/passkeys/sign-in", json=body)
    assert code_of(refused) == (403, "ACCOUNT_DEACTIVATED")
    await fetch(runtime, "DELETE FROM users WHERE id = :id", id=someone.id)
    assert code_of(await verify(client, token, "recoveryCode", "x")) == (401, "INVALID_TOKEN")
    for table in ("passkeys", "recovery_codes", "sign_in_challenges", "passkey_challenges"):
        assert await fetch(runtime, f"SELECT 1 FROM {table} WHERE user_id = :id", id=someone.id) == []


async def test_an_account_that_is_deleted_while_it_signs_in(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the count of the attempt and the look at it."""
    someone = await person()
    app, _ = await add_totp(someone)
    token = await challenge(client, someone)
    prepare = proofs.prepare

    async def then_deleted(*arguments: Any, **options: Any) -> Prepared:
        await fetch(runtime, "DELETE FROM users WHERE id = :id", id=someone.id)
        return await prepare(*arguments, **options)

    monkeypatch.setattr(proofs, "prepare", then_deleted)
    assert code_of(await verify(client, token, "totp", app.code())) == (401, "INVALID_TOKEN")


async def test_refusals_are_in_the_audit_trail(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """Which factor was asked for after which, which was shown, and why it was refused; never a code."""
    someone = await person()
    app, _ = await add_totp(someone)
    wrong = app.wrong()
    await sign_in(client, someone, "totp", wrong)
    await sign_in(client, someone, "recoveryCode", "no-such-code")
    told = await fetch(
        runtime,
        "SELECT action, changes FROM audit_logs WHERE actor_id = :id AND action LIKE 'user.second%' ORDER BY id",
        id=someone.id,
    )
    asked = ("user.second_factor_asked", {"after": "password"})
    assert [tuple(row) for row in told] == [
        asked,
        ("user.second_factor_refused", {"method": "totp", "reason": "INVALID_CREDENTIALS"}),
        asked,
        ("user.second_factor_refused", {"method": "recoveryCode", "reason": "INVALID_CREDENTIALS"}),
    ]


async def test_what_can_no_longer_be_met_is_forgotten(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, travel: Travel
) -> None:
    """Each night; what is still good stays."""
    someone = await person()
    app, _ = await add_totp(someone)
    old = await challenge(client, someone)
    await request_options(client, old)
    travel(timedelta(minutes=6))
    new = await challenge(client, someone)
    async with transaction(runtime) as db:
        await challenges.forget_expired(db)
    left = await fetch(runtime, "SELECT digest FROM sign_in_challenges WHERE user_id = :id", id=someone.id)
    assert [row[0] for row in left] == [digest(new)]
    assert await fetch(runtime, "SELECT 1 FROM passkey_challenges WHERE expires_at <= :moment", moment=now()) == []
    assert {job.name: job.schedule for job in runtime.queue.jobs}["auth.forget_challenges"] == "27 3 * * *"
    assert (await verify(client, new, "totp", app.code())).status_code == 200


async def test_the_operator_helps_who_has_lost_everything(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """All factors are gone, the owner is told, and it is in the audit trail."""
    someone = await person()
    _, codes = await add_totp(someone)
    passkey = await add_passkey(someone)
    waiting = await challenge(client, someone)
    async with transaction(runtime) as db:
        await service.reset_factors(db, Actor(), someone.email)
    assert (await someone.get("/auth/mfa")).json()["data"] == {"totp": False, "recoveryCodesLeft": 0, "passkeys": 0}
    login = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": someone.password})
    assert "accessToken" in login.json()["data"]
    assert code_of(await verify(client, waiting, "recoveryCode", codes[0])) == (401, "INVALID_TOKEN")
    body = {"credential": passkey.get(await request_options(client))}
    assert (await client.post(f"{V1}/auth/passkeys/sign-in", json=body)).status_code == 400
    await run_jobs()
    subject = "All second factors of your account were removed by its operator"
    assert subject in [mail["Subject"] for mail in outbox.to(someone.email)]
    told = await fetch(
        runtime,
        "SELECT actor_id, changes FROM audit_logs WHERE action = 'factors.reset' AND resource_id = :id",
        id=someone.id,
    )
    assert [tuple(row) for row in told] == [(None, {"totp": True, "passkeys": 1, "recoveryCodes": 10})]
    with pytest.raises(NotFound):
        async with transaction(runtime) as db:
            await service.reset_factors(db, Actor(), "nobody@example.com")
