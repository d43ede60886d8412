"""Passwords: which are taken, and that every character of them counts."""

import httpx2
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import PASSWORD, MakePerson, Outbox, new_email
from tests.security.support import V1, RunJobs, as_user, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio


async def _register(client: httpx2.AsyncClient, password: str, **changes: str) -> httpx2.Response:
    form = {"email": new_email(), "password": password, "firstName": "Ada", "lastName": "Lovelace", **changes}
    return await client.post(f"{V1}/auth/register", json=form)


async def _users(runtime: Runtime) -> int:
    return int((await fetch(runtime, "SELECT count(*) FROM users"))[0][0])


@pytest.mark.parametrize(
    ("password", "sentences"),
    [
        ("Aa1!aaa", ["Must have at least 8 characters"]),
        ("zq7!kkwpzq", ["Must contain an uppercase letter"]),
        ("ZQ7!KKWPZQ", ["Must contain a lowercase letter"]),
        ("Zqx!kkwpzq", ["Must contain a number"]),
        ("Zq7xkkwpzq", ["Must contain a special character"]),
        ("Zq7xkkwp zq", ["Must contain a special character"]),
        (
            "zq",
            [
                "Must have at least 8 characters",
                "Must contain an uppercase letter",
                "Must contain a number",
                "Must contain a special character",
            ],
        ),
    ],
)
async def test_s01_each_broken_rule_is_named(
    client: httpx2.AsyncClient, runtime: Runtime, password: str, sentences: list[str]
) -> None:
    """Every rule that a password breaks is told, and no account is made. [ASVS 6.2.1, spec 11.2]"""
    before = await _users(runtime)
    answer = await _register(client, password)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert fields_of(answer) == {"password": sentences}
    assert await _users(runtime) == before


async def test_s01_128_characters_are_fine_and_129_are_not(client: httpx2.AsyncClient) -> None:
    """Long passwords are welcome up to 128 characters. [ASVS 6.2.1, 6.2.9]"""
    longest = "Zq7!" + "k" * 124
    assert (await _register(client, longest)).status_code == 201
    answer = await _register(client, longest + "k")
    assert fields_of(answer) == {"password": ["Must have at most 128 characters"]}


@pytest.mark.parametrize("password", ["Password1!", "P@ssw0rd", "P@ssw0rd1!", "Qwerty123!", "Welcome1!", "Iloveyou1!"])
async def test_s02_common_passwords_are_refused(client: httpx2.AsyncClient, runtime: Runtime, password: str) -> None:
    """Those of the list of the commonest, in the usual costumes too. [ASVS 6.2.4]"""
    before = await _users(runtime)
    answer = await _register(client, password)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert fields_of(answer) == {"password": ["Is among the most common passwords"]}
    assert await _users(runtime) == before


@pytest.mark.parametrize("password", ["Lovelace1815!", "Ada-Lovelace7", "Countess.Ada1", "Countess.Ada@Example.com1"])
async def test_s02_a_password_of_ones_own_name_or_address_is_refused(
    client: httpx2.AsyncClient, runtime: Runtime, password: str
) -> None:
    """Neither the names nor the address make a password. [ASVS 6.2.4, 6.2.11]"""
    before = await _users(runtime)
    answer = await _register(client, password, email="countess.ada@example.com")
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert fields_of(answer) == {"password": ["Must not be your address or name"]}
    assert await _users(runtime) == before


