"""Forgotten passwords: the token of the mail is good once, shortly, and only for its owner."""

import asyncio
from datetime import timedelta

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.kernel.crypto import digest
from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Outbox, Person, client_of
from tests.security.support import V1, RunJobs, Travel, as_user, code_of, fetch, fields_of, warm_up

pytestmark = pytest.mark.anyio

NEXT = "Next-passw0rd"
BAD_TOKEN = {"token": ["Invalid or expired token"]}


@pytest.fixture
def mailed_token(client: httpx2.AsyncClient, run_jobs: RunJobs, outbox: Outbox) -> "MailedToken":
    """Asks for a reset and reads the token from the mail."""
    return MailedToken(client, run_jobs, outbox)


class MailedToken:
    """Callable: the token that is mailed to somebody who forgot their password."""

    def __init__(self, client: httpx2.AsyncClient, run_jobs: RunJobs, outbox: Outbox) -> None:
        self.client, self.run_jobs, self.outbox = client, run_jobs, outbox

    async def __call__(self, someone: Person, headers: dict[str, str] | None = None) -> str:
        answer = await self.client.post(f"{V1}/auth/forgot-password", json={"email": someone.email}, headers=headers)
        assert answer.status_code == 200
        await self.run_jobs()
        return self.outbox.token(someone.email, "reset-password")


async def _reset(client: httpx2.AsyncClient, token: str, password: str = NEXT) -> httpx2.Response:
    return await client.post(f"{V1}/auth/reset-password", json={"token": token, "newPassword": password})


async def _sign_in(client: httpx2.AsyncClient, someone: Person, password: str) -> int:
    answer = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": password})
    return answer.status_code


async def test_s09_a_reset_token_works_once(
    client: httpx2.AsyncClient, person: MakePerson, mailed_token: MailedToken
) -> None:
    """Its second use is refused and changes nothing. [ASVS 6.5.1]"""
    someone = await person()
    token = await mailed_token(someone)
    assert (await _reset(client, token)).status_code == 200
    again = await _reset(client, token, "Third-passw0rd")
    assert code_of(again) == (400, "VALIDATION_ERROR")
    assert fields_of(again) == BAD_TOKEN
    assert await _sign_in(client, someone, "Third-passw0rd") == 401
    assert await _sign_in(client, someone, NEXT) == 200


async def test_s09_a_newer_reset_token_voids_the_older(
    client: httpx2.AsyncClient, person: MakePerson, mailed_token: MailedToken
) -> None:
    """Only the newest mail counts. [ASVS 6.5.1]"""
    someone = await person()
    older, newer = await mailed_token(someone), await mailed_token(someone)
    refused = await _reset(client, older)
    assert fields_of(refused) == BAD_TOKEN
    assert await _sign_in(client, someone, PASSWORD) == 200
    assert (await _reset(client, newer)).status_code == 200


async def test_s09_a_reset_token_lives_ten_minutes(
    client: httpx2.AsyncClient, person: MakePerson, mailed_token: MailedToken, travel: Travel
) -> None:
    """A minute before, it works; afterwards, not. [ASVS 6.5.5]"""
    late, early = await person(), await person()
    late_token, early_token = await mailed_token(late), await mailed_token(early)
    travel(timedelta(minutes=9))
    assert (await _reset(client, early_token)).status_code == 200
    travel(timedelta(minutes=1, seconds=1))
    refused = await _reset(client, late_token)
    assert fields_of(refused) == BAD_TOKEN
    assert await _sign_in(client, late, NEXT) == 401
    assert await _sign_in(client, late, PASSWORD) == 200


async def test_s09_a_reset_ends_every_session(
    client: httpx2.AsyncClient, person: MakePerson, mailed_token: MailedToken, outbox: Outbox
) -> None:
    """Whoever had got in is out, refresh token included, and the owner is told. [ASVS 7.4.3, 6.3.7]"""
    someone = await person()
    assert (await someone.get("/auth/me")).status_code == 200
    assert (await _reset(client, await mailed_token(someone))).status_code == 200
    assert code_of(await someone.get("/auth/me")) == (401, "INVALID_TOKEN")
    renewed = await client.post(f"{V1}/auth/refresh", json={"refreshToken": someone.refresh})
    assert code_of(renewed) == (401, "INVALID_TOKEN")
    await mailed_token.run_jobs()
    assert outbox.to(someone.email)[-1]["Subject"] == "Your password was changed"


