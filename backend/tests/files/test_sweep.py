"""What is left behind is found and removed."""

from datetime import timedelta

import pytest

from groundwork.domains.files import incoming, removal
from groundwork.domains.files.models import File, FileStatus
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.accounts import drawing
from tests.files.conftest import House
from tests.files.support import content_of, file_of, upload, uploaded
from tests.security.support import Travel, fetch

pytestmark = pytest.mark.anyio


async def sweep(runtime: Runtime) -> None:
    """Run the job."""
    async with transaction(runtime) as db:
        await removal.sweep(db)


async def test_f19_what_was_stored_before_a_commit_failed_is_swept(
    house: House, monkeypatch: pytest.MonkeyPatch, travel: Travel
) -> None:
    """Storage had the file, the commit never came, and neither did the cleaning up: nothing is left after the sweep."""
    ada = await house.join()
    kept_before = await house.kept()

    async def die(*_: object, **__: object) -> None:
        raise ConnectionError("the process died")

    with monkeypatch.context() as broken:
        broken.setattr(incoming, "_take_in", die)
        broken.setattr(incoming.Upload, "abandon", die)
        assert (await upload(ada, b"Notes")).status_code == 503
    (orphan,) = (await house.kept()).keys() - kept_before.keys()
    await sweep(house.runtime)
    assert orphan in await house.kept()
    travel(timedelta(hours=25))
    await sweep(house.runtime)
    assert orphan not in await house.kept()
    assert await fetch(house.runtime, "SELECT id FROM files WHERE owner_id = :id", id=ada.id) == []


async def test_f19_a_failed_commit_leaves_nothing_even_before_the_sweep(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await house.join()
    before = await house.kept()

    async def fail(*_: object) -> None:
        raise ConnectionError("the database is away")

    with monkeypatch.context() as broken:
        broken.setattr(incoming, "_take_in", fail)
        assert (await upload(ada, b"Notes")).status_code == 503
    assert await house.kept() == before
    assert await fetch(house.runtime, "SELECT id FROM files WHERE owner_id = :id", id=ada.id) == []
    assert (await upload(ada, b"Notes")).status_code == 201


async def test_what_never_came_in_is_forgotten_after_a_day(house: House, travel: Travel) -> None:
    ada = await house.join()
    ticket = (await ada.post("/files/uploads", {"name": "a", "size": 5})).json()["data"]
    await house.runtime.storage.put(f"files/{ticket['id']}/incoming", b"Notes")
    travel(timedelta(hours=23))
    await sweep(house.runtime)
    assert f"files/{ticket['id']}/incoming" in await house.kept()
    travel(timedelta(hours=2))
    await sweep(house.runtime)
    assert f"files/{ticket['id']}/incoming" not in await house.kept()
    assert await fetch(house.runtime, "SELECT id FROM files WHERE owner_id = :id", id=ada.id) == []


async def test_what_was_sent_too_late_is_removed_and_what_is_in_use_stays(house: House, travel: Travel) -> None:
    ada = await house.join()
    file = await uploaded(ada, b"Notes", public="true")
    storage = house.runtime.storage
    for path in (
        f"files/{file['id']}/incoming",
        "files/nonsense",
        "files/01a20382-b6ed-7712-af24-de4f59f73539/original",
    ):
        await storage.put(path, b"late")
    travel(timedelta(hours=3))
    await sweep(house.runtime)
    kept = await house.kept()
    assert f"files/{file['id']}/original" in kept
    assert not {f"files/{file['id']}/incoming", "files/nonsense"} & kept.keys()
    assert "files/01a20382-b6ed-7712-af24-de4f59f73539/original" not in kept
    assert (await ada.client.get(file["url"])).content == b"Notes"


async def test_an_upload_under_way_is_left_alone(house: House) -> None:
    ada = await house.join()
    row = File(owner_id=None, name="a", content_type="", size=5, status=FileStatus.UPLOADING, created_at=now())
    async with transaction(house.runtime) as db:
        db.add(row)
    await house.runtime.storage.put(row.path, b"Notes")
    await sweep(house.runtime)
    assert row.path in await house.kept()
    file = await uploaded(ada, b"Notes")
    assert (await content_of(ada, await file_of(ada, file["id"]))).content == b"Notes"


async def test_a_picture_whose_variants_were_never_made_gets_them_or_is_shown_as_it_is(
    house: House, travel: Travel
) -> None:
    """The job had no attempt left while the storage was away."""
    ada = await house.join()
    picture = drawing.encoded(drawing.quadrants())
    first = await uploaded(ada, picture)
    await fetch(house.runtime, "DELETE FROM procrastinate_jobs WHERE args->>'file_id' = :id", id=first["id"])
    travel(timedelta(hours=3))
    await sweep(house.runtime)
    await house.run_jobs()
    ready = "SELECT status, jsonb_array_length(variants) FROM files WHERE id = CAST(:id AS uuid)"
    assert [tuple(row) for row in await fetch(house.runtime, ready, id=first["id"])] == [("ready", 1)]
    second = await uploaded(await house.join(), picture)
    await fetch(house.runtime, "DELETE FROM procrastinate_jobs WHERE args->>'file_id' = :id", id=second["id"])
    travel(timedelta(hours=25))
    await sweep(house.runtime)
    assert [tuple(row) for row in await fetch(house.runtime, ready, id=second["id"])] == [("ready", 0)]
