"""POST /files/uploads: what clients send to the storage themselves, and what becomes of it."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.conftest import Person
from tests.files.conftest import House
from tests.files.support import content_of, file_of, uploaded
from tests.security.support import Travel, code_of, fields_of

pytestmark = pytest.mark.anyio


async def announce(who: Person, **form: Any) -> dict[str, Any]:
    """An address to send a file to."""
    answer = await who.post("/files/uploads", {"name": "notes.txt", "size": 5, **form})
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def send(house: House, who: Person, url: str, content: bytes) -> httpx2.Response:
    """PUT to an address, without signing in."""
    if house.bucket is not None:
        async with httpx2.AsyncClient() as client:
            return await client.put(url, content=content)
    return await who.client.put(url, content=content)


async def test_a_file_is_sent_to_the_storage_and_taken_in(house: House) -> None:
    ada = await house.join()
    ticket = await announce(ada, name="../Notes.txt", contentType="image/png", public=True)
    assert (ticket["method"], ticket["headers"]) == ("PUT", {})
    assert ("/api/v1/files/uploads/" in ticket["url"]) == (house.bucket is None)
    assert (await file_of(ada, ticket["id"]))["status"] == "uploading"
    assert code_of(await content_of(ada, ticket)) == (404, "NOT_FOUND")
    assert (await send(house, ada, ticket["url"], b"Notes")).status_code == 200
    for _ in range(2):
        answer = await ada.post(f"/files/{ticket['id']}/completion")
        assert answer.status_code == 200, answer.text
    file = answer.json()["data"]
    assert (file["name"], file["contentType"], file["size"]) == ("Notes.txt", "text/plain", 5)
    assert (file["status"], file["public"]) == ("ready", True)
    assert (await content_of(ada, file)).content == b"Notes"
    assert [path for path in await house.kept() if ticket["id"] in path] == [f"files/{ticket['id']}/original"]


async def test_nothing_is_taken_in_before_it_was_sent_whole(house: House) -> None:
    ada = await house.join()
    ticket = await announce(ada)
    assert code_of(await ada.post(f"/files/{ticket['id']}/completion")) == (422, "UNPROCESSABLE_ENTITY")
    await send(house, ada, ticket["url"], b"Not")
    assert code_of(await ada.post(f"/files/{ticket['id']}/completion")) == (422, "UNPROCESSABLE_ENTITY")
    assert (await file_of(ada, ticket["id"]))["status"] == "uploading"
    assert (await send(house, ada, ticket["url"], b"Notes")).status_code == 200
    assert (await ada.post(f"/files/{ticket['id']}/completion")).status_code == 200


async def test_more_than_was_announced_is_not_taken_in(house: House) -> None:
    ada = await house.join()
    ticket = await announce(ada)
    sent = await send(house, ada, ticket["url"], b"Notes and more")
    if house.bucket is None:
        assert code_of(sent) == (413, "PAYLOAD_TOO_LARGE")
    assert code_of(await ada.post(f"/files/{ticket['id']}/completion")) == (422, "UNPROCESSABLE_ENTITY")
    assert not [path for path in await house.kept() if ticket["id"] in path]


async def test_what_was_taken_in_is_not_replaced_by_the_same_address(house: House) -> None:
    """What was looked at is what is served, for as long as the address is good."""
    ada = await house.join()
    ticket = await announce(ada)
    await send(house, ada, ticket["url"], b"Notes")
    await ada.post(f"/files/{ticket['id']}/completion")
    again = await send(house, ada, ticket["url"], b"<svg>")
    if house.bucket is None:
        assert code_of(again) == (409, "CONFLICT")
    assert (await ada.post(f"/files/{ticket['id']}/completion")).status_code == 200
    assert (await content_of(ada, ticket)).content == b"Notes"


async def test_another_persons_upload_is_not_theirs_to_complete(house: House) -> None:
    ada, eve, root = await house.join(), await house.join(), await house.join(role="admin")
    ticket = await announce(ada)
    await send(house, ada, ticket["url"], b"Notes")
    assert code_of(await eve.post(f"/files/{ticket['id']}/completion")) == (404, "NOT_FOUND")
    assert code_of(await root.post(f"/files/{ticket['id']}/completion")) == (403, "FORBIDDEN")
    assert (await file_of(ada, ticket["id"]))["status"] == "uploading"


async def test_an_address_is_good_for_one_file_and_one_hour(house: House, travel: Travel) -> None:
    if house.bucket is not None:
        return  # the bucket says so itself: tests/adapters/test_storage.py
    ada = await house.join()
    ticket, other = await announce(ada), await announce(ada)
    for url in (
        ticket["url"].replace(ticket["id"], other["id"]),
        ticket["url"].replace("expires=", "expires=9"),
        ticket["url"][:-2] + ("AA" if ticket["url"][-2:] != "AA" else "BB"),
    ):
        assert code_of(await ada.client.put(url, content=b"Notes")) == (403, "FORBIDDEN")
    bare = urlsplit(ticket["url"]).path
    assert fields_of(await ada.client.put(bare, content=b"Notes")) == {
        "expires": ["Required"],
        "signature": ["Required"],
    }
    travel(timedelta(hours=1, seconds=1))
    assert code_of(await ada.client.put(ticket["url"], content=b"Notes")) == (403, "FORBIDDEN")
    assert not [path for path in await house.kept() if ticket["id"] in path or other["id"] in path]


async def test_a_link_to_what_a_client_sent_itself_goes_through_us(house: House) -> None:
    """The bucket would answer with whatever type the client has told it."""
    ada = await house.join()
    ticket = await announce(ada)
    await send(house, ada, ticket["url"], b"Notes")
    await ada.post(f"/files/{ticket['id']}/completion")
    assert "/api/v1/files/" in (await ada.post(f"/files/{ticket['id']}/link")).json()["data"]["url"]
    file = await uploaded(ada, b"Notes")
    url = (await ada.post(f"/files/{file['id']}/link")).json()["data"]["url"]
    assert ("/api/v1/files/" in url) == (house.bucket is None)
    if house.bucket is not None:
        async with httpx2.AsyncClient() as client:
            answer = await client.get(url)
            assert (answer.content, answer.headers["Content-Type"]) == (b"Notes", "text/plain")