async def test_s09_a_token_of_another_kind_resets_nothing(
    client: httpx2.AsyncClient, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """The token that verifies an address, an access token, a digest from the database. [ASVS 6.5.1]"""
    someone = await person()
    await run_jobs()
    verification = outbox.token(someone.email, "verify-email")
    for token in (verification, digest(verification), someone.access, someone.refresh, "x", " "):
        refused = await _reset(client, token)
        assert fields_of(refused) == BAD_TOKEN
    assert await _sign_in(client, someone, PASSWORD) == 200
    verified = await client.post(f"{V1}/auth/verify-email", json={"token": verification})
    assert verified.status_code == 200, "the refused attempts did not use it up"


async def test_s09_only_a_digest_of_the_token_is_kept(
    runtime: Runtime, person: MakePerson, mailed_token: MailedToken
) -> None:
    """Who reads the database cannot reset anybody's password. [ASVS 6.5.2]"""
    someone = await person()
    token = await mailed_token(someone)
    kept = await fetch(
        runtime, "SELECT digest FROM mail_tokens WHERE user_id = :id AND purpose = 'reset_password'", id=someone.id
    )
    assert [row[0] for row in kept] == [digest(token)]
    mails = await fetch(runtime, "SELECT m::text FROM mails m WHERE recipient = :email", email=someone.email)
    assert mails
    assert not any(token in row[0] for row in mails)


async def test_s09_a_refused_new_password_leaves_the_token_good(
    client: httpx2.AsyncClient, person: MakePerson, mailed_token: MailedToken
) -> None:
    """A typing error does not cost the owner another mail. [ASVS 6.2.4]"""
    someone = await person()
    token = await mailed_token(someone)
    assert fields_of(await _reset(client, token, "Ada-Byron1")) == {"newPassword": ["Must not be your address or name"]}
    assert list(fields_of(await _reset(client, token, "short"))) == ["newPassword"]
    assert (await _reset(client, token)).status_code == 200


async def test_s09_a_deactivated_account_gets_no_mail_and_no_reset(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, mailed_token: MailedToken, outbox: Outbox
) -> None:
    """A reset is no way back in. [ASVS 7.4.2]"""
    someone = await person()
    token = await mailed_token(someone)
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = :id", id=someone.id)
    mails = len(outbox.to(someone.email))
    assert fields_of(await _reset(client, token)) == BAD_TOKEN
    answer = await client.post(f"{V1}/auth/forgot-password", json={"email": someone.email})
    assert answer.json()["message"] == "Password reset email sent if account exists"
    await mailed_token.run_jobs()
    assert len(outbox.to(someone.email)) == mails


async def test_s10_the_mailed_link_is_ours_whatever_host_was_asked(
    app: ASGIApp, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """A forged `Host` does not send the owner's token elsewhere. [WSTG-INPV-17]"""
    someone = await person()
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    async with client_of(app) as attacker:
        answer = await attacker.post(f"{V1}/auth/forgot-password", json={"email": someone.email}, headers=forged)
    assert answer.status_code == 200
    await run_jobs()
    mail = outbox.to(someone.email)[-1]
    parts = [str(part.get_content()) for part in mail.walk() if part.get_content_maintype() == "text"]
    assert mail["Subject"] == "Reset your password"
    assert len(parts) == 2
    assert all("http://localhost:3000/reset-password?token=" in part for part in parts)
    assert "evil" not in mail.as_string()


async def test_s11_of_ten_concurrent_uses_of_a_reset_token_one_wins(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, mailed_token: MailedToken
) -> None:
    """Using the token up is one atomic step. [ASVS 15.4.2]"""
    someone = await person()
    token = await mailed_token(someone)
    await warm_up(runtime)
    choices = [f"Chosen-passw0rd{number}" for number in range(10)]
    answers = await asyncio.gather(*(_reset(client, token, choice) for choice in choices))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 9
    winner = next(choice for choice, answer in zip(choices, answers, strict=True) if answer.status_code == 200)
    signed_in = {choice: await _sign_in(client, someone, choice) for choice in choices[:4] if choice != winner}
    assert set(signed_in.values()) == {401}
    assert await _sign_in(client, someone, winner) == 200
    assert (await client.get(f"{V1}/auth/me", headers=as_user(someone.access))).status_code == 401
