"""/audit-logs: who did what, for administrators."""

import csv
import io
from typing import Any

import httpx2
import pytest

from groundwork.domains.audit import service as audit
from groundwork.kernel.actor import Actor, Origin
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.audit.support import trail
from tests.conftest import MakePerson, Person
from tests.security.support import code_of, fields_of

pytestmark = pytest.mark.anyio

ENTRY = {
    "id",
    "createdAt",
    "action",
    "actorId",
    "actorName",
    "actorEmail",
    "impersonatorId",
    "apiKeyId",
    "personId",
    "resourceType",
    "resourceId",
    "changes",
    "ipAddress",
    "userAgent",
    "requestId",
    "erased",
}


async def _listed(admin: Person, **query: Any) -> list[dict[str, Any]]:
    answer = await admin.get("/audit-logs", params=query)
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["data"]
    return rows


async def test_an_administrator_reads_the_trail(person: MakePerson) -> None:
    admin, someone = await person(role="admin"), await person()
    headers = {"User-Agent": "Loom/1", "X-Request-ID": "req_by_the_caller"}
    await someone.call("PATCH", f"/users/{someone.id}", json={"firstName": "Augusta"}, headers=headers)
    [entry] = await _listed(admin, **{"filter[resourceId]": someone.id, "filter[action]": "user.updated"})
    assert set(entry) == ENTRY
    assert (entry["actorId"], entry["actorName"], entry["actorEmail"]) == (someone.id, "Augusta Byron", someone.email)
    assert entry["changes"] == {"firstName": {"from": "Ada", "to": "Augusta"}}
    assert (entry["ipAddress"], entry["userAgent"], entry["requestId"]) == ("127.0.0.1", "Loom/1", "req_by_the_caller")
    assert (entry["resourceType"], entry["personId"], entry["erased"]) == ("user", None, False)


@pytest.mark.parametrize("path", ["/audit-logs", "/audit-logs/export", "/audit-logs/verification"])
async def test_nobody_else_does(person: MakePerson, client: httpx2.AsyncClient, path: str) -> None:
    for role in ("manager", "user", "guest"):
        somebody = await person(role=role)
        assert code_of(await somebody.get(path)) == (403, "FORBIDDEN")
    assert (await client.get(f"/api/v1{path}")).status_code == 401


async def test_filters(person: MakePerson) -> None:
    admin, someone, other = await person(role="admin"), await person(), await person()
    both = {"filter[actor]": [someone.id, other.id]}
    everything = await _listed(admin, **both)
    assert {entry["actorId"] for entry in everything} == {someone.id, other.id}
    created = await _listed(admin, **both, **{"filter[action]": "user.created"})
    assert [entry["resourceId"] for entry in created] == [other.id, someone.id], "the newest first"
    older = await _listed(admin, **both, **{"filter[action]": "user.created", "order": "asc", "limit": 1})
    assert [entry["resourceId"] for entry in older] == [someone.id]
    assert await _listed(admin, **both, **{"filter[resourceType]": "nothing"}) == []
    assert await _listed(admin, **both, dateTo="2020-01-01") == []
    assert await _listed(admin, **both, dateFrom=created[0]["createdAt"]) != []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"search": "ada"}, "search"),
        ({"sort": "action"}, "sort"),
        ({"filter[actor]": "x"}, "filter[actor].0"),
        ({"fields": "sealedOrigin"}, "fields"),
        ({"fields": "_origin"}, "fields"),
        ({"filter[hash]": "x"}, "filter[hash]"),
        ({"dateFrom": "yesterday"}, "dateFrom"),
    ],
)
async def test_what_is_not_understood_is_refused(person: MakePerson, query: dict[str, str], field: str) -> None:
    admin = await person(role="admin")
    for path in ("/audit-logs", "/audit-logs/export"):
        answer = await admin.get(path, params=query)
        assert answer.status_code == 400
        assert list(fields_of(answer)) == [field]


