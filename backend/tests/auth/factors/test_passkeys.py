"""/auth/passkeys, to the letter of the contract."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from groundwork.domains.accounts.service import User
from groundwork.domains.auth.factors import ceremonies, passkeys
from groundwork.domains.auth.factors.errors import BadPasskey
from groundwork.domains.auth.factors.schemas import Credential, NewCredential
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.auth.factors.authenticator import (
    BACKED_UP,
    BACKUP_ELIGIBLE,
    ORIGIN,
    PRESENT,
    VERIFIED,
    SoftPasskey,
    packed,
    unpacked,
)
from tests.auth.factors.support import add_passkey, add_totp, creation_options, request_options, sign_in
from tests.conftest import MakePerson, make_settings
from tests.security.support import V1, code_of, fetch, fields_of

pytestmark = pytest.mark.anyio


async def test_what_the_browser_gets_to_make_a_passkey(person: MakePerson) -> None:
    """Our name, the person's, no attestation, not those that are there already."""
    someone = await person()
    options = await creation_options(someone)
    assert options["rp"] == {"id": "localhost", "name": "Groundwork"}
    assert options["user"] == {
        "id": packed(UUID(someone.id).bytes),
        "name": someone.email,
        "displayName": "Ada Byron",
    }
    assert len(unpacked(options["challenge"])) == 32
    assert options["attestation"] == "none"
    assert options["authenticatorSelection"]["residentKey"] == "preferred"
    assert {algorithm["alg"] for algorithm in options["pubKeyCredParams"]} >= {-7, -8, -257}
    assert options["excludeCredentials"] == []
    passkey = await add_passkey(someone)
    known = {"id": packed(passkey.credential_id), "type": "public-key", "transports": ["internal", "hybrid"]}
    assert (await creation_options(someone))["excludeCredentials"] == [known]


async def test_adding_a_passkey(client: httpx2.AsyncClient, person: MakePerson) -> None:
    """201 with the passkey; with the first factor come ten recovery codes; sign-in asks for it from then on."""
    someone = await person()
    first = SoftPasskey(flags=PRESENT | VERIFIED | BACKUP_ELIGIBLE | BACKED_UP)
    form = {"name": " Key ring ", "credential": first.create(await creation_options(someone))}
    added = await someone.post("/auth/passkeys", form)
    assert added.status_code == 201
    data = added.json()["data"]
    codes = data.pop("recoveryCodes")
    assert len(codes) == 10
    assert data == {
        "id": data["id"],
        "name": "Key ring",
        "backedUp": True,
        "transports": ["internal", "hybrid"],
        "createdAt": data["createdAt"],
        "lastUsedAt": None,
    }
    second = {"credential": SoftPasskey().create(await creation_options(someone))}
    again = (await someone.post("/auth/passkeys", second)).json()["data"]
    assert (again["name"], again["recoveryCodes"], again["backedUp"]) == ("Passkey", None, False)
    assert (await someone.get("/auth/mfa")).json()["data"] == {"totp": False, "recoveryCodesLeft": 10, "passkeys": 2}
    login = await client.post(f"{V1}/auth/login", json={"email": someone.email, "password": someone.password})
    assert login.json()["data"]["methods"] == ["passkey", "recoveryCode"]
    assert (await sign_in(client, someone, "recoveryCode", codes[0])).status_code == 200
    first.flags = PRESENT | VERIFIED | BACKUP_ELIGIBLE
    answer = await client.post(
        f"{V1}/auth/passkeys/sign-in", json={"credential": first.get(await request_options(client))}
    )
    assert answer.status_code == 200
    listed = (await someone.get("/auth/passkeys")).json()["data"]
    assert [row["name"] for row in listed] == ["Key ring", "Passkey"]
    assert listed[0]["lastUsedAt"] is not None
    assert listed[0]["backedUp"] is False, "it tells so anew with each signature"


