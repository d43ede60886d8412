"""Authenticator apps: /auth/mfa and /auth/mfa/totp, to the letter of the contract."""

import asyncio
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import httpx2
import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.auth.factors import service, totp
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import InvalidToken
from groundwork.kernel.runtime import Runtime
from tests.auth.factors.support import App, add_passkey, add_totp, sign_in
from tests.conftest import MakePerson
from tests.security.support import V1, Travel, code_of, fetch, fields_of, warm_up

pytestmark = pytest.mark.anyio


async def test_who_has_no_factor(person: MakePerson) -> None:
    """Nothing is set up, nothing can be removed, nothing needs recovery codes."""
    someone = await person()
    assert (await someone.get("/auth/mfa")).json()["data"] == {"totp": False, "recoveryCodesLeft": 0, "passkeys": 0}
    assert code_of(await someone.call("DELETE", "/auth/mfa/totp")) == (404, "NOT_FOUND")
    assert code_of(await someone.post("/auth/mfa/recovery-codes")) == (409, "CONFLICT")
    refused = await someone.post("/auth/mfa/totp/activation", {"code": "123456"})
    assert fields_of(refused) == {"code": ["Is wrong, or was used already"]}


async def test_setting_up_an_app(client: httpx2.AsyncClient, person: MakePerson, runtime: Runtime) -> None:
    """Secret, URI and QR code; it counts once a code was shown, and ten recovery codes come with it."""
    someone = await person()
    begun = (await someone.post("/auth/mfa/totp")).json()["data"]
    assert set(begun) == {"secret", "otpauthUri", "qrSvg"}
    assert len(begun["secret"]) == 32
    uri = urlsplit(begun["otpauthUri"])
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert parse_qs(uri.query) == {"secret": [begun["secret"]], "issuer": ["Groundwork"]}
    assert begun["qrSvg"].startswith("<svg ")
    assert "style=" not in begun["qrSvg"], "the pages' policy takes no inline styles"
    login = {"email": someone.email, "password": someone.password}
    assert "accessToken" in (await client.post(f"{V1}/auth/login", json=login)).json()["data"], "not active yet"
    app = App(begun["secret"])
    wrong = await someone.post("/auth/mfa/totp/activation", {"code": app.wrong()})
    assert fields_of(wrong) == {"code": ["Is wrong, or was used already"]}
    assert (await someone.get("/auth/mfa")).json()["data"]["totp"] is False
    code = app.code()
    activated = await someone.post("/auth/mfa/totp/activation", {"code": f" {code[:3]} {code[3:]} "})
    assert activated.json()["message"] == "Authenticator app activated"
    assert len(activated.json()["data"]["recoveryCodes"]) == 10
    assert (await someone.get("/auth/mfa")).json()["data"] == {"totp": True, "recoveryCodesLeft": 10, "passkeys": 0}
    assert (await client.post(f"{V1}/auth/login", json=login)).json()["data"]["mfaRequired"] is True
    signed_in = await sign_in(client, someone, "totp", app.code(1))
    assert set(signed_in.json()["data"]) == {"user", "accessToken", "refreshToken", "expiresIn"}
    told = await fetch(
        runtime, "SELECT changes FROM audit_logs WHERE action = 'user.signed_in' AND actor_id = :id", id=someone.id
    )
    assert {"by": "password+totp"} in [row[0] for row in told]


async def test_only_the_secret_shown_last_can_be_activated(person: MakePerson) -> None:
    """Beginning again makes another; once it is active there is no second."""
    someone = await person()
    first, second = [App((await someone.post("/auth/mfa/totp")).json()["data"]["secret"]) for _ in range(2)]
    assert (await someone.post("/auth/mfa/totp/activation", {"code": first.code()})).status_code == 400
    assert (await someone.post("/auth/mfa/totp/activation", {"code": second.code()})).status_code == 200
    assert code_of(await someone.post("/auth/mfa/totp")) == (409, "CONFLICT")
    again = await someone.post("/auth/mfa/totp/activation", {"code": second.code(1)})
    assert code_of(again) == (409, "CONFLICT")


