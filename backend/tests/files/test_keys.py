"""Idempotency-Key on uploads: sent again, the same bytes are one file."""

import asyncio

import httpx2
import pytest

from tests.catalog.support import mark
from tests.conftest import Person
from tests.files.conftest import House, OpenHouse
from tests.security.support import code_of

pytestmark = pytest.mark.anyio

KB = 1024
OTHER_FORM = {"Content-Type": "multipart/form-data; boundary=another"}


async def _send(
    who: Person, key: str, content: bytes, name: str = "notes.txt", public: str = "false"
) -> httpx2.Response:
    headers = {"Idempotency-Key": key}
    return await who.call("POST", "/files", files={"file": (name, content)}, data={"public": public}, headers=headers)


async def _used(who: Person) -> tuple[int, int]:
    usage = (await who.get("/files/usage")).json()["data"]
    return usage["used"], usage["files"]


async def test_the_same_upload_is_one_file_and_gets_the_same_answer(house: House) -> None:
    ada, key = await house.join(), mark()
    first = await _send(ada, key, b"hello")
    kept = await house.kept()
    form = b'--another\r\nContent-Disposition: form-data; name="file"; filename="notes.txt"\r\n\r\nhello\r\n--another--'
    again = await ada.call("POST", "/files", content=form, headers={**OTHER_FORM, "Idempotency-Key": key})
    assert (first.status_code, again.status_code) == (201, 201), again.text
    assert again.json()["data"] == first.json()["data"], "how the form is written does not matter"
    assert again.headers["etag"] == first.headers["etag"]
    assert (first.headers.get("idempotent-replayed"), again.headers["idempotent-replayed"]) == (None, "true")
    assert again.json()["meta"]["requestId"] != first.json()["meta"]["requestId"]
    assert await house.kept() == kept
    assert await _used(ada) == (5, 1)


@pytest.mark.parametrize(
    "other", [(b"hellO", "notes.txt", "false"), (b"hello", "other.txt", "false"), (b"hello", "notes.txt", "true")]
)
async def test_another_upload_under_the_same_key_is_refused(house: House, other: tuple[bytes, str, str]) -> None:
    ada, key = await house.join(), mark()
    await _send(ada, key, b"hello")
    kept = await house.kept()
    assert code_of(await _send(ada, key, *other)) == (422, "UNPROCESSABLE_ENTITY")
    assert await house.kept() == kept
    assert await _used(ada) == (5, 1)


async def test_keys_of_uploads_belong_to_people(house: House) -> None:
    ada, eve, key = await house.join(), await house.join(), mark()
    answers = [await _send(who, key, b"hello") for who in (ada, eve)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["data"]["id"] != answers[1].json()["data"]["id"]
    assert "idempotent-replayed" not in answers[1].headers


async def test_f12_of_many_uploads_at_once_one_is_kept(house: House) -> None:
    ada, key, before = await house.join(), mark(), await house.kept()
    answers = await asyncio.gather(*(_send(ada, key, b"x" * 50 * KB) for _ in range(12)))
    created = [answer for answer in answers if answer.status_code == 201]
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["data"]["id"] for answer in created}) == 1
    assert sum("idempotent-replayed" not in answer.headers for answer in created) == 1
    assert len(await house.kept()) == len(before) + 1
    assert await _used(ada) == (50 * KB, 1)


async def test_what_came_in_needs_no_room_a_second_time(open_house: OpenHouse) -> None:
    house = await open_house(files_quota_bytes=100 * KB)
    ada, key = await house.join(), mark()
    first = await _send(ada, key, b"x" * 80 * KB)
    again = await _send(ada, key, b"x" * 80 * KB)
    assert (first.status_code, again.status_code) == (201, 201), again.text
    assert code_of(await _send(ada, mark(), b"x" * 80 * KB)) == (413, "PAYLOAD_TOO_LARGE")


async def test_what_was_refused_has_not_used_up_the_key(house: House) -> None:
    ada, key = await house.join(), mark()
    nothing = await ada.call("POST", "/files", data={"public": "true"}, files={}, headers={"Idempotency-Key": key})
    assert nothing.status_code in {400, 415}
    assert (await _send(ada, key, b"hello")).status_code == 201
    bad = await _send(ada, "with space", b"hello")
    assert [detail["field"] for detail in bad.json()["error"]["details"]] == ["Idempotency-Key"]
    assert await _used(ada) == (5, 1)
