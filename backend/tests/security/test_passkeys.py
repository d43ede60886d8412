"""Passkeys: only what was asked here and now, signed with the right key on a page of ours, counts."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.kernel.runtime import Runtime
from tests.auth.factors.authenticator import BACKED_UP, PRESENT, VERIFIED, SoftPasskey, packed
from tests.auth.factors.support import (
    add_passkey,
    add_totp,
    challenge,
    creation_options,
    request_options,
    verify,
)
from tests.conftest import MakePerson, Person, client_of
from tests.security.support import PAGE, REFRESH_COOKIE, V1, Travel, claims_of, code_of, fetch, fields_of, warm_up

pytestmark = pytest.mark.anyio

Json = dict[str, Any]
REFUSED = {"credential": ["The passkey could not be verified"]}
LIES: dict[str, Json] = {
    "origin": {"origin": "https://evil.example"},
    "origin with our name in it": {"origin": "http://localhost:3000.evil.example"},
    "origin by another scheme": {"origin": "https://localhost:3000"},
    "relying party": {"rp_id": "evil.example"},
    "challenge": {"challenge": packed(b"c" * 32)},
    "empty challenge": {"challenge": ""},
    "type": {"type_told": "payment.get"},
    "frame of another site": {"cross_origin": True},
    "nobody there": {"flags": VERIFIED},
    "backed up without being able to": {"flags": PRESENT | VERIFIED | BACKED_UP},
}
SIGNED_LIES = {
    **LIES,
    "signature": {"signature": b"0" * 70},
    "no signature to speak of": {"signature": b"0"},
    "registration instead": {"type_told": "webauthn.create"},
}


async def _passkeys(runtime: Runtime, someone: Person) -> list[Any]:
    return await fetch(runtime, "SELECT to_jsonb(p) FROM passkeys p WHERE user_id = :id ORDER BY id", id=someone.id)


async def _sessions(runtime: Runtime, someone: Person) -> int:
    return len(await fetch(runtime, "SELECT 1 FROM sessions WHERE user_id = :id", id=someone.id))


async def _sign_in(client: httpx2.AsyncClient, credential: Json) -> httpx2.Response:
    return await client.post(f"{V1}/auth/passkeys/sign-in", json={"credential": credential})


def _is_refused(answer: httpx2.Response) -> bool:
    return code_of(answer) == (400, "VALIDATION_ERROR") and fields_of(answer) == REFUSED


@pytest.mark.parametrize("lie", LIES)
async def test_s17_a_registration_that_lies_is_refused(runtime: Runtime, person: MakePerson, lie: str) -> None:
    """400, and no passkey is added. [ASVS 6.7.2, WebAuthn 7.1]"""
    someone = await person()
    credential = SoftPasskey(**LIES[lie]).create(await creation_options(someone))
    answer = await someone.post("/auth/passkeys", {"credential": credential})
    assert _is_refused(answer), answer.text
    assert await _passkeys(runtime, someone) == []


@pytest.mark.parametrize("lie", SIGNED_LIES)
async def test_s17_a_sign_in_that_lies_is_refused(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson, lie: str
) -> None:
    """400, without a password and after it; nobody is signed in. [ASVS 6.7.2, WebAuthn 7.2]"""
    someone = await person()
    passkey = await add_passkey(someone)
    before = await _sessions(runtime, someone), await _passkeys(runtime, someone)
    for name, value in SIGNED_LIES[lie].items():
        setattr(passkey, name, value)
    assert _is_refused(await _sign_in(client, passkey.get(await request_options(client))))
    token = await challenge(client, someone)
    assert _is_refused(await verify(client, token, "passkey", passkey.get(await request_options(client, token))))
    assert (await _sessions(runtime, someone), await _passkeys(runtime, someone)) == before


async def test_s17_a_signature_of_another_key_is_refused(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """Whoever knows the credential's id has not the key. [ASVS 6.7.2]"""
    someone = await person()
    passkey = await add_passkey(someone)
    thief = SoftPasskey(credential_id=passkey.credential_id, user_handle=passkey.user_handle, sign_count=10)
    assert _is_refused(await _sign_in(client, thief.get(await request_options(client))))
    token = await challenge(client, someone)
    assert _is_refused(await verify(client, token, "passkey", thief.get(await request_options(client, token))))