async def test_no_recovery_codes_come_where_there_are_some(person: MakePerson) -> None:
    """Those of the app still count."""
    someone = await person()
    await add_totp(someone)
    form = {"credential": SoftPasskey().create(await creation_options(someone))}
    assert (await someone.post("/auth/passkeys", form)).json()["data"]["recoveryCodes"] is None
    assert (await someone.get("/auth/mfa")).json()["data"]["recoveryCodesLeft"] == 10


async def test_one_passkey(person: MakePerson) -> None:
    """Read with its version, renamed, removed; nobody else's is there."""
    someone, other = await person(), await person()
    await add_passkey(someone)
    [listed] = (await someone.get("/auth/passkeys")).json()["data"]
    path = f"/auth/passkeys/{listed['id']}"
    read = await someone.get(path)
    assert read.json()["data"] == listed
    etag = read.headers["ETag"]
    assert (await someone.get(path, headers={"If-None-Match": etag})).status_code == 304
    renamed = await someone.call("PATCH", path, json={"name": "Desk"}, headers={"If-Match": etag})
    assert renamed.json()["data"]["name"] == "Desk"
    assert renamed.headers["ETag"] != etag
    for method in ("PATCH", "DELETE"):
        json = {"name": "Sofa"} if method == "PATCH" else None
        late = await someone.call(method, path, json=json, headers={"If-Match": etag})
        assert code_of(late) == (412, "PRECONDITION_FAILED")
        assert code_of(await other.call(method, path, json=json)) == (404, "NOT_FOUND")
    assert code_of(await other.get(path)) == (404, "NOT_FOUND")
    same = await someone.call("PATCH", path, json={"name": "Desk"})
    assert same.headers["ETag"] == renamed.headers["ETag"], "nothing was changed"
    assert (await someone.get(path)).json()["data"]["name"] == "Desk"
    removed = await someone.call("DELETE", path, headers={"If-Match": renamed.headers["ETag"]})
    assert removed.json()["message"] == "Passkey removed"
    assert (await someone.get("/auth/passkeys")).json()["data"] == []


async def test_renaming_is_in_the_audit_trail(person: MakePerson, runtime: Runtime) -> None:
    """With both names, once."""
    someone = await person()
    await add_passkey(someone, name="Laptop")
    [listed] = (await someone.get("/auth/passkeys")).json()["data"]
    for _ in range(2):
        await someone.call("PATCH", f"/auth/passkeys/{listed['id']}", json={"name": "Desk"})
    told = await fetch(
        runtime,
        "SELECT changes FROM audit_logs WHERE action = 'passkey.renamed' AND resource_id = :id",
        id=listed["id"],
    )
    assert [row[0] for row in told] == [{"name": {"from": "Laptop", "to": "Desk"}}]


async def test_a_passkey_is_registered_once(person: MakePerson) -> None:
    """Neither again nor by somebody else."""
    someone, other = await person(), await person()
    passkey = await add_passkey(someone)
    for whoever in (someone, other):
        form = {"credential": passkey.create(await creation_options(whoever))}
        answer = await whoever.post("/auth/passkeys", form)
        assert code_of(answer) == (409, "DUPLICATE_ENTRY")
        assert fields_of(answer) == {"credential": ["This passkey is registered already"]}
    assert (await other.get("/auth/passkeys")).json()["data"] == []
    assert (await other.get("/auth/mfa")).json()["data"]["recoveryCodesLeft"] == 0


async def test_nobody_needs_more_than_twenty(person: MakePerson) -> None:
    """409, and it is not added."""
    someone = await person()
    for _ in range(20):
        await add_passkey(someone)
    form = {"credential": SoftPasskey().create(await creation_options(someone))}
    assert code_of(await someone.post("/auth/passkeys", form)) == (409, "CONFLICT")
    assert len((await someone.get("/auth/passkeys")).json()["data"]) == 20


async def test_a_person_without_a_name_goes_by_the_address(person: MakePerson, runtime: Runtime) -> None:
    """The browser shows some name."""
    someone = await person()
    await fetch(runtime, "UPDATE users SET first_name = NULL, last_name = NULL WHERE id = :id", id=someone.id)
    assert (await creation_options(someone))["user"]["displayName"] == someone.email


