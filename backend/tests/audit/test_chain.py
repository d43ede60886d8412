"""The chain of hashes: what was done to the trail is found, and where."""

import asyncio
from typing import Any

import psycopg
import pytest

from groundwork.domains.audit import service as audit
from groundwork.domains.audit.checkpoints import take_checkpoint
from groundwork.domains.audit.verification import verify
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import driver_connection, transaction
from groundwork.kernel.runtime import Runtime
from tests.audit.conftest import Write
from tests.audit.support import tamper
from tests.security.support import fetch

pytestmark = pytest.mark.anyio

REHASH = """
    WITH RECURSIVE linked AS (
        SELECT chain, seq, id, sha256(''::bytea || audit_content(e)) AS hash FROM audit_logs e WHERE seq = 1
        UNION ALL
        SELECT e.chain, e.seq, e.id, sha256(linked.hash || audit_content(e)) FROM audit_logs e
        JOIN linked ON e.chain = linked.chain AND e.seq = linked.seq + 1
    ), written AS (
        UPDATE audit_logs e SET hash = linked.hash FROM linked WHERE e.id = linked.id
    )
    UPDATE audit_chains head SET last_hash = linked.hash FROM linked
    WHERE head.chain = linked.chain AND head.last_seq = linked.seq"""
"""What a patient forger does: every hash anew, up to the chain's end."""


async def test_an_untouched_trail_is_intact(alone: Runtime, write: Write) -> None:
    empty = await verify(alone)
    assert (empty.intact, empty.complete, empty.entries, empty.chains, empty.checkpoint_at) == (True, True, 0, 64, None)
    await write(20, changes={"role": {"from": "user", "to": "admin"}, "bio": "ÄÖ 'quoted' \\ {\"x\": 1}\n"})
    seen: list[tuple[int, int, int]] = []
    found = await verify(alone, progress=lambda *step: seen.append(step))
    assert (found.intact, found.complete, found.entries, found.problem) == (True, True, 20, None)
    assert seen[-1] == (64, 64, 20)


async def test_the_time_zone_and_form_of_a_session_do_not_matter(alone: Runtime, write: Write) -> None:
    await write(3)
    with psycopg.connect(alone.database.url, autocommit=True) as connection:
        connection.execute("ALTER DATABASE " + connection.info.dbname + " SET bytea_output = 'escape'")
        connection.execute("ALTER DATABASE " + connection.info.dbname + " SET DateStyle = 'German, DMY'")
    await alone.database.close()
    alone.database.pool = type(alone.database)(alone.database.url, pool_size=2, pool_timeout=5).pool
    await alone.database.open()
    assert (await verify(alone)).intact


@pytest.mark.parametrize(
    ("deed", "kind", "sequence"),
    [
        ("UPDATE audit_logs SET action = 'user.signed_out' WHERE seq = 3", "altered", 3),
        ("UPDATE audit_logs SET actor_id = gen_random_uuid() WHERE seq = 1", "altered", 1),
        ("UPDATE audit_logs SET created_at = created_at - interval '1 microsecond' WHERE seq = 2", "altered", 2),
        ("UPDATE audit_logs SET sealed_origin = NULL WHERE seq = 5", "altered", 5),
        ("UPDATE audit_logs SET changes = '{\"role\": \"user\"}' WHERE seq = 4", "altered", 4),
        ("DELETE FROM audit_logs WHERE seq = 1", "missing", 2),
        ("DELETE FROM audit_logs WHERE seq = 3", "missing", 4),
        ("DELETE FROM audit_logs WHERE seq >= 4", "cut", 6),
        ("DELETE FROM audit_logs", "cut", 6),
        ("UPDATE audit_chains SET last_seq = 4 WHERE last_seq > 0", "cut", 5),
        ("UPDATE audit_logs SET hash = sha256('x') WHERE seq = 5", "altered", 5),
    ],
)
async def test_what_was_done_to_it_is_found(
    alone: Runtime, write: Write, deed: str, kind: str, sequence: int
) -> None:
    await write(5)
    tamper(alone.database.url, deed)
    found = await verify(alone)
    assert not found.intact
    assert found.problem is not None
    assert (found.problem.kind, found.problem.sequence) == (kind, sequence)
    if kind == "altered":
        [(entry,)] = await fetch(alone, "SELECT id FROM audit_logs WHERE seq = :seq", seq=sequence)
        assert found.problem.entry_id == entry


