"""What a row says: who, in whose name, about whom, from where."""

import asyncio
import json
from dataclasses import replace
from uuid import UUID

import pytest

from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.audit.conftest import ORIGIN
from tests.audit.support import trail
from tests.security.support import fetch

pytestmark = pytest.mark.anyio


async def test_a_row_tells_who_did_what_and_from_where(runtime: Runtime, somebody: Actor) -> None:
    key, thing = uuid7(), uuid7()
    async with transaction(runtime) as db:
        await audit.record(
            db,
            replace(somebody, api_key_id=key),
            "thing.updated",
            resource=("thing", thing),
            changes={"first_name": {"from": "Ada", "to": "Eva"}, "role": "user", "newPassword": "hunter2"},
        )
    [entry] = await trail(runtime, resource=str(thing))
    assert entry["actorId"] == somebody.user_id
    assert (entry["apiKeyId"], entry["impersonatorId"], entry["personId"]) == (key, None, None)
    assert (entry["action"], entry["resourceType"], entry["resourceId"]) == ("thing.updated", "thing", str(thing))
    assert (entry["ipAddress"], entry["userAgent"], entry["requestId"]) == (
        ORIGIN.ip_address,
        ORIGIN.user_agent,
        ORIGIN.request_id,
    )
    assert entry["changes"] == {"role": "user", "newPassword": "[hidden]", "firstName": {"from": "Ada", "to": "Eva"}}
    assert entry["erased"] is False


async def test_nothing_personal_is_plain_in_the_table(runtime: Runtime, somebody: Actor) -> None:
    thing = uuid7()
    async with transaction(runtime) as db:
        changes = {"name": {"from": "Wilhelmina", "to": "Wilma"}, "password": "hunter2"}
        await audit.record(db, somebody, "thing.updated", resource=("thing", thing), changes=changes)
    [(row,)] = await fetch(runtime, "SELECT to_jsonb(t) FROM audit_logs t WHERE resource_id = :id", id=str(thing))
    written = json.dumps(row)
    for word in ("Wilhelmina", "Wilma", "hunter2", "198.51.100.7", "Lighthouse"):
        assert word not in written
    keys = await fetch(runtime, "SELECT key FROM audit_person_keys WHERE person_id = :id", id=somebody.user_id)
    assert [key.startswith("gAAAA") for (key,) in keys] == [True], "a person's key is itself encrypted"


async def test_it_is_about_somebody_else(runtime: Runtime, somebody: Actor) -> None:
    """Changes are sealed for whom they are about, the address for who sat there."""
    other = uuid7()
    async with transaction(runtime) as db:
        changes = {"phone": {"from": None, "to": "+49 30 1234"}}
        await audit.record(db, somebody, "profile.updated", resource=("profile", other), changes=changes)
    [entry] = await trail(runtime, resource=str(other))
    assert (entry["actorId"], entry["personId"]) == (somebody.user_id, other)
    await fetch(runtime, "DELETE FROM audit_person_keys WHERE person_id = :id", id=other)
    runtime.local.drop(f"audit-key:{other}")
    [entry] = await trail(runtime, resource=str(other))
    assert (entry["changes"], entry["erased"], entry["ipAddress"]) == ({}, True, ORIGIN.ip_address)


async def test_in_anothers_name(runtime: Runtime, somebody: Actor) -> None:
    """The impersonator is named, and the address is his."""
    administrator, thing = uuid7(), uuid7()
    async with transaction(runtime) as db:
        acting = replace(somebody, impersonator_id=administrator)
        await audit.record(db, acting, "thing.updated", resource=("thing", thing), changes={"note": "x"})
    [entry] = await trail(runtime, resource=str(thing))
    assert (entry["actorId"], entry["impersonatorId"]) == (somebody.user_id, administrator)
    await fetch(runtime, "DELETE FROM audit_person_keys WHERE person_id = :id", id=somebody.user_id)
    runtime.local.drop(f"audit-key:{somebody.user_id}")
    [entry] = await trail(runtime, resource=str(thing))
    assert (entry["ipAddress"], entry["changes"], entry["erased"]) == (ORIGIN.ip_address, {}, True)


@pytest.mark.parametrize("known", [True, False])
async def test_a_guests_act(runtime: Runtime, known: bool) -> None:
    """Sealed for whom it is about; for nobody where that is not known either."""
    person = uuid7()
    resource = ("user", person) if known else None
    action = f"test.guest_{person.hex}"
    async with transaction(runtime) as db:
        await audit.record(db, Actor(origin=ORIGIN), action, resource=resource)
    [entry] = await trail(runtime, action=action)
    assert (entry["actorId"], entry["personId"]) == (None, person if known else None)
    assert entry["ipAddress"] == ORIGIN.ip_address
    keys = await fetch(runtime, "SELECT 1 FROM audit_person_keys WHERE person_id = :id", id=person)
    assert bool(keys) is known


async def test_who_acts_for_a_guest(runtime: Runtime, somebody: Actor) -> None:
    """``actor_id`` names the actor of a guest's request; of a signed-in one's, whom it is about."""
    person, first, second = uuid7(), uuid7(), uuid7()
    async with transaction(runtime) as db:
        await audit.record(db, Actor(), "test.guest", resource=("session", first), actor_id=person)
        await audit.record(db, somebody, "test.signed_in", resource=("session", second), actor_id=person)
    [guest] = await trail(runtime, resource=str(first))
    [signed_in] = await trail(runtime, resource=str(second))
    assert (guest["actorId"], guest["personId"], guest["erased"]) == (person, None, False)
    assert (signed_in["actorId"], signed_in["personId"]) == (somebody.user_id, person)


async def test_a_key_that_was_not_committed_is_not_used(runtime: Runtime, somebody: Actor) -> None:
    thing = uuid7()
    with pytest.raises(ZeroDivisionError):
        async with transaction(runtime) as db:
            await audit.record(db, somebody, "test.undone", resource=("thing", thing))
            raise ZeroDivisionError
    async with transaction(runtime) as db:
        await audit.record(db, somebody, "test.done", resource=("thing", thing))
    [entry] = await trail(runtime, resource=str(thing))
    assert (entry["action"], entry["ipAddress"]) == ("test.done", ORIGIN.ip_address)


async def test_the_key_is_asked_for_once(runtime: Runtime, somebody: Actor) -> None:
    """Then it is held in the process, so that recording costs no query of its own."""
    for _ in range(2):
        async with transaction(runtime) as db:
            await audit.record(db, somebody, "test.done")
    held = runtime.local.get(f"audit-key:{somebody.user_id}")
    assert held is not None
    async with transaction(runtime) as db:
        await audit.record(db, somebody, "test.done")
        assert db.info["audit_ciphers"] == {}, "nothing was looked up"


async def test_two_first_acts_at_once_share_a_key(runtime: Runtime) -> None:
    """The second waits for the first and takes its key."""
    person = Actor(user_id=uuid7(), origin=ORIGIN)

    async def act() -> None:
        async with transaction(runtime) as db:
            await audit.record(db, person, "test.done")
            await asyncio.sleep(0.05)

    await asyncio.gather(*(act() for _ in range(4)))
    entries = await trail(runtime, actor=str(person.user_id))
    assert [entry["ipAddress"] for entry in entries] == [ORIGIN.ip_address] * 4


def test_differences() -> None:
    before = {"a": 1, "b": "x", "c": None}
    identity = UUID(int=7)
    assert audit.differences(before, {"a": 1, "b": "y", "c": identity}) == {
        "b": {"from": "x", "to": "y"},
        "c": {"from": None, "to": str(identity)},
    }
