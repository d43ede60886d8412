"""GET /files/{id}/content: to whom, how, and which part."""

from datetime import timedelta

import pytest

from tests.files.conftest import House
from tests.files.support import content_of, uploaded
from tests.security.support import Travel, code_of, fields_of

pytestmark = pytest.mark.anyio

ALPHABET = b"abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("asked", "part", "told"),
    [
        ("bytes=0-0", b"a", "bytes 0-0/26"),
        ("bytes=2-4", b"cde", "bytes 2-4/26"),
        ("bytes=23-", b"xyz", "bytes 23-25/26"),
        ("bytes=-3", b"xyz", "bytes 23-25/26"),
        ("bytes=20-999", b"uvwxyz", "bytes 20-25/26"),
        ("bytes=-999", ALPHABET, "bytes 0-25/26"),
    ],
)
async def test_a_part_is_sent(house: House, asked: str, part: bytes, told: str) -> None:
    """RFC 9110, section 14; compression, which would count other bytes, stays away."""
    ada = await house.join()
    file = await uploaded(ada, ALPHABET)
    answer = await content_of(ada, file, {"Range": asked, "Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.content, answer.headers["Content-Range"]) == (206, part, told)
    assert answer.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize("asked", ["bytes=4-2", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "bytes=x-y", "bytes=0-1;"])
async def test_what_is_no_range_gets_the_whole(house: House, asked: str) -> None:
    ada = await house.join()
    file = await uploaded(ada, ALPHABET)
    answer = await content_of(ada, file, {"Range": asked})
    assert (answer.status_code, answer.content) == (200, ALPHABET)


@pytest.mark.parametrize("asked", ["bytes=26-", "bytes=999-1000", "bytes=-0"])
async def test_a_part_that_is_not_there_is_told(house: House, asked: str) -> None:
    ada = await house.join()
    file = await uploaded(ada, ALPHABET)
    answer = await content_of(ada, file, {"Range": asked})
    assert code_of(answer) == (416, "RANGE_NOT_SATISFIABLE")
    assert answer.headers["Content-Range"] == "bytes */26"


async def test_what_the_client_has_is_not_sent_again(house: House) -> None:
    ada = await house.join()
    file = await uploaded(ada, ALPHABET * 100)
    answer = await content_of(ada, file, {"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert (answer.headers["Accept-Ranges"], answer.headers["Content-Length"]) == ("bytes", "2600")
    etag = answer.headers["ETag"]
    again = await content_of(ada, file, {"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    asked = {"Range": "bytes=0-1"}
    assert (await content_of(ada, file, {**asked, "If-Range": etag})).status_code == 206
    assert (await content_of(ada, file, {**asked, "If-Range": '"other"'})).status_code == 200
    head = await ada.call("HEAD", f"/files/{file['id']}/content", headers=asked)
    assert (head.status_code, head.headers["Content-Length"]) == (200, "2600")


async def test_private_files_are_their_owners_and_the_administrators(house: House) -> None:
    ada, eve, boss, root = [await house.join(role=role) for role in ("user", "user", "manager", "admin")]
    file = await uploaded(ada, ALPHABET)
    for who in (ada, root):
        answer = await content_of(who, file)
        assert (answer.content, answer.headers["Cache-Control"]) == (ALPHABET, "private, no-cache")
    for who in (eve, boss):
        assert code_of(await content_of(who, file)) == (404, "NOT_FOUND")
    assert code_of(await ada.client.get(file["url"])) == (404, "NOT_FOUND")


async def test_public_files_are_everybodys(house: House) -> None:
    ada = await house.join()
    file = await uploaded(ada, ALPHABET, public="true")
    answer = await ada.client.get(file["url"])
    assert (answer.content, answer.headers["Cache-Control"]) == (ALPHABET, "public, max-age=300")
    assert not [name for name in answer.headers if name.lower().startswith(("x-ratelimit", "set-cookie"))]
    await ada.call("PATCH", f"/files/{file['id']}", json={"public": False})
    assert code_of(await ada.client.get(file["url"])) == (404, "NOT_FOUND")


async def test_a_link_opens_one_file_for_a_quarter_of_an_hour(house: House, travel: Travel) -> None:
    ada, eve = await house.join(), await house.join()
    file, other = await uploaded(ada, ALPHABET), await uploaded(ada, b"secret")
    assert code_of(await eve.post(f"/files/{file['id']}/link")) == (404, "NOT_FOUND")
    link = (await ada.post(f"/files/{file['id']}/link")).json()["data"]["url"]
    if house.bucket is not None:
        return  # the bucket says so itself: tests/adapters/test_storage.py
    assert (await ada.client.get(link)).content == ALPHABET
    assert (await ada.client.get(f"{link}&download=true")).headers["Content-Disposition"].startswith("attachment")
    for bad in (link.replace(file["id"], other["id"]), link.replace("expires=", "expires=9"), link[:-3] + "abc"):
        assert code_of(await ada.client.get(bad)) == (403, "FORBIDDEN")
    half = link.partition("&")[0]
    assert fields_of(await ada.client.get(half)) == {"signature": ["Required"]}
    travel(timedelta(minutes=15, seconds=1))
    assert code_of(await ada.client.get(link)) == (403, "FORBIDDEN")


async def test_a_file_whose_content_is_lost_is_not_there(house: House) -> None:
    ada = await house.join()
    file = await uploaded(ada, ALPHABET)
    await house.runtime.storage.delete([f"files/{file['id']}/original"])
    assert code_of(await content_of(ada, file)) == (404, "NOT_FOUND")
