"""/users/{id}/export and /exports: a job, an archive, a link that is good for a quarter of an hour."""

import asyncio
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from groundwork.domains.accounts import exports
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.accounts import drawing
from tests.accounts.test_avatars import put
from tests.conftest import MakePerson, Outbox, Person
from tests.security.support import V1, RunJobs, Travel, as_user, code_of, fetch

pytestmark = pytest.mark.anyio


async def export_of(someone: Person, run_jobs: RunJobs) -> dict[str, Any]:
    """Ask for an export, have it made, and see it in the list."""
    answer = await someone.post(f"/users/{someone.id}/export")
    assert answer.status_code == 202, answer.text
    await run_jobs()
    newest = (await someone.get(f"/users/{someone.id}/exports")).json()["data"][0]
    assert newest["id"] == answer.json()["data"]["id"]
    return dict(newest)


async def test_an_export_is_made_told_and_fetched(
    person: MakePerson, client: httpx2.AsyncClient, run_jobs: RunJobs, outbox: Outbox, runtime: Runtime
) -> None:
    someone = await person()
    await put(someone, drawing.encoded(drawing.quadrants()))
    asked = await someone.post(f"/users/{someone.id}/export")
    queued = asked.json()["data"]
    assert (asked.status_code, queued["status"], queued["downloadUrl"], queued["sizeBytes"]) == (
        202,
        "queued",
        None,
        None,
    )
    again = (await someone.post(f"/users/{someone.id}/export")).json()["data"]
    assert again["id"] == queued["id"]
    await run_jobs()
    [ready] = (await someone.get(f"/users/{someone.id}/exports")).json()["data"]
    assert (ready["id"], ready["status"]) == (queued["id"], "ready")
    assert outbox.to(someone.email)[-1]["Subject"] == "Your data is ready"
    text = outbox.to(someone.email)[-1].get_body(("plain",))
    assert text is not None
    assert "signature" not in text.get_content()

    answer = await client.get(ready["downloadUrl"])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="personal-data.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(answer.content) == ready["sizeBytes"] == int(answer.headers["Content-Length"])
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        [user] = json.loads(archive.read("data/users.json"))
        sessions = json.loads(archive.read("data/sessions.json"))
        pictures = [name for name in names if name.startswith("files/avatars/")]
        assert [drawing.decoded(archive.read(name)).format for name in pictures] == ["WEBP"] * 3
    assert (user["email"], user["first_name"]) == (someone.email, "Ada")
    assert "password_hash" not in user
    assert not {"token", "refresh_token", "previous_refresh_token"} & set(sessions[0])
    fetched = "SELECT count(*) FROM audit_logs WHERE action = 'user.export_downloaded' AND resource_id = :id"
    assert (await fetch(runtime, fetched, id=someone.id))[0][0] == 1


async def test_the_link_is_good_for_a_quarter_of_an_hour(
    person: MakePerson, client: httpx2.AsyncClient, run_jobs: RunJobs, travel: Travel
) -> None:
    someone = await person()
    url = (await export_of(someone, run_jobs))["downloadUrl"]
    travel(timedelta(minutes=14))
    assert (await client.get(url)).status_code == 200
    travel(timedelta(minutes=2))
    assert code_of(await client.get(url)) == (403, "FORBIDDEN")


async def test_no_other_link_opens_it(person: MakePerson, client: httpx2.AsyncClient, run_jobs: RunJobs) -> None:
    """Neither a changed time, nor a changed mark, nor the link of another export. [ASVS 8.2.2]"""
    one, two = await person(), await person()
    first, second = await export_of(one, run_jobs), await export_of(two, run_jobs)
    path, _, signature = first["downloadUrl"].partition("?signature=")
    until, _, mark = signature.partition(".")
    for wrong in (
        f"{int(until) + 60}.{mark}",
        f"{until}.{mark[:-1]}{'A' if mark[-1] != 'A' else 'B'}",
        f"{until}.",
        f".{mark}",
        f"x.{mark}",
        until,
        "",
        "é",
        second["downloadUrl"].partition("?signature=")[2],
    ):
        answer = await client.get(path, params={"signature": wrong})
        assert code_of(answer) == (403, "FORBIDDEN"), wrong
    assert code_of(await client.get(path)) == (400, "VALIDATION_ERROR")
    assert code_of(await one.client.get(path, headers=as_user(one.access))) == (400, "VALIDATION_ERROR")


