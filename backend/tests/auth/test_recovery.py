"""Forgotten passwords and the verification of addresses, with the mails of both."""

from datetime import timedelta
from email.message import EmailMessage
from uuid import uuid4

import httpx2
import pytest

from groundwork.domains.auth import recovery
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import NotFound
from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Outbox, new_email
from tests.security.support import V1, RunJobs, Travel, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio

BAD_TOKEN = {"token": ["Invalid or expired token"]}


def _texts(mail: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML of a mail."""
    plain, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    return str(plain.get_content()), str(html.get_content())


async def test_forgot_password(
    client: httpx2.AsyncClient, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Always 200, with the message of the specification; the owner gets a mail, nobody else does."""
    someone, stranger = await person(), new_email()
    for email in (someone.email, someone.email.upper(), stranger):
        answer = await client.post(f"{V1}/auth/forgot-password", json={"email": email})
        assert answer.status_code == 200
        assert set(answer.json()) == {"success", "message", "meta"}
        assert answer.json()["message"] == "Password reset email sent if account exists"
    await run_jobs()
    mails = [mail for mail in outbox.to(someone.email) if mail["Subject"] == "Reset your password"]
    assert len(mails) == 2
    assert outbox.to(stranger) == []
    token = outbox.token(someone.email, "reset-password")
    for text in _texts(mails[-1]):
        assert f"http://localhost:3000/reset-password?token={token}" in text
        assert "Hello Ada" in text
        assert "10 minutes" in text
    bad = await client.post(f"{V1}/auth/forgot-password", json={"email": "nobody"})
    assert fields_of(bad) == {"email": ["Must be a valid email address"]}


async def test_nobodys_inbox_is_flooded(
    client: httpx2.AsyncClient, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Ten mails an hour, whoever asks; the answer stays the same."""
    someone = await person()
    answers = [await client.post(f"{V1}/auth/forgot-password", json={"email": someone.email}) for _ in range(13)]
    assert {answer.status_code for answer in answers} == {200}
    await run_jobs()
    assert len(outbox.to(someone.email)) == 10 + 1, "and the one that welcomed"


async def test_reset_password(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """200; who reads the mail has shown that the address is theirs, and may sign in after many wrong attempts."""
    someone = await person()
    credentials = {"email": someone.email, "password": "Next-passw0rd"}
    for _ in range(6):
        refused = await client.post(f"{V1}/auth/login", json={**credentials, "password": "forgotten"})
    assert refused.status_code == 429
    await client.post(f"{V1}/auth/forgot-password", json={"email": someone.email})
    await run_jobs()
    form = {"token": outbox.token(someone.email, "reset-password"), "newPassword": "Next-passw0rd"}
    answer = await client.post(f"{V1}/auth/reset-password", json=form)
    assert answer.status_code == 200
    assert set(answer.json()) == {"success", "message", "meta"}
    assert answer.json()["message"] == "Password reset successfully"
    assert (await client.post(f"{V1}/auth/login", json=credentials)).status_code == 200
    row = await fetch(runtime, "SELECT email_verified FROM users WHERE id = :id", id=someone.id)
    assert row[0][0] is True


async def test_reset_password_refuses_invalid_input(client: httpx2.AsyncClient) -> None:
    """400 with each field that is wrong."""
    answer = await client.post(f"{V1}/auth/reset-password", json={"token": "", "newPassword": "Zqkkwpzqx"})
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert fields_of(answer)["newPassword"] == ["Must contain a number", "Must contain a special character"]
    assert "token" in fields_of(answer)
    unknown = await client.post(f"{V1}/auth/reset-password", json={"token": "x", "newPassword": "Next-passw0rd"})
    assert fields_of(unknown) == BAD_TOKEN


async def test_verify_email(client: httpx2.AsyncClient, person: MakePerson, run_jobs: RunJobs, outbox: Outbox) -> None:
    """The welcome mail's token, once."""
    someone = await person()
    await run_jobs()
    welcome = outbox.to(someone.email)[0]
    assert welcome["Subject"] == "Welcome to Groundwork, please confirm your address"
    token = outbox.token(someone.email, "verify-email")
    for text in _texts(welcome):
        assert f"http://localhost:3000/verify-email?token={token}" in text
        assert "2 days" in text
    answer = await client.post(f"{V1}/auth/verify-email", json={"token": token})
    assert (answer.status_code, answer.json()["message"]) == (200, "Email verified successfully")
    assert (await someone.get("/auth/me")).json()["data"]["emailVerified"] is True
    again = await client.post(f"{V1}/auth/verify-email", json={"token": token})
    assert code_of(again) == (400, "VALIDATION_ERROR")
    assert fields_of(again) == BAD_TOKEN


async def test_a_verification_token_lives_two_days(
    client: httpx2.AsyncClient, person: MakePerson, run_jobs: RunJobs, outbox: Outbox, travel: Travel
) -> None:
    """And no longer."""
    someone = await person()
    await run_jobs()
    token = outbox.token(someone.email, "verify-email")
    travel(timedelta(days=2, seconds=1))
    assert fields_of(await client.post(f"{V1}/auth/verify-email", json={"token": token})) == BAD_TOKEN


async def test_a_deactivated_account_verifies_nothing(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Its token is as good as unknown."""
    someone = await person()
    await run_jobs()
    await fetch(runtime, "UPDATE users SET is_active = false WHERE id = :id", id=someone.id)
    form = {"token": outbox.token(someone.email, "verify-email")}
    assert fields_of(await client.post(f"{V1}/auth/verify-email", json=form)) == BAD_TOKEN
    row = await fetch(runtime, "SELECT email_verified FROM users WHERE id = :id", id=someone.id)
    assert row[0][0] is False


async def test_resend_verification(
    client: httpx2.AsyncClient, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """A new token voids the one before; five an hour; none once the address is verified."""
    someone = await person()
    await run_jobs()
    first = outbox.token(someone.email, "verify-email")
    answers = [await someone.post("/auth/resend-verification") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[0].json()["message"] == "Verification email sent"
    assert 3500 < answers[5].json()["retryAfter"] <= 3600
    await run_jobs()
    mails = outbox.to(someone.email)
    assert [mail["Subject"] for mail in mails[1:]] == ["Please confirm your address"] * 5
    newest = outbox.token(someone.email, "verify-email")
    assert newest in _texts(mails[-1])[0]
    assert fields_of(await client.post(f"{V1}/auth/verify-email", json={"token": first})) == BAD_TOKEN
    assert (await client.post(f"{V1}/auth/verify-email", json={"token": newest})).status_code == 200


async def test_resend_verification_of_a_verified_address(
    runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Says so, and sends nothing."""
    someone = await person()
    await fetch(runtime, "UPDATE users SET email_verified = true WHERE id = :id", id=someone.id)
    answer = await someone.post("/auth/resend-verification")
    assert (answer.status_code, answer.json()["message"]) == (200, "Email is already verified")
    await run_jobs()
    assert len(outbox.to(someone.email)) == 1


async def test_resend_verification_for_nobody(runtime: Runtime) -> None:
    """An account that is deleted while its request runs."""
    with pytest.raises(NotFound):
        await recovery.resend_verification(runtime, Actor(user_id=uuid4()))


async def test_the_mails_address_people_without_a_name(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """And show what somebody calls themselves as text, never as markup."""
    someone = await person()
    await fetch(runtime, "UPDATE users SET first_name = NULL WHERE id = :id", id=someone.id)
    await client.post(f"{V1}/auth/forgot-password", json={"email": someone.email})
    await run_jobs()
    assert all("Hello there" in text for text in _texts(outbox.to(someone.email)[-1]))
    await fetch(runtime, "UPDATE users SET first_name = :name WHERE id = :id", name="<b>Eve</b>", id=someone.id)
    form = {"currentPassword": PASSWORD, "newPassword": "Next-passw0rd"}
    assert (await someone.post("/auth/change-password", form)).status_code == 200
    await run_jobs()
    mail = outbox.to(someone.email)[-1]
    plain, html = _texts(mail)
    assert mail["Subject"] == "Your password was changed"
    assert "<b>Eve</b>" in plain
    assert "<b>Eve" not in html
    assert "&lt;b&gt;Eve" in html
    assert "http://localhost:3000/forgot-password" in html
