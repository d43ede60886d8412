"""/notes"""

import asyncio
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import psycopg
from fastapi import HTTPException, Query, Request, Response
from pydantic import Field, StringConstraints
from sqlalchemy import select

from groundwork.kernel.errors import Unprocessable
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running
from groundwork.kernel.http.envelope import Done, Envelope, Output, Success, etag_of
from groundwork.kernel.http.lists import Listing, ListQuery, Page
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router
from groundwork.kernel.http.schemas import Input
from tests.kernel.external_domain import service
from tests.kernel.external_domain.models import Note
from tests.kernel.external_domain.policy import READ, WRITE

notes = router("/notes", "notes")


class NoteIn(Input):
    """A new note."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    shelf: Annotated[str, StringConstraints(max_length=50)] = "default"
    page_count: int = Field(1, ge=1, le=10_000)
    tags: dict[str, bool] = Field(default_factory=dict)


class NoteOut(Output):
    """A note."""

    id: UUID | None = None
    title: str | None = None
    shelf: str | None = None
    pages: int | None = None
    created_at: datetime | None = None


class NoteQuery(ListQuery):
    """What the list of notes understands."""

    sort: Literal["createdAt", "title", "pages"] = "createdAt"
    shelf: list[str] | None = Field(None, alias="filter[shelf]")


listing = Listing(
    source=select(Note),
    columns={
        "id": Note.id,
        "title": Note.title,
        "shelf": Note.shelf,
        "pages": Note.pages,
        "createdAt": Note.created_at,
    },
    sorts={"createdAt": Note.created_at, "title": Note.title, "pages": Note.pages},
    identity=Note.id,
    filters={"shelf": Note.shelf},
    search=(Note.title,),
    created_at=Note.created_at,
)


@notes.get("", response_model=Page[NoteOut])
@requires(READ)
async def list_notes(query: Annotated[NoteQuery, Query()], runtime: Running) -> Envelope:
    """List notes."""
    return await listing.answer(runtime, query)


@notes.post("", status_code=201, response_model=Success[NoteOut])
@requires(WRITE)
async def write_note(actor: AnyActor, form: NoteIn, db: Db) -> Envelope:
    """Write a note."""
    note = await service.write(db, actor, title=form.title, shelf=form.shelf, pages=form.page_count)
    return Envelope(NoteOut.model_validate(note), status=201)


@notes.post("/echo", response_model=Success[dict[str, object]])
@requires(READ)
async def echo_note(form: NoteIn) -> Envelope:
    """Give back what was understood."""
    return Envelope(form.model_dump(by_alias=True))


@notes.get("/trouble/{kind}", response_model=Done)
@requires(READ)
async def make_trouble(kind: str, request: Request) -> Response:
    """Fail in the way that is asked for."""
    match kind:
        case "bug":
            raise RuntimeError("SELECT secret FROM somewhere")
        case "database":
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        case "nonsense":
            raise Unprocessable("That makes no sense", retry_after=7)
        case "teapot":
            raise HTTPException(418, headers={"X-Pot": "short and stout"})
        case "gateway":
            raise HTTPException(502)
        case "read":
            await request.body()
        case "slow":
            await asyncio.sleep(0.3)
    return Envelope(message="No trouble")


@notes.get("/{id}", response_model=Success[NoteOut])
@requires(READ)
async def get_note(id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Get a note."""
    note = await service.find(db, id)
    return Envelope(NoteOut.model_validate(note), etag=etag_of(note.id, note.updated_at))


@notes.patch("/{id}", response_model=Success[NoteOut])
@requires(READ)
async def change_note(id: UUID, form: NoteIn, expected: ExpectedVersion, db: Db) -> Envelope:  # noqa: A002
    """Change a note."""
    note = await service.find(db, id)
    expected.check(etag_of(note.id, note.updated_at))
    note.title = form.title
    await db.flush()
    return Envelope(NoteOut.model_validate(note), etag=etag_of(note.id, note.updated_at))