async def test_only_the_person_gets_the_link(person: MakePerson, runtime: Runtime, run_jobs: RunJobs) -> None:
    """An administrator has it made; a manager may not; for others there is no such person."""
    someone, other = await person(), await person()
    manager, admin = await person(role="manager"), await person(role="admin")
    for method, suffix in (("POST", "export"), ("GET", "exports")):
        assert code_of(await other.call(method, f"/users/{someone.id}/{suffix}")) == (404, "NOT_FOUND")
        assert code_of(await manager.call(method, f"/users/{someone.id}/{suffix}")) == (403, "FORBIDDEN")
        assert code_of(await admin.call(method, f"/users/{uuid4()}/{suffix}")) == (404, "NOT_FOUND")
    assert await fetch(runtime, "SELECT 1 FROM data_exports WHERE user_id = :id", id=someone.id) == []
    assert (await admin.post(f"/users/{someone.id}/export")).status_code == 202
    await run_jobs()
    [seen] = (await admin.get(f"/users/{someone.id}/exports")).json()["data"]
    assert (seen["status"], seen["downloadUrl"]) == ("ready", None)
    [own] = (await someone.get(f"/users/{someone.id}/exports")).json()["data"]
    assert own["downloadUrl"]


async def test_an_administrator_in_the_persons_name_gets_no_link(person: MakePerson, run_jobs: RunJobs) -> None:
    someone, admin = await person(), await person(role="admin")
    await export_of(someone, run_jobs)
    answer = await admin.post(f"/users/{someone.id}/impersonation")
    headers = as_user(answer.json()["data"]["accessToken"])
    for method, suffix in (("POST", "export"), ("GET", "exports"), ("POST", "erasure"), ("GET", "erasure")):
        answer = await admin.client.request(method, f"{V1}/users/{someone.id}/{suffix}", headers=headers)
        assert code_of(answer) == (403, "FORBIDDEN")


async def test_after_a_week_the_archive_is_gone(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, home: Path, travel: Travel
) -> None:
    someone = await person()
    export = await export_of(someone, run_jobs)
    archive = home / "files" / "exports" / f"{export['id']}.zip"
    for days, kept in ((6, True), (2, False)):
        travel(timedelta(days=days))
        async with transaction(runtime) as db:
            await exports.forget_expired(db)
        assert archive.exists() is kept
        rows = await fetch(runtime, "SELECT 1 FROM data_exports WHERE id = :id", id=export["id"])
        assert bool(rows) is kept


async def test_there_are_five_a_day(person: MakePerson, run_jobs: RunJobs) -> None:
    someone = await person()
    for _ in range(5):
        await export_of(someone, run_jobs)
    answer = await someone.post(f"/users/{someone.id}/export")
    assert code_of(answer) == (429, "RATE_LIMIT_EXCEEDED")
    assert len((await someone.get(f"/users/{someone.id}/exports")).json()["data"]) == 5


async def test_an_export_that_fails_says_so_and_is_tried_again(
    person: MakePerson, run_jobs: RunJobs, home: Path
) -> None:
    """A full or broken disk."""
    someone = await person()
    folder = home / "files" / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder.rename(home / "aside")
    folder.write_text("no folder")
    answer = await someone.post(f"/users/{someone.id}/export")
    await run_jobs()
    [failed] = (await someone.get(f"/users/{someone.id}/exports")).json()["data"]
    assert (failed["id"], failed["status"], failed["downloadUrl"]) == (answer.json()["data"]["id"], "failed", None)
    folder.unlink()
    aside.rename(folder)
    await asyncio.sleep(1.1)
    await run_jobs()
    [ready] = (await someone.get(f"/users/{someone.id}/exports")).json()["data"]
    assert (ready["id"], ready["status"]) == (failed["id"], "ready")


async def test_an_archive_that_was_lost_is_not_found(
    person: MakePerson, client: httpx2.AsyncClient, run_jobs: RunJobs, home: Path
) -> None:
    someone = await person()
    export = await export_of(someone, run_jobs)
    (home / "files" / "exports" / f"{export['id']}.zip").unlink()
    assert code_of(await client.get(export["downloadUrl"])) == (404, "NOT_FOUND")
