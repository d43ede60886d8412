"""/files: lists, changes, deletion, and what other domains show."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from groundwork.domains.files import service
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import ValidationFailed
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from tests.accounts import drawing
from tests.conftest import MakePerson, Person
from tests.files.support import Json, content_of, file_of, uploaded
from tests.security.support import RunJobs, code_of, fetch, fields_of, snapshot

pytestmark = pytest.mark.anyio

PICTURE = drawing.encoded(drawing.quadrants())


def actor_of(runtime: Runtime, who: Person, role: Role = Role.USER) -> Actor:
    """As whom the application sees them."""
    return Actor(user_id=UUID(who.id), role=role, permissions=runtime.matrix.of(role))


@pytest.fixture
async def shelf(runtime: Runtime) -> AsyncIterator[str]:
    """A table that shows files, as a higher domain's would."""
    await fetch(runtime, "CREATE TABLE shelf (file_id UUID NOT NULL REFERENCES files (id) ON DELETE RESTRICT)")
    yield "INSERT INTO shelf VALUES (CAST(:id AS uuid))"
    await fetch(runtime, "DROP TABLE shelf")


async def names(who: Person, **query: str) -> list[str]:
    """The names of the files in a list."""
    answer = await who.call("GET", "/files", params=query)
    assert answer.status_code == 200, answer.text
    return [file["name"] for file in answer.json()["data"]]


async def test_the_list_is_searched_filtered_and_sorted(person: MakePerson) -> None:
    ada = await person()
    await uploaded(ada, b"a" * 30, "b notes.txt")
    await uploaded(ada, PICTURE, "a view.png")
    await uploaded(ada, b"\0\1\2", "c data.bin")
    assert await names(ada) == ["c data.bin", "a view.png", "b notes.txt"]
    assert await names(ada, sort="name", order="asc") == ["a view.png", "b notes.txt", "c data.bin"]
    assert (await names(ada, sort="size", order="asc"))[:2] == ["c data.bin", "b notes.txt"]
    assert await names(ada, search="VIEW") == ["a view.png"]
    for kind, name in (("image", "a view.png"), ("document", "b notes.txt"), ("other", "c data.bin")):
        assert await names(ada, **{"filter[type]": kind}) == [name]
    page = (await ada.get("/files?limit=2")).json()
    assert (page["pagination"]["total"], page["pagination"]["hasNext"]) == (3, True)
    item = page["data"][0]
    assert item == await file_of(ada, item["id"])
    assert (await ada.get("/files?fields=id,url&limit=1")).json()["data"] == [{"id": item["id"], "url": item["url"]}]
    first = (await ada.get("/files?limit=2&cursor=")).json()
    rest = (await ada.get(f"/files?limit=2&cursor={first['pagination']['nextCursor']}")).json()
    assert [file["name"] for file in rest["data"]] == ["b notes.txt"]


async def test_administrators_see_everybodys_and_others_their_own(person: MakePerson) -> None:
    ada, eve, root = await person(), await person(), await person(role="admin")
    file = await uploaded(ada, b"a", "ada's.txt")
    await uploaded(eve, b"e", "eve's.txt")
    assert await names(root, **{"filter[owner]": ada.id}) == ["ada's.txt"]
    assert await names(eve, **{"filter[owner]": ada.id}) == []
    assert await names(eve) == ["eve's.txt"]
    assert (await root.get(f"/files/{file['id']}")).json()["data"]["ownerId"] == ada.id
    assert code_of(await eve.get(f"/files/{file['id']}")) == (404, "NOT_FOUND")


async def test_a_file_is_renamed_and_made_public(person: MakePerson, runtime: Runtime) -> None:
    ada = await person()
    file = await uploaded(ada, b"a")
    answer = await ada.call("PATCH", f"/files/{file['id']}", json={"name": "/tmp/../Letter.txt", "public": True})
    assert answer.status_code == 200
    changed = answer.json()["data"]
    assert (changed["name"], changed["public"]) == ("Letter.txt", True)
    assert answer.headers["ETag"] == (await ada.get(f"/files/{file['id']}")).headers["ETag"]
    audited = "SELECT count(*) FROM audit_logs WHERE action = 'file.updated' AND resource_id = :id"
    assert (await fetch(runtime, audited, id=file["id"]))[0][0] == 1
    assert fields_of(await ada.call("PATCH", f"/files/{file['id']}", json={"size": 1})) == {"size": ["Unknown field"]}


async def test_two_who_change_a_file_at_once_do_not_overwrite_each_other(person: MakePerson) -> None:
    ada = await person()
    file = await uploaded(ada, b"a")
    seen = {"If-Match": (await ada.get(f"/files/{file['id']}")).headers["ETag"]}
    await ada.call("PATCH", f"/files/{file['id']}", json={"name": "one.txt"}, headers=seen)
    for method, body in (("PATCH", {"json": {"name": "two.txt"}}), ("DELETE", {})):
        answer = await ada.call(method, f"/files/{file['id']}", headers=seen, **body)
        assert code_of(answer) == (412, "PRECONDITION_FAILED")
    assert (await file_of(ada, file["id"]))["name"] == "one.txt"