async def test_pages_and_cursors_see_the_same(person: MakePerson) -> None:
    admin, someone = await person(role="admin"), await person()
    for name in ("Aa", "Bb", "Cc", "Dd"):
        await someone.call("PATCH", f"/users/{someone.id}", json={"firstName": name})
    mine = {"filter[actor]": someone.id, "limit": 2}
    pages, cursor = [], ""
    for page in (1, 2, 3):
        answer = (await admin.get("/audit-logs", params={**mine, "page": page})).json()
        assert answer["pagination"]["total"] == 5
        pages += answer["data"]
    walked: list[Any] = []
    while cursor is not None:
        answer = (await admin.get("/audit-logs", params={**mine, "cursor": cursor})).json()
        walked += answer["data"]
        cursor = answer["pagination"]["nextCursor"]
    assert walked == pages
    assert len(walked) == 5


async def test_fields_are_chosen(person: MakePerson) -> None:
    """Also those that are opened or looked up; nothing else comes along."""
    admin = await person(role="admin")
    for wanted in ("id", "ipAddress,erased", "changes", "actorName", "action,userAgent,actorEmail"):
        [entry] = await _listed(admin, fields=wanted, limit=1, **{"filter[actor]": admin.id})
        assert set(entry) == set(wanted.split(","))
        assert entry.get("ipAddress", "127.0.0.1") == "127.0.0.1"


async def test_csv(person: MakePerson, runtime: Runtime) -> None:
    """All that the filters let through, in the columns that are asked for; the export is itself in the trail."""
    admin, someone = await person(role="admin"), await person()
    answer = await admin.get("/audit-logs/export", params={"filter[actor]": someone.id, "limit": 1, "order": "asc"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit-logs.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    lines = list(csv.DictReader(io.StringIO(answer.text)))
    listed = await _listed(admin, **{"filter[actor]": someone.id, "order": "asc"})
    assert [line["id"] for line in lines] == [entry["id"] for entry in listed]
    assert set(lines[0]) == ENTRY
    assert (lines[0]["actorEmail"], lines[0]["ipAddress"], lines[0]["erased"]) == (someone.email, "127.0.0.1", "false")
    assert lines[0]["createdAt"].endswith("Z")
    few = await admin.get("/audit-logs/export", params={"fields": "action", "filter[actor]": someone.id})
    assert few.text == "action\r\nuser.created\r\n"
    exported = await trail(runtime, actor=admin.id, action="audit.exported")
    assert exported[-1]["changes"] == {"fields": "action", "actor": [someone.id]}


async def test_a_spreadsheet_computes_nothing(person: MakePerson, runtime: Runtime) -> None:
    """Cells that begin like a formula are written as text. [ASVS 1.2.10]"""
    admin, actor = await person(role="admin"), uuid7()
    agents = ['=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "\tx", "\r\n=1", "fine", 'a"b,c\n=d']
    for agent in agents:
        async with transaction(runtime) as db:
            await audit.record(db, Actor(user_id=actor, origin=Origin(None, agent)), "test.done")
    answer = await admin.get(
        "/audit-logs/export", params={"fields": "userAgent", "filter[actor]": str(actor), "order": "asc"}
    )
    cells = [row[0] for row in csv.reader(io.StringIO(answer.text, newline=""))]
    assert cells == ["userAgent", *(f"'{agent}" for agent in agents[:6]), *agents[6:]]


async def test_csv_is_streamed(person: MakePerson, runtime: Runtime) -> None:
    """More than one chunk, in order and without a gap."""
    admin, actor = await person(role="admin"), uuid7()
    async with transaction(runtime) as db:
        for number in range(1203):
            await audit.record(db, Actor(user_id=actor), "test.done", resource=("thing", f"{number:04}"))
    query = {"fields": "resourceId", "filter[actor]": str(actor), "order": "asc"}
    headers = {"Authorization": f"Bearer {admin.access}"}
    async with admin.client.stream("GET", "/api/v1/audit-logs/export", params=query, headers=headers) as answer:
        chunks = [chunk async for chunk in answer.aiter_bytes()]
    assert b"".join(chunks).decode().split() == ["resourceId", *(f"{number:04}" for number in range(1203))]


async def test_verification(person: MakePerson) -> None:
    """What the command line tells, for administrators."""
    admin = await person(role="admin")
    found = (await admin.get("/audit-logs/verification")).json()["data"]
    assert (found["intact"], found["complete"], found["chains"], found["problem"]) == (True, True, 64, None)
    assert found["entries"] > 0
    assert found["seconds"] < 20