async def test_removing_the_app(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """Sign-in asks no longer; recovery codes go with the last factor only."""
    someone = await person()
    await add_totp(someone)
    await add_passkey(someone)
    removed = await someone.call("DELETE", "/auth/mfa/totp")
    assert removed.json()["message"] == "Authenticator app removed"
    assert (await someone.get("/auth/mfa")).json()["data"] == {"totp": False, "recoveryCodesLeft": 10, "passkeys": 1}
    [passkey] = (await someone.get("/auth/passkeys")).json()["data"]
    await someone.call("DELETE", f"/auth/passkeys/{passkey['id']}")
    assert (await someone.get("/auth/mfa")).json()["data"] == {"totp": False, "recoveryCodesLeft": 0, "passkeys": 0}
    login = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": someone.password})
    assert "accessToken" in login.json()["data"]


async def test_used_up_recovery_codes_are_not_offered(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """The app is; new ones can be made."""
    someone = await person()
    _, codes = await add_totp(someone)
    for code in codes:
        assert (await sign_in(client, someone, "recoveryCode", code)).status_code == 200
    login = {"email": someone.email, "password": someone.password}
    assert (await client.post(f"{V1}/auth/login", json=login)).json()["data"]["methods"] == ["totp"]
    assert (await someone.post("/auth/mfa/recovery-codes")).status_code == 200
    offered = (await client.post(f"{V1}/auth/login", json=login)).json()["data"]["methods"]
    assert offered == ["totp", "recoveryCode"]


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({}, {"code"}),
        ({"code": ""}, {"code"}),
        ({"code": "1" * 101}, {"code"}),
        ({"code": 123456}, {"code"}),
        ({"code": "123456", "secret": "x"}, {"secret"}),
    ],
)
async def test_activation_says_what_is_wrong_with_its_input(
    person: MakePerson, form: dict[str, object], fields: set[str]
) -> None:
    """400 with the field."""
    answer = await (await person()).post("/auth/mfa/totp/activation", form)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert set(fields_of(answer)) == fields


async def test_of_ten_transactions_that_use_a_code_at_once_one_does(runtime: Runtime, person: MakePerson) -> None:
    """Whatever the limit on guesses lets through."""
    someone = await person()
    app, _ = await add_totp(someone)
    await warm_up(runtime)
    code = app.code()

    async def use() -> bool:
        async with transaction(runtime) as db:
            return await totp.use(db, UUID(someone.id), code)

    assert sorted(await asyncio.gather(*(use() for _ in range(10)))) == [False] * 9 + [True]


async def test_an_app_that_is_set_up_but_not_active_opens_nothing(runtime: Runtime, person: MakePerson) -> None:
    """Its codes are no codes."""
    someone = await person()
    app = App((await someone.post("/auth/mfa/totp")).json()["data"]["secret"])
    async with transaction(runtime) as db:
        assert not await totp.use(db, UUID(someone.id), app.code())
        assert not await totp.use(db, uuid4(), app.code())


async def test_nobody_sets_up_nothing(runtime: Runtime) -> None:
    """An account that is deleted while its request runs."""
    with pytest.raises(InvalidToken):
        async with transaction(runtime) as db:
            await service.begin_totp(db, Actor(user_id=uuid4(), signed_in_at=now()))


async def test_codes_are_those_of_the_standard(travel: Travel, person: MakePerson, client: httpx2.AsyncClient) -> None:
    """SHA-1, six digits, thirty seconds: the last six of RFC 6238, appendix B; and the app keeps its time for years."""
    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890" in base 32
    vectors = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {moment: pyotp.TOTP(seed).at(moment) for moment in vectors} == vectors
    someone = await person()
    app, _ = await add_totp(someone)
    travel(timedelta(days=400))
    assert (await sign_in(client, someone, "totp", app.code())).status_code == 200


@given(st.text(max_size=100))
def test_whatever_is_typed_is_only_a_wrong_code(typed: str) -> None:
    """No error, whatever characters it has."""
    app = App(pyotp.random_base32())
    if typed.strip() not in {app.code(steps) for steps in (-1, 0, 1)}:
        assert totp._step_of(app.secret, typed, after=0) is None