async def test_s17_a_challenge_is_answered_once(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """A registration, a sign-in, a second factor again; also after a first answer that was wrong. [ASVS 6.7.2]"""
    someone = await person()
    options = await creation_options(someone)
    passkey = SoftPasskey()
    await someone.post("/auth/passkeys", {"credential": passkey.create(options)})
    assert _is_refused(await someone.post("/auth/passkeys", {"credential": SoftPasskey().create(options)}))
    options = await request_options(client)
    assert (await _sign_in(client, passkey.get(options))).status_code == 200
    assert _is_refused(await _sign_in(client, passkey.get(options)))
    options = await request_options(client)
    passkey.signature = b"wrong"
    assert _is_refused(await _sign_in(client, passkey.get(options)))
    passkey.signature = None
    before = await _sessions(runtime, someone)
    assert _is_refused(await _sign_in(client, passkey.get(options)))
    token = await challenge(client, someone)
    options = await request_options(client, token)
    assert (await verify(client, token, "passkey", passkey.get(options))).status_code == 200
    assert _is_refused(await verify(client, await challenge(client, someone), "passkey", passkey.get(options)))
    assert await _sessions(runtime, someone) == before + 1


async def test_s17_of_ten_concurrent_answers_one_wins(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """Using the challenge up is one atomic step. [ASVS 15.4.2]"""
    someone = await person()
    passkey = await add_passkey(someone)
    await warm_up(runtime)
    options = await request_options(client)
    signed = [passkey.get(options) for _ in range(10)]
    answers = await asyncio.gather(*(_sign_in(client, credential) for credential in signed))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 9


async def test_s17_a_challenge_serves_its_purpose_only(
    client: httpx2.AsyncClient, person: MakePerson, travel: Travel
) -> None:
    """Not that of another session, another sign-in, another purpose; and for five minutes. [ASVS 6.7.2]"""
    someone, other = await person(), await person()
    passkey = await add_passkey(someone)
    theirs = await creation_options(other)
    assert _is_refused(await someone.post("/auth/passkeys", {"credential": SoftPasskey().create(theirs)}))
    older, newer = await challenge(client, someone), await challenge(client, someone)
    asked = await request_options(client, older)
    assert _is_refused(await verify(client, newer, "passkey", passkey.get(asked)))
    assert _is_refused(await _sign_in(client, passkey.get(asked)))
    anybody = await request_options(client)
    assert _is_refused(await verify(client, newer, "passkey", passkey.get(anybody)))
    assert _is_refused(await someone.post("/auth/reauthentication", {"credential": passkey.get(anybody)}))
    assert (await _sign_in(client, passkey.get(anybody))).status_code == 200, "it was taken for nothing else"
    replaced, newest = await request_options(client, older), await request_options(client, older)
    assert _is_refused(await verify(client, older, "passkey", passkey.get(replaced)))
    assert (await verify(client, older, "passkey", passkey.get(newest))).status_code == 200
    late = await request_options(client)
    travel(timedelta(minutes=5, seconds=1))
    assert _is_refused(await _sign_in(client, passkey.get(late)))


async def test_s17_a_passkey_opens_its_owners_account_only(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """Not that of another's password, nor of another whom it names. [ASVS 6.7.2]"""
    someone, other = await person(), await person()
    passkey, others = await add_passkey(someone), await add_passkey(other)
    before = await _sessions(runtime, someone)
    token = await challenge(client, someone)
    assert _is_refused(await verify(client, token, "passkey", others.get(await request_options(client, token))))
    for handle in (passkey.user_handle, packed(b"x"), packed(bytes(16))):
        others.user_handle = handle
        assert _is_refused(await _sign_in(client, others.get(await request_options(client))))
    others.names_user = False
    assert _is_refused(await _sign_in(client, others.get(await request_options(client))))
    assert await _sessions(runtime, someone) == before


async def test_s17_a_counter_that_goes_back_tells_of_a_copy(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """400, and it is in the audit trail; one that never counts is fine. [WebAuthn 6.1.1, ASVS 16.2.1]"""
    someone = await person()
    passkey = await add_passkey(someone, SoftPasskey(sign_count=5))
    assert (await _sign_in(client, passkey.get(await request_options(client)))).status_code == 200
    for told in (5, 2, -1):
        passkey.sign_count = told
        assert _is_refused(await _sign_in(client, passkey.get(await request_options(client))))
    token = await challenge(client, someone)
    passkey.sign_count = 5
    assert _is_refused(await verify(client, token, "passkey", passkey.get(await request_options(client, token))))
    suspected = await fetch(
        runtime,
        "SELECT changes FROM audit_logs WHERE action = 'passkey.copy_suspected' AND actor_id = :id ORDER BY id",
        id=someone.id,
    )
    assert [row[0] for row in suspected] == [{"signCount": {"from": 6, "to": told}} for told in (6, 3, 0, 6)]
    still = await add_passkey(someone, SoftPasskey(counts=False))
    for _ in range(2):
        assert (await _sign_in(client, still.get(await request_options(client)))).status_code == 200


async def test_s17_a_passkey_alone_must_know_who_uses_it(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """Without a password it counts only when it has asked for the person; after one it need not. [ASVS 6.3.3]"""
    someone = await person()
    passkey = await add_passkey(someone)
    passkey.flags = PRESENT
    before = await _sessions(runtime, someone)
    options = await request_options(client)
    assert options["userVerification"] == "required"
    assert _is_refused(await _sign_in(client, passkey.get(options)))
    assert await _sessions(runtime, someone) == before
    token = await challenge(client, someone)
    options = await request_options(client, token)
    assert options["userVerification"] == "preferred"
    assert (await verify(client, token, "passkey", passkey.get(options))).status_code == 200


async def test_s17_a_passkey_alone_is_both_factors(app: ASGIApp, person: MakePerson) -> None:
    """No second one is asked for, and the browser is signed in as after any sign-in. [ASVS 6.3.3]"""
    someone = await person()
    await add_totp(someone)
    passkey = await add_passkey(someone)
    async with client_of(app, headers=PAGE) as browser:
        answer = await _sign_in(browser, passkey.get(await request_options(browser)))
    data = answer.json()["data"]
    assert data["user"]["id"] == claims_of(data["accessToken"])["userId"] == someone.id
    assert data["refreshToken"] is None
    assert REFRESH_COOKIE in answer.cookies


async def test_s17_signing_in_with_a_passkey_tells_nothing_of_accounts(
    client: httpx2.AsyncClient, runtime: Runtime, person: MakePerson
) -> None:
    """The options name no credential; an unknown passkey, a removed one and a wrong one get one answer. [ASVS 6.3.8]"""
    someone = await person()
    passkey = await add_passkey(someone)
    options = await request_options(client)
    assert options["allowCredentials"] == []
    assert set(options) == {"challenge", "timeout", "rpId", "allowCredentials", "userVerification"}
    unknown = SoftPasskey(user_handle=passkey.user_handle)
    answers = [await _sign_in(client, unknown.get(options))]
    passkey.signature = b"wrong"
    answers.append(await _sign_in(client, passkey.get(await request_options(client))))
    passkey.signature = None
    [listed] = (await someone.get("/auth/passkeys")).json()["data"]
    await someone.call("DELETE", f"/auth/passkeys/{listed['id']}")
    answers.append(await _sign_in(client, passkey.get(await request_options(client))))
    assert all(_is_refused(answer) for answer in answers)
    assert len({str(answer.json()["error"]) for answer in answers}) == 1
    refused = await fetch(
        runtime, "SELECT 1 FROM audit_logs WHERE action = 'user.sign_in_refused' AND resource_id = :id", id=someone.id
    )
    assert len(refused) == 1, "only where it is known whose passkey it is said to be"


async def test_s17_a_page_of_another_site_signs_nobody_in(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """Not into the attacker's account either. [ASVS 3.5.1]"""
    someone = await person()
    passkey = await add_passkey(someone)
    body = {"credential": passkey.get(await request_options(client))}
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    answer = await client.post(f"{V1}/auth/passkeys/sign-in", json=body, headers=foreign)
    assert code_of(answer) == (403, "FORBIDDEN")
    assert (await client.post(f"{V1}/auth/passkeys/sign-in", json=body)).status_code == 200
