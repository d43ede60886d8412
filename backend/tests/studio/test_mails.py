"""GET /admin/mails: what operators see of the mails."""

from collections.abc import Awaitable, Callable

import httpx2
import pytest

from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.mail import send_mail
from groundwork.kernel.mail_attachments import Attachment
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson

pytestmark = pytest.mark.anyio
RunJobs = Callable[[], Awaitable[None]]


async def test_an_administrator_sees_the_mails(person: MakePerson, run_jobs: RunJobs) -> None:
    admin, somebody = await person(role="admin"), await person()
    waiting = (await admin.get("/admin/mails", params={"search": somebody.email})).json()
    assert [row["status"] for row in waiting["data"]] == ["queued"]
    await run_jobs()
    listed = (await admin.get("/admin/mails", params={"search": somebody.email})).json()
    [row] = listed["data"]
    assert set(row) == {"id", "to", "subject", "template", "status", "createdAt", "sentAt", "attempts", "lastError"}
    assert (row["to"], row["template"], row["status"]) == (somebody.email, "auth/welcome", "sent")
    assert (row["attempts"], row["lastError"]) == (1, None)
    assert row["sentAt"] >= row["createdAt"]
    assert listed["pagination"]["total"] == 1
    whole = (await admin.get(f"/admin/mails/{row['id']}")).json()["data"]
    assert set(whole) == {*row, "html", "text", "attachments"}
    assert whole["attachments"] == []
    assert whole | row == whole
    assert "/verify-email?token=" in whole["text"], "it is on this machine only, for its operator"
    assert whole["html"].lstrip().startswith("<!doctype html>")


@pytest.mark.parametrize("role", ["manager", "user", "guest"])
async def test_others_do_not(person: MakePerson, role: str) -> None:
    somebody = await person(role=role)
    for path in ("/admin/mails", f"/admin/mails/{uuid7()}", f"/admin/mails/{uuid7()}/attachments/{uuid7()}"):
        answer = await somebody.get(path)
        assert answer.status_code == 403
        assert answer.json()["error"]["code"] == "FORBIDDEN"


async def test_nobody_does_without_signing_in(client: httpx2.AsyncClient) -> None:
    for path in ("/admin/mails", f"/admin/mails/{uuid7()}"):
        assert (await client.get(f"/api/v1{path}")).status_code == 401


async def test_a_mail_that_does_not_exist_is_a_404(person: MakePerson) -> None:
    admin = await person(role="admin")
    assert (await admin.get(f"/admin/mails/{uuid7()}")).status_code == 404
    bad = await admin.get("/admin/mails/not-an-id")
    assert bad.status_code == 400
    assert bad.json()["error"]["details"][0]["field"] == "id"


async def test_filters_and_sorting(person: MakePerson, run_jobs: RunJobs) -> None:
    admin, somebody = await person(role="admin"), await person()
    await somebody.post("/auth/forgot-password", {"email": somebody.email})
    await run_jobs()
    mine = {"search": somebody.email}

    async def templates(**query: object) -> list[str]:
        answer = await admin.get("/admin/mails", params={**mine, **query})
        assert answer.status_code == 200, answer.text
        return [row["template"] for row in answer.json()["data"]]

    assert await templates(order="asc") == ["auth/welcome", "auth/reset_password"]
    assert await templates(**{"filter[template]": "auth/welcome"}) == ["auth/welcome"]
    assert len(await templates(**{"filter[template]": ["auth/welcome", "auth/reset_password"]})) == 2
    assert await templates(**{"filter[status]": "failed"}) == []
    assert sorted(await templates(**{"filter[status]": ["sent", "queued"]})) == ["auth/reset_password", "auth/welcome"]
    assert await templates(dateTo="2020-01-01") == []
    assert len(await templates(sort="subject", dateFrom="2020-01-01")) == 2
    for query in ({"filter[status]": "lost"}, {"sort": "html"}, {"filter[html]": "x"}):
        assert (await admin.get("/admin/mails", params=query)).status_code == 400


async def test_files_of_a_mail_are_named_and_open(person: MakePerson, run_jobs: RunJobs, runtime: Runtime) -> None:
    admin, path = await person(role="admin"), f"tests/{uuid7()}.csv"
    files = [
        Attachment("receipt.pdf", "application/pdf", b"%PDF-1.7"),
        Attachment("sales.csv", "text/csv", storage_path=path),
    ]
    async with transaction(runtime) as db:
        await send_mail(
            db, to=admin.email, template="auth/password_changed", context={"first_name": None}, attachments=files
        )
    await runtime.storage.put(path, b"a,b")
    await run_jobs()
    listed = (await admin.get("/admin/mails", params={"search": admin.email, "sort": "createdAt"})).json()["data"]
    mail = f"/admin/mails/{listed[0]['id']}"
    [receipt, sales] = (await admin.get(mail)).json()["data"]["attachments"]
    assert receipt == {"id": receipt["id"], "name": "receipt.pdf", "contentType": "application/pdf", "size": 8}
    assert (sales["name"], sales["size"]) == ("sales.csv", None)
    opened = await admin.get(f"{mail}/attachments/{receipt['id']}")
    assert (opened.status_code, opened.content) == (200, b"%PDF-1.7")
    assert opened.headers["content-type"] == "application/pdf"
    assert opened.headers["content-disposition"] == 'attachment; filename="receipt.pdf"'
    assert opened.headers["cache-control"] == "no-store"
    assert (await admin.get(f"{mail}/attachments/{sales['id']}")).content == b"a,b"
    assert (await admin.get(f"{mail}/attachments/{uuid7()}")).status_code == 404
    assert (await admin.get(f"/admin/mails/{uuid7()}/attachments/{receipt['id']}")).status_code == 404
    await runtime.storage.delete([path])
    assert (await admin.get(f"{mail}/attachments/{sales['id']}")).status_code == 404
