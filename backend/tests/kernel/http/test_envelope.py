"""The envelope around every answer, in both directions."""

import re
from datetime import UTC, datetime

import httpx2
import pytest

from groundwork import __version__
from groundwork.kernel.http.envelope import Output, etag_of, matches, to_json
from groundwork.kernel.ids import uuid7
from tests.conftest import Person

pytestmark = pytest.mark.anyio


async def test_success_has_data_and_meta(api: httpx2.AsyncClient) -> None:
    answer = await api.post("/api/v1/notes/echo", json={"title": "a"})
    content = answer.json()
    assert set(content) == {"success", "data", "meta"}
    assert content["success"] is True
    assert set(content["meta"]) == {"requestId", "timestamp", "version"}
    assert content["meta"]["version"] == __version__
    assert content["meta"]["requestId"] == answer.headers["x-request-id"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", content["meta"]["timestamp"])
    assert answer.headers["content-type"] == "application/json"


async def test_what_has_nothing_to_say_has_a_message(api: httpx2.AsyncClient) -> None:
    content = (await api.get("/api/v1/notes/trouble/none")).json()
    assert set(content) == {"success", "message", "meta"}


async def test_both_forms_of_the_guide_are_read(api: httpx2.AsyncClient) -> None:
    plain = {"title": "a", "pageCount": 3}
    wrapped = {"data": plain, "meta": {"requestId": "client-request-1", "anything": 1}}
    first = await api.post("/api/v1/notes/echo", json=plain)
    second = await api.post("/api/v1/notes/echo", json=wrapped)
    third = await api.post("/api/v1/notes/echo", json={"data": plain})
    assert first.json()["data"] == second.json()["data"] == third.json()["data"]
    assert second.headers["x-request-id"] == second.json()["meta"]["requestId"] == "client-request-1"
    assert third.headers["x-request-id"].startswith("req_")


@pytest.mark.parametrize(
    "meta", [{"requestId": "short"}, {"requestId": "line\r\nbreak"}, {"requestId": 5}, {}, [], None]
)
async def test_a_request_id_in_the_body_that_is_not_fit_is_not_taken(api: httpx2.AsyncClient, meta: object) -> None:
    answer = await api.post("/api/v1/notes/echo", json={"data": {"title": "a"}, "meta": meta})
    assert answer.status_code == 200
    assert answer.headers["x-request-id"].startswith("req_")


async def test_the_header_counts_more_than_the_body(api: httpx2.AsyncClient) -> None:
    answer = await api.post(
        "/api/v1/notes/echo",
        json={"data": {"title": "a"}, "meta": {"requestId": "from-the-body"}},
        headers={"X-Request-ID": "from-the-header"},
    )
    assert answer.headers["x-request-id"] == "from-the-header"


async def test_data_beside_other_fields_is_a_field(api: httpx2.AsyncClient) -> None:
    answer = await api.post("/api/v1/notes/echo", json={"data": {"title": "a"}, "title": "b"})
    assert answer.status_code == 400
    assert answer.json()["error"]["details"] == [{"field": "data", "message": "Unknown field"}]


async def test_who_has_the_version_gets_304(librarian: Person) -> None:
    written = (await librarian.post("/notes", {"title": uuid7().hex, "shelf": "etag"})).json()["data"]
    path = f"/notes/{written['id']}"
    first = await librarian.get(path)
    etag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{24}"', etag)
    for sent in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = await librarian.get(path, headers={"If-None-Match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag), sent
        assert "content-type" not in again.headers
        assert again.headers["x-request-id"]
    for sent in ('"other"', etag.strip('"'), ""):
        assert (await librarian.get(path, headers={"If-None-Match": sent})).status_code == 200, sent


async def test_who_changes_a_version_that_is_gone_is_told(librarian: Person) -> None:
    written = (await librarian.post("/notes", {"title": uuid7().hex, "shelf": "match"})).json()["data"]
    path = f"/notes/{written['id']}"
    etag = (await librarian.get(path)).headers["etag"]
    changed = await librarian.call("PATCH", path, json={"title": uuid7().hex}, headers={"If-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != etag
    refused = await librarian.call("PATCH", path, json={"title": "never"}, headers={"If-Match": etag})
    assert refused.status_code == 412
    assert refused.json()["error"]["code"] == "PRECONDITION_FAILED"
    current = await librarian.get(path)
    assert current.json()["data"]["title"] == changed.json()["data"]["title"]
    for sent in (current.headers["etag"], "*"):
        again = await librarian.call("PATCH", path, json={"title": uuid7().hex}, headers={"If-Match": sent})
        assert again.status_code == 200
    assert (await librarian.call("PATCH", path, json={"title": uuid7().hex})).status_code == 200


def test_entity_tags_differ_for_each_version() -> None:
    assert etag_of(1, "a") == etag_of(1, "a")
    assert len({etag_of(1, "a"), etag_of(1, "b"), etag_of("1", "a"), etag_of(1), etag_of((1, "a"))}) == 5
    assert not matches('"a"', '"b"')


def test_json_has_models_by_their_wire_names_and_no_form_for_the_rest() -> None:
    class Thing(Output):
        first_name: str

    moment = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
    assert (
        to_json({"a": Thing(first_name="Ada"), "at": moment})
        == b'{"a":{"firstName":"Ada"},"at":"2026-01-15T10:30:00Z"}'
    )
    with pytest.raises(TypeError):
        to_json({"a": object()})
