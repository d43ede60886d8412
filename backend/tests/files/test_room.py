"""How large files may be, and how much room they may take together."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.files.conftest import OpenHouse
from tests.files.support import upload, uploaded
from tests.security.support import code_of, fetch

pytestmark = pytest.mark.anyio

KB = 1024


async def in_pieces(content: bytes) -> AsyncIterator[bytes]:
    """A body of which nobody says how long it is."""
    yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    for start in range(0, len(content), 10_000):
        yield content[start : start + 10_000]
    yield b"\r\n--x--\r\n"


FORM = {"Content-Type": "multipart/form-data; boundary=x"}


async def test_usage_is_told(open_house: OpenHouse) -> None:
    house = await open_house(files_quota_bytes=100 * KB)
    ada = await house.join()
    assert (await ada.get("/files/usage")).json()["data"] == {"used": 0, "quota": 100 * KB, "files": 0}
    first = await uploaded(ada, b"x" * KB)
    await uploaded(ada, b"x" * KB)
    assert (await ada.get("/files/usage")).json()["data"] == {"used": 2 * KB, "quota": 100 * KB, "files": 2}
    await ada.call("DELETE", f"/files/{first['id']}")
    assert (await ada.get("/files/usage")).json()["data"]["used"] == KB


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_file_that_is_too_large_leaves_nothing(open_house: OpenHouse, chunked: bool) -> None:
    house = await open_house(files_max_bytes=64 * KB)
    ada = await house.join()
    before = await house.kept()
    for size in (64 * KB + 1, 300 * KB):
        content = b"x" * size
        if chunked:
            answer = await ada.call("POST", "/files", content=in_pieces(content), headers=FORM)
        else:
            answer = await upload(ada, content)
        assert code_of(answer) == (413, "PAYLOAD_TOO_LARGE")
        assert answer.headers["Connection"] == "close"
    assert await house.kept() == before
    assert (await ada.get("/files/usage")).json()["data"]["files"] == 0
    assert (await upload(ada, b"x" * 64 * KB)).status_code == 201


@pytest.mark.parametrize("chunked", [False, True])
async def test_s57_what_does_not_fit_into_the_quota_leaves_nothing(open_house: OpenHouse, chunked: bool) -> None:
    """Before it is read if its length is told, else as soon as it is too much; what fits exactly, fits. [ASVS 5.2.6]"""
    house = await open_house(files_quota_bytes=500 * KB)
    ada = await house.join()
    await uploaded(ada, b"x" * 400 * KB)
    before = await house.kept()
    for size in (100 * KB + 1, 450 * KB):
        content = b"x" * size
        if chunked:
            answer = await ada.call("POST", "/files", content=in_pieces(content), headers=FORM)
        else:
            answer = await upload(ada, content)
        assert code_of(answer) == (413, "PAYLOAD_TOO_LARGE")
        assert "400 kB of 500 kB" in answer.json()["error"]["message"]
    assert await house.kept() == before
    assert (await ada.get("/files/usage")).json()["data"]["used"] == 400 * KB
    assert (await upload(ada, b"x" * 100 * KB)).status_code == 201


@pytest.mark.parametrize("chunked", [False, True])
async def test_s57_many_at_once_do_not_exceed_the_quota(open_house: OpenHouse, chunked: bool) -> None:
    """Each of ten would fit alone, and only three fit together. [ASVS 15.4.2]"""
    house = await open_house(files_quota_bytes=350 * KB)
    ada = await house.join()
    content = b"x" * 100 * KB
    if chunked:
        sending = [ada.call("POST", "/files", content=in_pieces(content), headers=FORM) for _ in range(10)]
    else:
        sending = [upload(ada, content) for _ in range(10)]
    answers = await asyncio.gather(*sending)
    statuses = sorted(answer.status_code for answer in answers)
    assert set(statuses) == {201, 413}
    assert 1 <= statuses.count(201) <= 3
    usage = (await ada.get("/files/usage")).json()["data"]
    assert usage["used"] == statuses.count(201) * 100 * KB
    rows = await fetch(house.runtime, "SELECT id FROM files WHERE owner_id = :id", id=ada.id)
    kept = await house.kept()
    assert len(rows) == statuses.count(201)
    assert all(f"files/{row.id}/original" in kept for row in rows)


async def test_an_announced_file_takes_its_room_at_once(open_house: OpenHouse) -> None:
    house = await open_house(files_quota_bytes=100 * KB, files_max_bytes=80 * KB)
    ada = await house.join()
    asked = [ada.post("/files/uploads", {"name": "a", "size": 60 * KB}) for _ in range(5)]
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [201, 413, 413, 413, 413]
    assert code_of(await ada.post("/files/uploads", {"name": "a", "size": 81 * KB})) == (413, "PAYLOAD_TOO_LARGE")
    assert (await ada.get("/files/usage")).json()["data"]["used"] == 60 * KB
    assert (await ada.get("/files")).json()["data"] == []
