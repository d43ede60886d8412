"""What can be done with notes."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts.events import UserRegistered
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import NotFound
from groundwork.kernel.events import Event, publish
from tests.kernel.external_domain.models import Note


@dataclass(frozen=True, slots=True)
class NoteWritten(Event):
    """There is a new note."""

    title: str


heard: list[str] = []
"""The titles of which ``index`` was told, committed or not."""


async def write(db: AsyncSession, actor: Actor, *, title: str, shelf: str, pages: int = 1) -> Note:
    """A new note."""
    note = Note(title=title, shelf=shelf, pages=pages)
    db.add(note)
    await publish(db, NoteWritten(title))
    await db.flush()
    return note


async def find(db: AsyncSession, note_id: UUID) -> Note:
    """A note."""
    note = await db.get(Note, note_id)
    if note is None:
        raise NotFound
    return note


async def write_first_note(db: AsyncSession, event: UserRegistered) -> None:
    """Everybody starts with a note of their own."""
    db.add(Note(title=event.email, shelf="welcome"))


async def index(_db: AsyncSession, event: NoteWritten) -> None:
    """Hear of a note; one that nobody may write undoes what it was part of."""
    heard.append(event.title)
    if event.title == "forbidden":
        raise ValueError("nobody writes that")


async def plant(db: AsyncSession) -> None:
    """A shelf to look at."""
    await _plant(db, "seeded", ("One", "Two", "Three"))


async def plant_rules(db: AsyncSession) -> None:
    """What production needs."""
    await _plant(db, "rules", ("Be kind",))


async def _plant(db: AsyncSession, shelf: str, titles: tuple[str, ...]) -> None:
    present = set(await db.scalars(select(Note.title).where(Note.shelf == shelf)))
    db.add_all(Note(title=title, shelf=shelf) for title in titles if title not in present)


async def clear(db: AsyncSession, shelf: str) -> None:
    """Empty a shelf."""
    await db.execute(delete(Note).where(Note.shelf == shelf))
