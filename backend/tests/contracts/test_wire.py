"""What holds of every operation of openapi.json, asked for over HTTP one after the other."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from groundwork.kernel.permissions import Role
from groundwork.kernel.settings import ROOT
from tests.conftest import MakePerson

pytestmark = pytest.mark.anyio
DOCUMENT = json.loads((ROOT / "openapi.json").read_text())
SOME_ID = "01a20240-0000-7000-8000-000000000000"
LIMITS = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy")


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").removeprefix("#/components/schemas/")
    return dict(DOCUMENT["components"]["schemas"][name]) if name else schema


def _item_fields(described: dict[str, Any]) -> list[str]:
    """The fields of what a list lists."""
    page = _resolved(described["responses"]["200"]["content"]["application/json"]["schema"])
    return list(_resolved(page["properties"]["data"]["items"])["properties"])


def _lists() -> Iterator[Any]:
    for path, methods in DOCUMENT["paths"].items():
        described = methods.get("get", {})
        parameters = {row["name"] for row in described.get("parameters", ())}
        if (
            "fields" in parameters
            and "{" not in path
            and "application/json" in described["responses"]["200"]["content"]
        ):
            yield pytest.param(path, _item_fields(described), id=path)


def _without_a_body() -> Iterator[Any]:
    for path, methods in DOCUMENT["paths"].items():
        for method, described in methods.items():
            if method != "get" and "requestBody" not in described:
                yield pytest.param(method.upper(), path.replace("{number}", "1"), id=described["operationId"])


def _field_names(answer: httpx2.Response) -> list[str]:
    return [detail["field"] for detail in answer.json()["error"]["details"]]


@pytest.mark.parametrize(("path", "fields"), [*_lists()])
async def test_each_field_of_a_list_can_be_asked_for_alone(person: MakePerson, path: str, fields: list[str]) -> None:
    admin = await person(role=Role.ADMIN)
    for field in fields:
        for more in ("", "&cursor=", "&page=2&order=asc"):
            answer = await admin.get(f"{path.removeprefix('/api/v1')}?limit=1&fields={field}{more}")
            assert answer.status_code == 200, (field, more, answer.text)
            assert all(row.keys() == {field} for row in answer.json()["data"]), (field, answer.text)


@pytest.mark.parametrize("value", ["2026-10-01T25:00:00Z", "2026-02-30", "2026-1-1", "1700000000", "soon", ""])
async def test_what_is_no_date_is_named_once(person: MakePerson, value: str) -> None:
    admin = await person(role=Role.ADMIN)
    for name in ("dateFrom", "dateTo"):
        answer = await admin.get("/orders", params={name: value})
        assert (answer.status_code, _field_names(answer)) == (400, [name]), answer.text


@pytest.mark.parametrize(("method", "path"), [*_without_a_body()])
async def test_what_nobody_asked_for_is_refused(person: MakePerson, method: str, path: str) -> None:
    """A price sent along to where there is nothing to send would be believed to have been heeded."""
    admin = await person(role=Role.ADMIN)
    for name in ("{id}", "{userId}", "{invitationId}"):
        path = path.replace(name, SOME_ID)
    path = path.replace("{token}", "a" * 43).removeprefix("/api/v1")
    answer = await admin.call(method, path, json={"price": "0.01"})
    assert (answer.status_code, _field_names(answer)) == (400, ["price"]), answer.text
    answer = await admin.call(method, path, json=["price"])
    assert (answer.status_code, _field_names(answer)) == (400, ["body"]), answer.text
    for nothing in ({}, {"data": {}, "meta": {}}):
        answer = await admin.call(method, path, json=nothing)
        assert answer.status_code != 400 or "body" not in _field_names(answer), answer.text


async def test_every_answer_tells_how_many_requests_are_left(client: httpx2.AsyncClient) -> None:
    counted = await client.get("/api/v1/plans")
    unsigned = await client.post("/api/v1/webhooks/stripe", json={})
    assert unsigned.status_code == 400
    left = int(counted.headers["x-ratelimit-remaining"])
    assert int(unsigned.headers["x-ratelimit-remaining"]) == left, "the provider's events do not count, and are told"
    for answer in (
        unsigned,
        await client.get(f"/api/v1/files/{SOME_ID}/content"),
        await client.get("/api/v1/plans?search=%00"),
        await client.put("/api/v1/plans", json={}),
        await client.get("/api/v1/nothing"),
        await client.get("/api/v1/orders"),
    ):
        assert answer.status_code >= 400, answer.request.url
        assert all(name in answer.headers for name in LIMITS), (answer.request.url, answer.headers)


async def test_ids_that_are_none_are_named_in_plain_words(person: MakePerson) -> None:
    someone = await person()
    for answer in (await someone.get("/orders/7"), await someone.post("/subscriptions", {"planId": None})):
        assert answer.status_code == 400
        assert [detail["message"] for detail in answer.json()["error"]["details"]] == ["Must be a UUID"]
