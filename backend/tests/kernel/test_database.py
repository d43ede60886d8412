"""The unit of work: one commit site, all or nothing, and what follows only once it is true."""

import asyncio
import gc
import re
from dataclasses import replace
from pathlib import Path

import psycopg
import psycopg_pool
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

import groundwork
from groundwork.kernel.database import Database, after_commit, driver_connection, transaction, with_commit
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime, runtime_of
from tests.conftest import Person
from tests.kernel.external_domain.models import Note

pytestmark = pytest.mark.anyio
SOURCE = Path(groundwork.__file__).parent
COMMITS = re.compile(r"\.commit\(|(?<!ON )\bCOMMIT\b|\.begin\(\)|sessionmaker|AsyncSession\(")


async def shelved(runtime: Runtime, shelf: str) -> int:
    """How many notes stand on a shelf."""
    async with runtime.database.reading() as connection:
        cursor = await connection.execute("SELECT count(*) FROM notes WHERE shelf = %s", [shelf])
        return int((await cursor.fetchone() or [0])[0])


async def test_there_is_one_commit_site() -> None:
    """Rule 7 of the house: one request, one transaction, one commit site."""
    found = {
        path.relative_to(SOURCE).as_posix(): COMMITS.findall(path.read_text())
        for path in SOURCE.rglob("*.py")
        if COMMITS.search(path.read_text())
    }
    assert found == {"kernel/database.py": ["AsyncSession(", ".commit("]}


async def test_everything_becomes_true_together(workshop: Runtime) -> None:
    async with transaction(workshop) as db:
        db.add_all([Note(title="a", shelf="together"), Note(title="b", shelf="together")])
        await db.flush()
        assert await shelved(workshop, "together") == 0
    assert await shelved(workshop, "together") == 2


async def test_an_error_undoes_everything(workshop: Runtime) -> None:
    with pytest.raises(LookupError):
        async with transaction(workshop) as db:
            db.add(Note(title="a", shelf="undone"))
            await db.flush()
            raise LookupError
    assert await shelved(workshop, "undone") == 0


async def test_cancelling_undoes_everything_and_the_connection_is_good_again(workshop: Runtime) -> None:
    started = asyncio.Event()

    async def write() -> None:
        async with transaction(workshop) as db:
            db.add(Note(title="a", shelf="cancelled"))
            await db.flush()
            started.set()
            await db.execute(text("SELECT pg_sleep(30)"))

    task = asyncio.create_task(write())
    await started.wait()
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await shelved(workshop, "cancelled") == 0
    for _ in range(workshop.settings.db_pool_size + 1):
        async with transaction(workshop) as db:
            assert await db.scalar(select(func.count()).select_from(Note).where(Note.shelf == "cancelled")) == 0


async def test_what_follows_a_commit_waits_for_it(workshop: Runtime) -> None:
    order: list[object] = []

    async def look() -> None:
        order.append(await shelved(workshop, "followed"))

    async with transaction(workshop) as db:
        assert runtime_of(db) is workshop
        after_commit(db, look)
        db.add(Note(title="a", shelf="followed"))
        await db.flush()
        order.append("inside")
    assert order == ["inside", 1]


async def test_nothing_follows_what_did_not_become_true(workshop: Runtime) -> None:
    told: list[str] = []

    async def tell() -> None:
        told.append("it is true")

    with pytest.raises(psycopg.errors.UniqueViolation):
        async with transaction(workshop) as db:
            after_commit(db, tell)
            # The constraint is deferred: only the commit itself finds out.
            db.add_all([Note(title="twin", shelf="twins"), Note(title="twin", shelf="twins")])
            await db.flush()
    assert told == []
    assert await shelved(workshop, "twins") == 0


async def test_the_commit_happens_before_the_answer_leaves(librarian: Person, workshop: Runtime) -> None:
    """A commit that fails is told; nobody gets a 201 for what is not there."""
    form = {"title": "only once", "shelf": "answers"}
    first = await librarian.post("/notes", form)
    assert first.status_code == 201, first.text
    assert await shelved(workshop, "answers") == 1
    second = await librarian.post("/notes", form)
    assert second.status_code == 500
    assert second.json()["error"]["code"] == "INTERNAL_ERROR"
    assert await shelved(workshop, "answers") == 1


async def test_the_driver_connection_sees_the_sessions_changes(workshop: Runtime) -> None:
    async with transaction(workshop) as db:
        db.add(Note(title="a", shelf="beneath"))
        connection = await driver_connection(db)
        cursor = await connection.execute("SELECT count(*) FROM notes WHERE shelf = 'beneath'")
        assert await cursor.fetchone() == (1,)
    assert await shelved(workshop, "beneath") == 1


_NOTE = "INSERT INTO notes (id, title, shelf, pages) VALUES (%s, %s, %s, 1)"


