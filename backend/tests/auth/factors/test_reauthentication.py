"""/auth/reauthentication: showing again who one is."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx2
import pytest

from groundwork.domains.auth import reauthentication
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import InvalidToken
from groundwork.kernel.runtime import Runtime
from tests.auth.factors.support import add_passkey, add_totp
from tests.conftest import PASSWORD, MakePerson, Person
from tests.security.support import StartNode, Travel, as_user, claims_of, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio

STALE = timedelta(minutes=10, seconds=5)


async def _is_fresh(someone: Person) -> bool:
    """Whether something that needs a fresh sign-in is let through."""
    answer = await someone.post("/auth/passkeys/options")
    assert answer.status_code in {200, 403}
    return answer.status_code == 200


async def test_the_password_is_enough_without_a_second_factor(
    person: MakePerson, travel: Travel, runtime: Runtime
) -> None:
    """200, and it counts for ten minutes in this session."""
    someone = await person()
    travel(STALE)
    assert not await _is_fresh(someone)
    options = await someone.get("/auth/reauthentication/options")
    assert options.json()["data"] == {"methods": ["password"], "publicKey": None}
    for form, fields in (
        ({"password": "Wrong-passw0rd"}, {"password": ["Is not your password"]}),
        ({"code": "123456"}, {"code": ["Is wrong, or was used already"]}),
        ({}, {"password": ["Required"]}),
        ({"password": None}, {"password": ["Required"]}),
    ):
        refused = await someone.post("/auth/reauthentication", form)
        assert (code_of(refused), fields_of(refused)) == ((400, "VALIDATION_ERROR"), fields)
    assert not await _is_fresh(someone)
    confirmed = await someone.post("/auth/reauthentication", {"password": PASSWORD})
    assert (confirmed.status_code, confirmed.json()["message"]) == (200, "Confirmed")
    assert await _is_fresh(someone)
    travel(STALE)
    assert not await _is_fresh(someone)
    told = await fetch(
        runtime,
        "SELECT action, changes FROM audit_logs WHERE actor_id = :id AND action LIKE 'session.confirm%' ORDER BY id",
        id=someone.id,
    )
    assert [row[0] for row in told] == ["session.confirmation_refused"] * 4 + ["session.confirmed"]
    assert told[-1][1] == {"by": "password"}


async def test_a_second_factor_is_needed_where_there_is_one(person: MakePerson, travel: Travel) -> None:
    """The password alone is then not enough; a code is, by itself or beside the password."""
    someone = await person()
    app, codes = await add_totp(someone)
    travel(STALE)
    options = await someone.get("/auth/reauthentication/options")
    assert options.json()["data"]["methods"] == ["password", "totp", "recoveryCode"]
    alone = await someone.post("/auth/reauthentication", {"password": PASSWORD})
    assert fields_of(alone) == {"code": ["A second factor is needed"]}
    wrong = await someone.post("/auth/reauthentication", {"password": "Wrong-passw0rd", "code": app.code()})
    assert fields_of(wrong) == {"password": ["Is not your password"]}
    wrong = await someone.post("/auth/reauthentication", {"password": PASSWORD, "code": codes[0][:-1]})
    assert fields_of(wrong) == {"code": ["Is wrong, or was used already"]}
    assert not await _is_fresh(someone)
    both = await someone.post("/auth/reauthentication", {"password": PASSWORD, "code": app.code()})
    assert both.status_code == 200, "the code was not used up beside a wrong password"
    assert await _is_fresh(someone)
    travel(STALE)
    assert (await someone.post("/auth/reauthentication", {"code": codes[0]})).status_code == 200
    assert await _is_fresh(someone)
    assert (await someone.get("/auth/mfa")).json()["data"]["recoveryCodesLeft"] == 9


async def test_a_passkey_shows_who_one_is(person: MakePerson, travel: Travel) -> None:
    """With what this session was asked to sign."""
    someone = await person()
    passkey = await add_passkey(someone)
    travel(STALE)
    data = (await someone.get("/auth/reauthentication/options")).json()["data"]
    assert data["methods"] == ["password", "passkey", "recoveryCode"]
    assert len(data["publicKey"]["allowCredentials"]) == 1
    passkey.signature = b"wrong"
    refused = await someone.post("/auth/reauthentication", {"credential": passkey.get(data["publicKey"])})
    assert fields_of(refused) == {"credential": ["The passkey could not be verified"]}
    passkey.signature = None
    again = await someone.post("/auth/reauthentication", {"credential": passkey.get(data["publicKey"])})
    assert again.status_code == 400, "the challenge is used up"
    assert not await _is_fresh(someone)
    options = (await someone.get("/auth/reauthentication/options")).json()["data"]["publicKey"]
    assert (await someone.post("/auth/reauthentication", {"credential": passkey.get(options)})).status_code == 200
    assert await _is_fresh(someone)


async def test_guessing_is_limited(person: MakePerson, travel: Travel) -> None:
    """Passwords and codes, by who has got hold of a session; right ones do not count."""
    someone = await person()
    for _ in range(8):
        assert (await someone.post("/auth/reauthentication", {"password": PASSWORD})).status_code == 200
    for _ in range(5):
        assert (await someone.post("/auth/reauthentication", {"password": "x"})).status_code == 400
    assert code_of(await someone.post("/auth/reauthentication", {"password": PASSWORD})) == (429, "RATE_LIMIT_EXCEEDED")
    app, _ = await add_totp(someone)
    for _ in range(5):
        assert (await someone.post("/auth/reauthentication", {"code": app.wrong()})).status_code == 400
    assert code_of(await someone.post("/auth/reauthentication", {"code": app.code()})) == (429, "RATE_LIMIT_EXCEEDED")


async def test_it_counts_in_this_session_and_on_every_node(
    client: httpx2.AsyncClient, person: MakePerson, travel: Travel, start_node: StartNode, runtime: Runtime
) -> None:
    """Another sign-in of the same person stays as old as it is."""
    someone = await person()
    login = await client.post("/api/v1/auth/login", json={"email": someone.email, "password": PASSWORD})
    other = as_user(login.json()["data"]["accessToken"])
    travel(STALE)
    assert (await someone.post("/auth/reauthentication", {"password": PASSWORD})).status_code == 200
    refused = await client.post("/api/v1/auth/passkeys/options", headers=other)
    assert code_of(refused) == (403, "REAUTHENTICATION_REQUIRED")
    rows = await fetch(
        runtime,
        "SELECT id::text FROM sessions WHERE user_id = :id AND authenticated_at > created_at + interval '10 minutes'",
        id=someone.id,
    )
    assert [row[0] for row in rows] == [claims_of(someone.access)["sid"]]


async def test_who_has_no_password_has_other_means(person: MakePerson, runtime: Runtime) -> None:
    """An account that signs in elsewhere."""
    someone = await person()
    app, _ = await add_totp(someone)
    await fetch(runtime, "UPDATE users SET password_hash = NULL WHERE id = :id", id=someone.id)
    options = await someone.get("/auth/reauthentication/options")
    assert options.json()["data"]["methods"] == ["totp", "recoveryCode"]
    refused = await someone.post("/auth/reauthentication", {"password": PASSWORD})
    assert fields_of(refused) == {"password": ["Is not your password"]}
    assert (await someone.post("/auth/reauthentication", {"code": app.code()})).status_code == 200


async def test_nobody_confirms_nothing(runtime: Runtime, person: MakePerson) -> None:
    """An account that is deleted while its request runs; a credential that is no session; a session that has ended."""
    nobody = Actor(user_id=uuid4(), session_id=uuid4())
    with pytest.raises(InvalidToken):
        await reauthentication.reauthenticate(runtime, nobody, password=PASSWORD, proof=None)
    with pytest.raises(InvalidToken):
        async with transaction(runtime) as db:
            await reauthentication.options(db, nobody)
    someone = await person()
    for session_id in (None, uuid4()):
        actor = Actor(user_id=UUID(someone.id), session_id=session_id)
        with pytest.raises(InvalidToken):
            await reauthentication.reauthenticate(runtime, actor, password=PASSWORD, proof=None)
