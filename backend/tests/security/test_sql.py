"""Hostile values: none reaches the database as a statement."""

import base64
import time
from typing import Any
from urllib.parse import quote

import httpx2
import orjson
import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.policy.scenes import SCENES
from tests.policy.stage import Stage
from tests.policy.walk import Request, prepare, send, who_may
from tests.security.answers import check_answer
from tests.security.contract import Contract
from tests.security.support import fetch, snapshot

pytestmark = pytest.mark.anyio

SQL = (
    "'",
    '"',
    "\\",
    "' OR '1'='1",
    "1; DROP TABLE users --",
    "'; SELECT pg_sleep(5) --",
    "(SELECT pg_sleep(5))",
    "1 AND (SELECT 1 FROM pg_sleep(5))",
    "' UNION SELECT password_hash FROM users --",
    "$$; SELECT pg_sleep(5) $$",
    "%s %(name)s %d {0} {name}",
    "createdAt; --",
    "created_at",
    "password_hash",
    "\N{FULLWIDTH APOSTROPHE} OR 1=1 --",
    "\ufeff\u202e\ud7ff",
    "x" * 5000,
    "9" * 400,
    "-1",
    "1e309",
    "NaN",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59:59-14:00",
    "2026-02-30",
)
STATEMENTS = SQL[:12]
"""Those that mean something to a database."""

_ASLEEP = 4.0
"""Seconds; a database that took ``pg_sleep(5)`` for more than text is away for longer, a busy machine is not."""

PARAMETERS = (
    "page",
    "limit",
    "sort",
    "order",
    "search",
    "fields",
    "cursor",
    "dateFrom",
    "dateTo",
    "filter[status]",
    "filter[template]",
)


def _cursor(*place: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


async def _timed(who: Person, path: str, **options: Any) -> httpx2.Response:
    start = time.perf_counter()
    answer = await who.get(path, **options)
    check_answer(answer, time.perf_counter() - start, str(options.get("params")))
    return answer


async def test_s52_sql_in_lists_is_only_text(person: MakePerson, runtime: Runtime) -> None:
    """In every parameter of every kind: no 5xx, no delay, nothing changed, nothing more told. [ASVS 1.2.4]"""
    admin = await person(role="admin")
    before = await snapshot(runtime)
    for name in PARAMETERS:
        for probe in SQL:
            answer = await _timed(admin, "/admin/mails", params={name: probe})
            if name in {"sort", "order", "fields", "filter[status]"} or (name == "cursor" and probe):
                assert answer.status_code == 400, (name, probe)
            elif name in {"search", "filter[template]"} and answer.is_success:
                assert answer.json()["data"] == [] or probe in {"\\", "'", '"', "-1"}, (name, probe)
        answer = await _timed(admin, "/admin/mails", params={f"{name}; DROP TABLE users": "1"})
        assert answer.status_code == 400
    assert await snapshot(runtime) == before


async def test_s52_a_tampered_cursor_is_refused(person: MakePerson) -> None:
    """Whatever is in it instead of a place in the list. [ASVS 1.2.4, 2.2.1]"""
    admin = await person(role="admin")
    identity, moment = "0197f2a4-c1d2-7e4b-8000-000000000000", "2026-01-15T10:30:00Z"
    places: list[tuple[Any, ...]] = [
        ("createdAt", True, moment, "1 OR 1=1"),
        ("createdAt", True, moment, 5),
        ("createdAt", True, moment, None),
        ("createdAt", True, moment, {"a": 1}),
        ("createdAt", True, "now()", identity),
        ("createdAt", True, None, identity),
        ("createdAt", True, 5, identity),
        ("createdAt", True, ["x"], identity),
        ("password_hash", True, moment, identity),
        ("to", True, "x", identity),
        ("createdAt", False, moment, identity),
        (),
        ("createdAt",),
    ]
    for cursor in (*(_cursor(*place) for place in places), "!", "%%%", "e30", "bnVsbA", "MQ", "Ww", "_" * 400):
        answer = await _timed(admin, "/admin/mails", params={"cursor": cursor})
        assert answer.status_code == 400, cursor
        assert answer.json()["error"]["details"] == [{"field": "cursor", "message": "Not a cursor of this list"}]
    nul = await _timed(admin, "/admin/mails", params={"sort": "to", "cursor": _cursor("to", True, "a\0b", identity)})
    assert nul.status_code == 400
    text = await _timed(
        admin, "/admin/mails", params={"sort": "to", "cursor": _cursor("to", True, "'; DROP TABLE", identity)}
    )
    assert text.status_code == 200


async def test_s52_sql_in_bodies_is_only_text(stage: Stage) -> None:
    """In every text field of every operation, sent by somebody who may do it. [ASVS 1.2.4]"""
    everybody = "SELECT id, role FROM users ORDER BY id"
    await stage.reset()
    before = await fetch(stage.runtime, everybody)
    for operation in Contract(stage.runtime).operations():
        if not operation.has_body:
            continue
        performer, whose = who_may(stage, operation)
        request = await prepare(stage, operation, whose)
        for name in request.body or {}:
            for probe in STATEMENTS:
                start = time.perf_counter()
                answer = await send(stage, request.with_body({**(request.body or {}), name: probe}), performer)
                check_answer(answer)
                assert time.perf_counter() - start < _ASLEEP, operation.name
                if answer.is_success or answer.status_code == 429:
                    await stage.reset()
                    request = await prepare(stage, operation, whose)
        await stage.reset()
    assert await fetch(stage.runtime, everybody) == before


async def test_s52_sql_in_addresses_is_only_text(stage: Stage) -> None:
    """In every part of an address that names something. [ASVS 1.2.4]"""
    for operation in Contract(stage.runtime).operations():
        if not operation.has_object:
            continue
        await stage.reset()
        performer, whose = who_may(stage, operation)
        parts = await SCENES[operation.name].path(stage, whose)
        body = await SCENES[operation.name].body_for(stage, whose)
        before = await snapshot(stage.runtime)
        for name in parts:
            for probe in STATEMENTS:
                path = operation.path.format(**{**parts, name: quote(probe, safe="")})
                start = time.perf_counter()
                answer = await send(stage, Request(operation.method, path, body, {}), performer)
                check_answer(answer)
                assert time.perf_counter() - start < _ASLEEP, (operation.name, path)
                assert answer.status_code in {400, 404, 405}, (operation.name, path)
        assert await snapshot(stage.runtime) == before, operation.name
