"""Idempotency-Key: the same request twice has one effect, and one answer."""

import asyncio
import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
import pytest
import time_machine
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.database import transaction
from groundwork.kernel.domain import Domain
from groundwork.kernel.errors import Conflict, ServiceUnavailable
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Running, SignedIn
from groundwork.kernel.http.envelope import Envelope
from groundwork.kernel.http.idempotency import EffectId, repeatable
from groundwork.kernel.http.routing import router
from groundwork.kernel.idempotency import Answer, Attempt, Claim, StillRunning
from groundwork.kernel.runtime import Runtime
from tests.catalog.support import mark
from tests.conftest import MakePerson, Person, client_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def manager(person: MakePerson) -> Person:
    """Somebody who may add products."""
    return await person(role="manager")


def _key() -> dict[str, str]:
    return {"Idempotency-Key": mark()}


def _form(**fields: Any) -> dict[str, Any]:
    return {"sku": mark(), "name": "Walnut desk", "price": "499.00", "currency": "USD", **fields}


async def _count(person: Person, name: str) -> int:
    answer = await person.get("/products", params={"search": name})
    total: int = answer.json()["pagination"]["total"]
    return total


async def test_the_first_answer_comes_again(manager: Person) -> None:
    form, key = _form(name=mark()), _key()
    first = await manager.post("/products", form, headers=key)
    again = await manager.post("/products", form, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["data"] == first.json()["data"]
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    assert again.json()["meta"]["requestId"] != first.json()["meta"]["requestId"]
    assert await _count(manager, form["name"]) == 1


async def test_how_a_request_is_written_does_not_matter(manager: Person) -> None:
    form, key = _form(), _key()
    first = await manager.post("/products", form, headers=key)
    turned = dict(reversed(form.items()))
    again = await manager.post("/products", {"data": turned, "meta": {}}, headers=key)
    assert again.json()["data"] == first.json()["data"]
    assert again.headers["idempotent-replayed"] == "true"


async def test_another_request_under_the_same_key_is_refused(manager: Person) -> None:
    form, key = _form(), _key()
    await manager.post("/products", form, headers=key)
    name = mark()
    for path, other in (("/products", _form(name=name)), ("/categories", {"name": name})):
        answer = await manager.post(path, other, headers=key)
        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "UNPROCESSABLE_ENTITY"
    assert await _count(manager, name) == 0


async def test_keys_belong_to_people(manager: Person, person: MakePerson) -> None:
    other = await person(role="manager")
    key = _key()
    first = await manager.post("/products", _form(), headers=key)
    second = await other.post("/products", _form(), headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["data"]["id"] != second.json()["data"]["id"]


async def test_an_outcome_that_was_a_refusal_comes_again_and_nothing_is_half_done(
    manager: Person, runtime: Runtime
) -> None:
    taken = _form(name=mark())
    assert (await manager.post("/products", taken)).status_code == 201
    key = _key()
    first = await manager.post("/products", taken, headers=key)
    again = await manager.post("/products", taken, headers=key)
    assert (first.status_code, again.status_code) == (409, 409)
    assert again.json()["error"] == first.json()["error"]
    assert again.headers["idempotent-replayed"] == "true"
    assert await _count(manager, taken["name"]) == 1
    async with runtime.database.pool.connection() as connection:
        left_open = (
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND pid <> pg_backend_pid()"
        )
        assert await (await connection.execute(left_open)).fetchone() == (0,)


async def test_invalid_input_does_not_use_up_a_key(manager: Person) -> None:
    key = _key()
    assert (await manager.post("/products", _form(price="free"), headers=key)).status_code == 400
    assert (await manager.post("/products", _form(), headers=key)).status_code == 201


@pytest.mark.parametrize(
    "bad", ["", " ", "a" * 256, "with space", "ü"], ids=["empty", "blank", "long", "space", "umlaut"]
)
async def test_a_key_that_cannot_be_one_is_refused(manager: Person, bad: str) -> None:
    form = _form(name=mark())
    headers = [("Idempotency-Key", bad.encode("latin-1")), ("Authorization", f"Bearer {manager.access}".encode())]
    answer = await manager.client.post("/api/v1/products", json=form, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["field"] == "Idempotency-Key"
    assert await _count(manager, form["name"]) == 0


async def test_several_keys_are_none(manager: Person) -> None:
    """Which of them would count is nothing to guess where money may be asked for."""
    form = _form(name=mark())
    keys = [("Idempotency-Key", mark()), ("Idempotency-Key", mark())]
    headers = [*keys, ("Authorization", f"Bearer {manager.access}")]
    answer = await manager.client.post("/api/v1/products", json=form, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["details"] == [{"field": "Idempotency-Key", "message": "Must be given once"}]
    assert await _count(manager, form["name"]) == 0


@pytest.mark.parametrize("deep", ["[" * 300 + "]" * 300, '{"name":' * 300 + "1" + "}" * 300], ids=["lists", "objects"])
async def test_a_body_that_cannot_be_told_from_another_is_refused(manager: Person, deep: str) -> None:
    """The parser takes deeper ones than can be written down again."""
    json = {"Content-Type": "application/json"}
    answer = await manager.call("POST", "/products", content=deep, headers={**_key(), **json})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BAD_REQUEST")


async def test_f12_of_fifty_at_once_one_has_an_effect(manager: Person) -> None:
    """One Idempotency-Key fifty times: one effect, and who comes later gets its answer."""
    form, key = _form(name=mark()), _key()
    answers = await asyncio.gather(*(manager.post("/products", form, headers=key) for _ in range(50)))
    created = [answer for answer in answers if answer.status_code == 201]
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["data"]["id"] for answer in created}) == 1
    assert sum("idempotent-replayed" not in answer.headers for answer in created) == 1
    for answer in answers:
        if answer.status_code == 409:
            assert answer.headers["retry-after"] == "1"
    assert await _count(manager, form["name"]) == 1
    assert (await manager.post("/products", form, headers=key)).json()["data"] == created[0].json()["data"]


async def test_answers_are_kept_encrypted_for_a_day(manager: Person, runtime: Runtime) -> None:
    form, key = _form(name=mark()), _key()
    first = await manager.post("/products", form, headers=key)
    async with transaction(runtime) as db:
        found = await db.execute(
            text("SELECT answer FROM idempotency_keys WHERE user_id = :user"), {"user": manager.id}
        )
        assert form["name"] not in found.scalar_one()
    await _age(runtime, manager)
    later = await manager.post("/products", form, headers=key)
    assert first.status_code == 201
    assert later.status_code == 409, "the day is over: it is a new request, and the article number is taken"


async def test_what_asks_somebody_else_in_between_is_answered_once_too(runtime: Runtime, manager: Person) -> None:
    calls: list[str] = []
    ids: list[UUID] = []
    asked = router("/things", "things")

    @asked.post("/{name}")
    @requires("catalog:read")
    @repeatable
    async def do_thing(actor: SignedIn, name: str, made: EffectId, runtime: Running) -> Envelope:
        calls.append(name)
        ids.append(made)
        await asyncio.sleep(0.05)
        match name:
            case "refused":
                raise Conflict("Not like this")
            case "away" if len(calls) == 1:
                raise ServiceUnavailable(retry_after=1)
        return Envelope({"name": name}, status=201)

    domains = (*runtime.domains, Domain("things", routers=[asked]))
    async with client_of(create_asgi(dataclasses.replace(runtime, domains=domains))) as client:

        async def post(name: str, key: dict[str, str]) -> httpx2.Response:
            headers = {"Authorization": f"Bearer {manager.access}", **key}
            return await client.post(f"/api/v1/things/{name}", headers=headers)

        key = _key()
        at_once = await asyncio.gather(*(post("plain", key) for _ in range(10)))
        assert sorted(answer.status_code for answer in at_once) == [201] + 9 * [409]
        assert (await post("plain", key)).headers["idempotent-replayed"] == "true"
        assert calls == ["plain"]
        calls.clear()
        key = _key()
        assert [(await post("refused", key)).status_code for _ in range(2)] == [409, 409]
        assert calls == ["refused"]
        calls.clear()
        ids.clear()
        key = _key()
        assert [(await post("away", key)).status_code for _ in range(3)] == [503, 201, 201]
        assert calls == ["away", "away"]
        assert ids[0] == ids[1], "what the first may have made is found by the second"
        calls.clear()
        await _age(runtime, manager)
        assert (await post("away", key)).status_code == 503, "after a day it is a new request"
        assert ids[2] != ids[1]
        calls.clear()
        key = _key()
        await _leave_running(runtime, manager, key)
        with time_machine.travel(datetime.now(UTC) + timedelta(seconds=61), tick=True):
            assert (await post("plain", key)).status_code == 422, "the abandoned one was another request"


class _LookedTooEarly(Attempt):
    """Has the lock, and a snapshot from before somebody else let go of it."""

    async def begin(self, db: AsyncSession) -> None:
        """Nothing was seen."""


@pytest.mark.parametrize("is_answered", [True, False])
async def test_who_looked_too_early_does_not_take_a_key_that_is_in_use(
    runtime: Runtime, manager: Person, is_answered: bool
) -> None:
    key = mark()
    first = Attempt(UUID(manager.id), key, b"something")
    async with transaction(runtime) as db:
        await first.claim(db)
    if is_answered:
        async with transaction(runtime) as db:
            await first.keep(db, Answer(201, [], '{"success":true,"meta":'))
    with pytest.raises(StillRunning):
        async with transaction(runtime) as db:
            await _LookedTooEarly(UUID(manager.id), key, b"something else").claim(db)
    async with transaction(runtime) as db:
        if is_answered:
            assert await first.claim(db) == Answer(201, [], '{"success":true,"meta":')
        else:
            await first.keep(db, Answer(201, [], '{"success":true,"meta":'))


async def _leave_running(runtime: Runtime, person: Person, key: dict[str, str]) -> None:
    """As a process does that dies between its effect and its answer."""
    async with transaction(runtime) as db:
        assert isinstance(await Attempt(UUID(person.id), key["Idempotency-Key"], b"something").claim(db), Claim)


async def _age(runtime: Runtime, person: Person) -> None:
    async with transaction(runtime) as db:
        await db.execute(
            text("UPDATE idempotency_keys SET created_at = created_at - interval '25 hours' WHERE user_id = :user"),
            {"user": person.id},
        )