@pytest.mark.parametrize(
    ("kept", "sent"),
    [
        ("Zq7!" + "k" * 68 + "a", "Zq7!" + "k" * 68 + "b"),
        ("Zq7!" + "k" * 68 + "a", "Zq7!" + "k" * 68),
        ("Zq7!kkwpzq", "zQ7!kkwpzq"),
        ("Zq7!kkwpzq", "Zq7!kkwpzq "),
        ("Zq7!kkwpzq", " Zq7!kkwpzq"),
        ("Zq7!é" + "k" * 8, "Zq7!e\N{COMBINING ACUTE ACCENT}" + "k" * 8),
    ],
    ids=["73rd byte differs", "73rd byte missing", "case", "space behind", "space before", "other code points"],
)
async def test_s03_every_byte_of_a_password_counts(client: httpx2.AsyncClient, kept: str, sent: str) -> None:
    """Neither cut at bcrypt's 72 bytes, nor trimmed, nor folded. [ASVS 6.2.8]"""
    email = new_email()
    assert (await _register(client, kept, email=email)).status_code == 201
    wrong = await client.post(f"{V1}/auth/login", json={"email": email, "password": sent})
    assert code_of(wrong) == (401, "INVALID_CREDENTIALS")
    right = await client.post(f"{V1}/auth/login", json={"email": email, "password": kept})
    assert right.status_code == 200


async def test_s08_changing_the_password_needs_the_current_one(person: MakePerson, runtime: Runtime) -> None:
    """A stolen session alone cannot take the account over. [ASVS 6.2.3]"""
    someone = await person()
    statement = "SELECT password_hash FROM users WHERE email = :email"
    before = await fetch(runtime, statement, email=someone.email)
    for current in ("Wrong-passw0rd", ""):
        answer = await someone.post(
            "/auth/change-password", {"currentPassword": current, "newPassword": "Next-passw0rd"}
        )
        assert code_of(answer) == (400, "VALIDATION_ERROR")
        assert list(fields_of(answer)) == ["currentPassword"]
    missing = await someone.post("/auth/change-password", {"newPassword": "Next-passw0rd"})
    assert fields_of(missing) == {"currentPassword": ["Required"]}
    assert await fetch(runtime, statement, email=someone.email) == before
    assert (await someone.get("/auth/me")).status_code == 200


async def test_s08_guessing_the_current_password_is_limited(person: MakePerson, runtime: Runtime) -> None:
    """Nor can a stolen session try passwords for long; even the right one is then refused. [ASVS 6.3.1]"""
    someone = await person()
    for _ in range(5):
        wrong = await someone.post("/auth/change-password", {"currentPassword": "no", "newPassword": "Next-passw0rd"})
        assert wrong.status_code == 400
    last = await someone.post("/auth/change-password", {"currentPassword": PASSWORD, "newPassword": "Next-passw0rd"})
    assert code_of(last) == (429, "RATE_LIMIT_EXCEEDED")
    assert 1 <= last.json()["retryAfter"] <= 900
    again = await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    assert again.status_code == 200


async def test_s08_changing_the_password_ends_the_other_sessions(
    client: httpx2.AsyncClient, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Who is signed in elsewhere is out, the one who changed it stays, the owner is told. [ASVS 7.4.3, 6.3.7]"""
    someone = await person()
    credentials = {"email": someone.email, "password": PASSWORD}
    elsewhere = (await client.post(f"{V1}/auth/login", json=credentials)).json()["data"]
    changed = await someone.post("/auth/change-password", {"currentPassword": PASSWORD, "newPassword": "Next-passw0rd"})
    assert changed.status_code == 200
    assert (await someone.get("/auth/me")).status_code == 200
    refused = await client.get(f"{V1}/auth/me", headers=as_user(elsewhere["accessToken"]))
    assert code_of(refused) == (401, "INVALID_TOKEN")
    renewed = await client.post(f"{V1}/auth/refresh", json={"refreshToken": elsewhere["refreshToken"]})
    assert code_of(renewed) == (401, "INVALID_TOKEN")
    old = await client.post(f"{V1}/auth/login", json=credentials)
    assert code_of(old) == (401, "INVALID_CREDENTIALS")
    new = await client.post(f"{V1}/auth/login", json={**credentials, "password": "Next-passw0rd"})
    assert new.status_code == 200
    await run_jobs()
    assert [mail["Subject"] for mail in outbox.to(someone.email)][-1] == "Your password was changed"
