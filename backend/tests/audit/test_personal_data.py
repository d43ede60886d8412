"""A person's part of the trail leaves with them, and the chain stays whole."""

import asyncio
import json

import pytest

from groundwork.domains.audit import domain
from groundwork.domains.audit import service as audit
from groundwork.domains.audit.verification import verify
from groundwork.kernel.actor import Actor, Origin
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.audit.conftest import ORIGIN
from tests.audit.support import trail
from tests.conftest import MakePerson
from tests.security.support import StartNode, fetch

pytestmark = pytest.mark.anyio

_COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name LIKE 'audit%'"""


async def _found(runtime: Runtime, words: list[str]) -> list[str]:
    """Where in the trail's tables one of the words stands, in any column."""
    places = []
    for table, column in await fetch(runtime, _COLUMNS):
        for word in words:
            sql = f'SELECT 1 FROM {table} WHERE "{column}"::text ILIKE :word LIMIT 1'
            if await fetch(runtime, sql, word=f"%{word}%"):
                places.append(f"{table}.{column}: {word}")
    return places


async def _erase(runtime: Runtime, user_id: object) -> None:
    async with transaction(runtime) as db:
        for part in domain.personal_data:
            await part.erase(db, user_id)  # type: ignore[arg-type]


async def test_erasure_leaves_the_row_and_nothing_personal(alone: Runtime) -> None:
    someone = Actor(user_id=uuid7(), origin=ORIGIN)
    other = Actor(user_id=uuid7(), origin=Origin("203.0.113.9", "Other/1"))
    assert someone.user_id
    assert other.user_id
    changes = {"email": {"from": "eve@example.com", "to": "eva@example.com"}, "role": {"from": "user", "to": "admin"}}
    async with transaction(alone) as db:
        await audit.record(db, someone, "user.updated", resource=("user", someone.user_id), changes=changes)
        await audit.record(db, other, "user.updated", resource=("user", someone.user_id), changes=changes)
        await audit.record(db, Actor(origin=ORIGIN), "user.sign_in_refused", resource=("user", someone.user_id))
        await audit.record(db, other, "thing.updated", resource=("thing", "1"), changes={"note": "kept"})
    before = await trail(alone)
    assert before[0]["changes"]["email"]["from"] == "eve@example.com"
    await _erase(alone, someone.user_id)
    by_self, by_other, by_guest, elsewhere = await trail(alone)
    for entry in (by_self, by_other):
        assert entry["changes"] == {"role": {"from": "user", "to": "admin"}}, "what is not personal stays"
        assert entry["erased"] is True
    assert (by_self["ipAddress"], by_self["userAgent"]) == (None, None)
    assert (by_other["ipAddress"], by_other["userAgent"]) == ("203.0.113.9", "Other/1")
    assert (by_guest["ipAddress"], by_guest["erased"]) == (None, True)
    assert (elsewhere["changes"], elsewhere["erased"]) == ({"note": "kept"}, False)
    assert by_self["actorId"] == someone.user_id
    assert (await verify(alone)).intact
    assert await fetch(alone, "SELECT person_id FROM audit_person_keys") == [(other.user_id,)]
    words = ["eve@example.com", "eva@example.com", "198.51.100.7", "Lighthouse", "203.0.113.9", "kept"]
    assert await _found(alone, words) == []
    assert await _found(alone, ["user.updated"]) != [], "the scan finds what is there"


async def test_the_next_key_does_not_open_what_was_erased(alone: Runtime) -> None:
    """An act about the person that is recorded later makes a new key; the old values stay gone."""
    someone = Actor(user_id=uuid7(), origin=ORIGIN)
    for erased in (False, True):
        if erased:
            await _erase(alone, someone.user_id)
        async with transaction(alone) as db:
            await audit.record(db, someone, "test.done", changes={"note": str(erased)})
    first, second = await trail(alone)
    assert (first["changes"], first["ipAddress"], first["erased"]) == ({}, None, True)
    assert (second["changes"], second["ipAddress"], second["erased"]) == ({"note": "True"}, ORIGIN.ip_address, False)


async def test_every_node_forgets_the_key(person: MakePerson, runtime: Runtime, start_node: StartNode) -> None:
    """Told by the database, within a second."""
    someone = await person()
    node = await start_node()
    await asyncio.sleep(0.3)
    assert (await trail(node.runtime, actor=someone.id))[0]["ipAddress"] == "127.0.0.1"
    tag = f"audit-key:{someone.id}"
    assert node.runtime.local.get(tag) is not None
    await _erase(runtime, someone.id)
    assert runtime.local.get(tag) is None
    async with asyncio.timeout(1):
        while node.runtime.local.get(tag) is not None:
            await asyncio.sleep(0.01)
    assert (await trail(node.runtime, actor=someone.id))[0]["erased"] is True


async def test_an_erasure_that_is_undone_erases_nothing(alone: Runtime) -> None:
    someone = Actor(user_id=uuid7(), origin=ORIGIN)
    async with transaction(alone) as db:
        await audit.record(db, someone, "test.done")
    with pytest.raises(ZeroDivisionError):
        async with transaction(alone) as db:
            assert someone.user_id
            await domain.personal_data[0].erase(db, someone.user_id)
            raise ZeroDivisionError
    assert (await trail(alone))[0]["ipAddress"] == ORIGIN.ip_address


async def test_the_export_holds_ones_own_entries_opened(alone: Runtime) -> None:
    """And of others who acted no address."""
    someone, other = uuid7(), uuid7()
    async with transaction(alone) as db:
        changes = {"phone": {"from": None, "to": "+49 30 1234"}}
        me, admin = Actor(user_id=someone, origin=ORIGIN), Actor(user_id=other, origin=Origin("203.0.113.9", "Other/1"))
        await audit.record(db, me, "profile.updated", resource=("profile", someone), changes=changes)
        await audit.record(db, admin, "user.updated", resource=("user", someone), changes={"role": "user"})
        await audit.record(db, admin, "user.updated", resource=("user", other))
    async with transaction(alone) as db:
        exported = {part.table: await part.export(db, someone) for part in domain.personal_data}
    mine, about_me = exported["audit_logs"]
    assert (mine["changes"], mine["ipAddress"]) == ({"phone": {"from": None, "to": "+49 30 1234"}}, ORIGIN.ip_address)
    assert (about_me["changes"], about_me["ipAddress"], about_me["userAgent"]) == ({"role": "user"}, None, None)
    assert [set(row) for row in exported["audit_person_keys"]] == [{"person_id", "created_at"}]
    assert not any(name.startswith("_") for name in mine)
    json.dumps(exported, default=str)