async def test_the_last_statements_come_with_the_commit(workshop: Runtime) -> None:
    async with transaction(workshop) as db:
        await with_commit(db, _NOTE, (uuid7(), "a", "last"))
        cursor = await (await driver_connection(db)).execute("SELECT count(*) FROM notes WHERE shelf = 'last'")
        assert await cursor.fetchone() == (0,), "not yet"
    assert await shelved(workshop, "last") == 1


async def test_a_last_statement_that_fails_undoes_everything_and_the_connection_is_good_again(
    workshop: Runtime,
) -> None:
    with pytest.raises(psycopg.errors.UndefinedTable):
        async with transaction(workshop) as db:
            db.add(Note(title="a", shelf="last-fails"))
            await with_commit(db, "INSERT INTO nowhere VALUES (%s)", (1,))
    assert await shelved(workshop, "last-fails") == 0
    async with transaction(workshop) as db:
        db.add(Note(title="a", shelf="last-fails"))
    assert await shelved(workshop, "last-fails") == 1


async def test_last_statements_are_undone_with_the_rest_and_with_their_savepoint(workshop: Runtime) -> None:
    async with transaction(workshop) as db:
        await with_commit(db, _NOTE, (uuid7(), "a", "undone-last"))
        await db.execute(text("SELECT 1"))
        await db.rollback()
    assert await shelved(workshop, "undone-last") == 0
    async with transaction(workshop) as db:
        with pytest.raises(LookupError):
            async with db.begin_nested():
                await with_commit(db, _NOTE, (uuid7(), "a", "undone-last"))
                raise LookupError
        await with_commit(db, _NOTE, (uuid7(), "b", "undone-last"))
    assert await shelved(workshop, "undone-last") == 1


async def test_who_tells_news_or_acts_after_the_commit_keeps_no_connection(workshop: Runtime) -> None:
    """With one connection in the pool, each would wait for the other."""
    database = Database(workshop.database.url, pool_size=1, pool_timeout=2.0)
    await database.open()
    small = replace(workshop, database=database)
    counted: list[int] = []

    async def count() -> None:
        counted.append(await shelved(small, "one-connection"))

    try:
        async with transaction(small) as db:
            db.add(Note(title="a", shelf="one-connection"))
            after_commit(db, count)
    finally:
        await database.close()
    assert counted == [1]


async def test_a_session_that_begins_anew_leaves_alone_what_it_gave_back(workshop: Runtime) -> None:
    async with transaction(workshop) as db:
        await driver_connection(db)
        await db.rollback()
        gc.collect()
        connection = await driver_connection(db)
        assert db.in_transaction()
        assert connection is (await (await db.connection()).get_raw_connection()).driver_connection


async def test_reading_leaves_no_trace_on_the_connection(workshop: Runtime) -> None:
    database = Database(workshop.database.url, pool_size=2, pool_timeout=5.0)
    await database.open()
    try:
        with pytest.raises(psycopg.errors.UndefinedTable):
            async with database.reading() as connection:
                await connection.execute("SELECT * FROM nowhere")
        for _ in range(3):
            async with database.reading() as connection:
                assert connection.autocommit
                await connection.execute("SELECT 1")
                assert connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        async with database.pool.connection() as connection:
            assert not connection.autocommit
        with pytest.raises(psycopg.errors.AdminShutdown):
            async with database.reading() as connection:
                await connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        async with database.reading() as connection:
            await connection.execute("SELECT 1")
    finally:
        await database.close()


async def test_a_read_that_began_a_transaction_does_not_leave_autocommit_behind(workshop: Runtime) -> None:
    database = Database(workshop.database.url, pool_size=2, pool_timeout=5.0)
    await database.open()
    try:
        with pytest.raises(LookupError):
            async with database.reading() as connection:
                await connection.execute("BEGIN")
                raise LookupError
        async with database.pool.connection() as connection:
            assert not connection.autocommit
    finally:
        await database.close()


async def test_who_waits_too_long_for_a_connection_is_told(workshop: Runtime) -> None:
    database = Database(workshop.database.url, pool_size=2, pool_timeout=0.5)
    await database.open()
    try:
        async with database.reading(), database.reading():
            with pytest.raises(psycopg_pool.PoolTimeout):
                async with database.reading():
                    pass
    finally:
        await database.close()


async def test_rows_have_their_identity_and_their_times(workshop: Runtime) -> None:
    note = Note(title=str(uuid7()), shelf="times")
    async with transaction(workshop) as db:
        db.add(note)
    assert note.id.version == 7
    created, updated = note.created_at, note.updated_at
    async with transaction(workshop) as db:
        again = await db.get_one(Note, note.id)
        again.pages = 2
    assert again.created_at == created
    assert again.updated_at > updated


async def test_errors_of_the_database_do_not_tell_the_values(workshop: Runtime) -> None:
    """What a statement's parameters were is nothing for logs: they hold hashes, digests and addresses."""
    with pytest.raises(IntegrityError) as caught:
        async with transaction(workshop) as db:
            db.add(Note(title="canary-4711", shelf=None))
            await db.flush()
    assert "canary-4711" not in str(caught.value).partition("DETAIL")[0]
    assert "parameters hidden" in str(caught.value)
