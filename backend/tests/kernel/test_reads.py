"""Hot reads."""

import pytest
from sqlalchemy import bindparam, func, literal, select

from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.reads import Read
from groundwork.kernel.runtime import Runtime
from tests.kernel.external_domain.models import Note

pytestmark = pytest.mark.anyio

by_shelf = Read(
    select(Note.id, Note.title, literal("constant").label("kind"))
    .where(Note.shelf == bindparam("shelf"), Note.pages < 100)
    .order_by(Note.title)
)


async def test_rows_are_plain_and_constants_are_kept(workshop: Runtime) -> None:
    shelf = uuid7().hex
    async with transaction(workshop) as db:
        db.add_all(Note(title=title, shelf=shelf, pages=pages) for title, pages in (("b", 1), ("a", 99), ("c", 100)))
    rows = await by_shelf.all(workshop.database, shelf=shelf)
    assert [(row["title"], row["kind"]) for row in rows] == [("a", "constant"), ("b", "constant")]
    assert type(rows[0]) is dict
    assert await by_shelf.first(workshop.database, shelf=shelf) == rows[0]
    assert await by_shelf.first(workshop.database, shelf="nowhere") is None


async def test_values_come_in_the_types_of_python(workshop: Runtime) -> None:
    note = Note(title=uuid7().hex, shelf="types")
    async with transaction(workshop) as db:
        db.add(note)
    whole = Read(select(Note.id, Note.created_at, Note.pages).where(Note.id == bindparam("id")))
    row = await whole.first(workshop.database, id=note.id)
    assert row == {"id": note.id, "created_at": note.created_at, "pages": 1}
    assert row["created_at"].utcoffset().total_seconds() == 0


async def test_a_value_can_be_any_of_several(workshop: Runtime) -> None:
    shelf = uuid7().hex
    async with transaction(workshop) as db:
        db.add_all(Note(title=title, shelf=shelf) for title in "abc")
    several = Read(
        select(func.count().label("total")).where(Note.shelf == shelf, Note.title == func.any(bindparam("titles")))
    )
    assert await several.all(workshop.database, titles=["a", "c", "x"]) == [{"total": 2}]
    assert await several.all(workshop.database, titles=[]) == [{"total": 0}]