@pytest.mark.parametrize(
    "deeds",
    [
        ["DELETE FROM audit_logs WHERE seq > 3", "UPDATE audit_chains SET last_seq = 3 WHERE last_seq > 0", REHASH],
        ["UPDATE audit_logs SET action = 'nothing.happened' WHERE seq = 2", REHASH],
    ],
    ids=["cut", "rewritten"],
)
async def test_who_rewrites_every_hash_is_found_by_the_checkpoint(
    alone: Runtime, write: Write, deeds: list[str]
) -> None:
    """Without one he is not: the chain alone is only as good as the database."""
    await write(5)
    async with transaction(alone) as db:
        await take_checkpoint(db)
    await write(2)
    assert (await verify(alone)).checkpoint_at is not None
    tamper(alone.database.url, *deeds)
    found = await verify(alone)
    assert found.problem is not None
    assert found.problem.kind == "checkpoint"
    tamper(alone.database.url, "DELETE FROM audit_checkpoints")
    assert (await verify(alone)).intact, "that is what the checkpoint in the log is for"


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE audit_checkpoints SET heads = jsonb_build_array(jsonb_build_array(0, 1, 'aa'))",
        "UPDATE audit_checkpoints SET created_at = created_at + interval '1 day'",
        "UPDATE audit_checkpoints SET number = 9",
        "INSERT INTO audit_dropped VALUES (0, 1, 5, sha256('x'), 'forged', now())",
    ],
)
async def test_a_forged_note_is_found(alone: Runtime, write: Write, deed: str) -> None:
    await write(2)
    async with transaction(alone) as db:
        await take_checkpoint(db)
    tamper(alone.database.url, deed)
    problem = (await verify(alone)).problem
    assert problem is not None
    assert problem.kind == "signature"


async def test_checkpoints_are_taken_when_something_was_added(alone: Runtime, write: Write) -> None:
    numbers = []
    for added in (0, 1, 0, 2):
        await write(added)
        async with transaction(alone) as db:
            await take_checkpoint(db)
        numbers.append([row[0] for row in await fetch(alone, "SELECT number FROM audit_checkpoints ORDER BY number")])
    assert numbers == [[], [1], [1], [1, 2]]


async def test_audited_transactions_do_not_wait_for_one_another(alone: Runtime, somebody: Actor) -> None:
    """However many are under way, each has a chain of its own until it ends."""
    async def act(meeting: asyncio.Barrier) -> None:
        async with transaction(alone) as db:
            await audit.record(db, somebody, "test.begun")
            await (await driver_connection(db)).execute("SELECT 1")
            async with asyncio.timeout(5):
                await meeting.wait()
            await audit.record(db, somebody, "test.ended")

    async with transaction(alone) as db:
        await audit.record(db, somebody, "test.first")  # makes the person's key, which the first ones would wait for
    number = alone.settings.db_pool_size
    for _ in range(3):
        meeting = asyncio.Barrier(number)
        await asyncio.gather(*(act(meeting) for _ in range(number)))
    found = await verify(alone)
    assert (found.intact, found.entries) == (True, 1 + 3 * 2 * number)


async def test_a_taken_chain_is_passed_over(alone: Runtime, write: Write) -> None:
    """Also by the connection whose turn it would be."""
    with psycopg.connect(alone.database.url) as holder:
        for chain in range(63):
            holder.execute("SELECT pg_advisory_xact_lock(1735852034, %s)", [chain])
        await write(2)
        holder.execute("SELECT pg_advisory_xact_lock(1735852034, 63)")
        waiting = asyncio.create_task(write(1))
        await asyncio.sleep(0.2)
        assert not waiting.done(), "with all taken it waits, rather than break the order"
        holder.rollback()
    await asyncio.wait_for(waiting, 5)
    rows = await fetch(alone, "SELECT chain FROM audit_logs ORDER BY created_at")
    assert [row[0] for row in rows][:2] == [63, 63]
    assert (await verify(alone)).entries == 3


async def test_what_was_undone_leaves_no_gap(alone: Runtime, write: Write, somebody: Actor) -> None:
    await write(1)
    with pytest.raises(ZeroDivisionError):
        async with transaction(alone) as db:
            await audit.record(db, somebody, "test.undone")
            await db.flush()
            raise ZeroDivisionError
    await write(1)
    assert [row[0] for row in await fetch(alone, "SELECT seq FROM audit_logs ORDER BY seq")] == [1, 2]
    assert (await verify(alone)).intact


async def test_it_stops_when_its_time_is_up(alone: Runtime, write: Write) -> None:
    await write(1)
    found = await verify(alone, patience=-1)
    assert (found.intact, found.complete, found.chains) == (True, False, 0)


def tables(rows: list[Any]) -> list[str]:
    """The names in the rows."""
    return [row[0] for row in rows]


async def test_the_database_refuses_to_change_it(alone: Runtime, write: Write) -> None:
    """In the table as in each partition, whether or not a row would be met."""
    await write(2)
    every = await fetch(alone, "SELECT relid::text FROM pg_partition_tree('audit_logs')")
    assert len(every) == 6, "the table, four months and the rest"
    with psycopg.connect(alone.database.url, autocommit=True) as connection:
        for table in tables(every):
            for statement in (
                f"UPDATE {table} SET action = 'x'",
                f"UPDATE {table} SET action = 'x' WHERE false",
                f"DELETE FROM {table}",
                f"TRUNCATE {table}",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only added to"):
                    connection.execute(statement)
    assert (await verify(alone)).entries == 2