async def test_a_transport_of_the_future_is_no_fault(person: MakePerson) -> None:
    """It is kept, and not asked for."""
    someone = await person()
    credential = SoftPasskey().create(await creation_options(someone))
    credential["response"]["transports"] = ["telepathy"]
    added = await someone.post("/auth/passkeys", {"credential": credential})
    assert added.json()["data"]["transports"] == ["telepathy"]
    assert "transports" not in (await creation_options(someone))["excludeCredentials"][0]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda form: form.pop("credential"), "credential"),
        (lambda form: form["credential"].pop("id"), "credential.id"),
        (lambda form: form["credential"].update(type="password"), "credential.type"),
        (lambda form: form["credential"]["response"].update(attestationObject="ä"), "attestationObject"),
        (lambda form: form["credential"]["response"].update(transports=["x" * 21]), "transports"),
        (lambda form: form.update(name="a\nb"), "name"),
        (lambda form: form.update(name=" "), "name"),
        (lambda form: form.update(userId=str(uuid4())), "userId"),
    ],
)
async def test_adding_says_what_is_wrong_with_its_input(
    person: MakePerson, change: Callable[[dict[str, Any]], object], field: str
) -> None:
    """400 with the field, and nothing is added."""
    someone = await person()
    form = {"name": "Laptop", "credential": SoftPasskey().create(await creation_options(someone))}
    change(form)
    answer = await someone.post("/auth/passkeys", form)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert all(field in name for name in fields_of(answer)), answer.text
    assert (await someone.get("/auth/passkeys")).json()["data"] == []


async def test_passkeys_belong_to_the_address_of_the_interface(settings: Settings) -> None:
    """Its host is their relying party; pages of the interface and of the API may ask for them, no others."""
    party = ceremonies.RelyingParty(
        make_settings(
            "postgresql:///none",
            settings.groundwork_home,
            app_url="https://app.example.com:8443/sub/",
            api_url="https://api.example.com",
            allowed_origins="https://shop.example.net",
        )
    )
    assert party.id == "app.example.com"
    assert party.origins == ["https://api.example.com", "https://app.example.com:8443"]
    assert ceremonies.RelyingParty(settings).origins == [ORIGIN]


async def test_another_fault_of_the_database_is_no_known_passkey(runtime: Runtime, person: MakePerson) -> None:
    """It is told as what it is."""
    someone = await person()
    party = ceremonies.RelyingParty(runtime.settings)
    options = party.creation_options(b"c" * 32, user_id=UUID(someone.id), email="a@b.c", name="A", known=[])
    credential = NewCredential.model_validate(SoftPasskey().create(options))
    stranger = User(id=uuid4())
    with pytest.raises(IntegrityError):
        async with transaction(runtime) as db:
            await passkeys.add(db, stranger, name="x", credential=credential, challenge=b"c" * 32)


_BYTES = st.binary(min_size=1, max_size=300).map(packed)


@given(client_data=_BYTES, attestation=_BYTES, data=_BYTES, signature=_BYTES)
def test_whatever_bytes_are_sent_are_only_a_bad_passkey(
    client_data: str, attestation: str, data: str, signature: str
) -> None:
    """Of a browser that lies, or that does not exist."""
    party = ceremonies.RelyingParty(make_settings("postgresql:///none", Path("/nowhere")))
    identity = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}
    made = NewCredential.model_validate(
        {**identity, "response": {"clientDataJSON": client_data, "attestationObject": attestation}}
    )
    used = Credential.model_validate(
        {**identity, "response": {"clientDataJSON": client_data, "authenticatorData": data, "signature": signature}}
    )
    with pytest.raises(BadPasskey):
        party.verify_registration(made, b"c" * 32)
    with pytest.raises(BadPasskey):
        party.verify_signature(used, b"c" * 32, b"\xa0", user_verified=True)
    with pytest.raises(BadPasskey):
        ceremonies.challenge_in(used)