async def test_a_deleted_file_is_gone(person: MakePerson, runtime: Runtime, run_jobs: RunJobs) -> None:
    ada, eve = await person(), await person()
    file = await uploaded(ada, b"a", public="true")
    assert code_of(await eve.call("DELETE", f"/files/{file['id']}")) == (404, "NOT_FOUND")
    assert (await ada.call("DELETE", f"/files/{file['id']}")).status_code == 200
    assert code_of(await ada.get(f"/files/{file['id']}")) == (404, "NOT_FOUND")
    assert code_of(await content_of(ada, file)) == (404, "NOT_FOUND")
    await run_jobs()
    assert await runtime.storage.size(f"files/{file['id']}/original") is None


async def test_what_is_shown_stays(person: MakePerson, runtime: Runtime, shelf: str, run_jobs: RunJobs) -> None:
    """It cannot be deleted or hidden until it is shown no more."""
    ada = await person()
    file = await uploaded(ada, PICTURE, public="true")
    await fetch(runtime, shelf, id=file["id"])
    before = await snapshot(runtime)
    assert code_of(await ada.call("DELETE", f"/files/{file['id']}")) == (409, "CONFLICT")
    hidden = await ada.call("PATCH", f"/files/{file['id']}", json={"public": False})
    assert code_of(hidden) == (409, "CONFLICT")
    assert await snapshot(runtime) == before
    await run_jobs()
    assert (await content_of(ada, file)).content == PICTURE
    await fetch(runtime, "DELETE FROM shelf")
    assert (await ada.call("PATCH", f"/files/{file['id']}", json={"public": False})).status_code == 200
    assert (await ada.call("DELETE", f"/files/{file['id']}")).status_code == 200


async def test_other_domains_show_pictures_that_the_actor_may_see(person: MakePerson, runtime: Runtime) -> None:
    """They are public from then on; foreign ones, and what is no picture, are told one by one."""
    ada, eve = await person(), await person()
    picture, letter = await uploaded(ada, PICTURE), await uploaded(ada, b"a")
    foreign = await uploaded(eve, PICTURE)
    ids = [UUID(file["id"]) for file in (picture, letter, foreign)]
    with pytest.raises(ValidationFailed) as refused:
        async with transaction(runtime) as db:
            await service.show(db, actor_of(runtime, ada), ids)
    assert [detail.message for detail in refused.value.details] == [f"There is no picture {file}" for file in ids[1:]]
    assert not (await file_of(ada, picture["id"]))["public"]
    async with transaction(runtime) as db:
        shown = await service.show(db, actor_of(runtime, ada), ids[:1])
    assert shown == {ids[0]: service.Shown(ids[0], 200, 200)}
    async with transaction(runtime) as db:
        assert await service.show(db, actor_of(runtime, eve), ids[:1]) == shown
    assert (await file_of(ada, picture["id"]))["public"]


async def test_the_house_keeps_files_of_its_own(person: MakePerson, runtime: Runtime, run_jobs: RunJobs) -> None:
    root = await person(role="admin")
    async with transaction(runtime) as db:
        kept = await service.keep(db, None, "view.png", PICTURE)
    await run_jobs()
    file: Json = await file_of(root, str(kept.id))
    assert (file["ownerId"], file["public"], file["status"]) == (None, True, "ready")
    assert [variant["width"] for variant in file["variants"]] == [160]


async def test_erasure_takes_files_but_for_what_is_shown(
    person: MakePerson, runtime: Runtime, shelf: str, run_jobs: RunJobs
) -> None:
    """What stays says nothing about whose it was."""
    ada = await person()
    letter, picture = await uploaded(ada, b"Ada's letter"), await uploaded(ada, PICTURE, "ada.png", public="true")
    await fetch(runtime, shelf, id=picture["id"])
    part = next(part for domain in runtime.domains for part in domain.personal_data if part.table == "files")
    async with transaction(runtime) as db:
        exported = await part.export(db, UUID(ada.id))
        await part.erase(db, UUID(ada.id))
    assert {row["name"] for row in exported} == {"notes.txt", "ada.png"}
    await run_jobs()
    assert await runtime.storage.size(f"files/{letter['id']}/original") is None
    kept = "SELECT id, owner_id, name FROM files WHERE id = ANY(CAST(:ids AS uuid[]))"
    rows = await fetch(runtime, kept, ids=[letter["id"], picture["id"]])
    assert [(str(row.id), row.owner_id, row.name) for row in rows] == [(picture["id"], None, "file")]
    assert (await ada.client.get(picture["url"])).content == PICTURE
