"""POST /files: what comes in as a form, kept in a folder and in a bucket alike."""

from collections.abc import AsyncIterator

import pytest
from obstore.exceptions import GenericError

from groundwork.adapters import storage
from tests.files.conftest import House, OpenHouse
from tests.files.support import content_of, file_of, upload, uploaded
from tests.security.support import code_of, fetch, fields_of, snapshot

pytestmark = pytest.mark.anyio

LARGE = bytes(range(256)) * 50_000


def form(*parts: tuple[str, bytes]) -> dict[str, object]:
    """A body and its type: each part by what follows ``form-data; `` and its content."""
    body = b"".join(b"--x\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % (a.encode(), b) for a, b in parts)
    return {"content": body + b"--x--\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}


async def test_a_file_comes_in(house: House) -> None:
    ada = await house.join()
    answer = await upload(ada, b"Notes, n\xc3\xb6tes", "Notes.txt")
    assert answer.status_code == 201
    file = answer.json()["data"]
    assert file == {
        "id": file["id"],
        "name": "Notes.txt",
        "contentType": "text/plain",
        "size": 13,
        "status": "ready",
        "public": False,
        "width": None,
        "height": None,
        "variants": [],
        "ownerId": ada.id,
        "url": f"/api/v1/files/{file['id']}/content",
        "createdAt": file["createdAt"],
        "updatedAt": file["updatedAt"],
    }
    assert await file_of(ada, file["id"]) == file
    assert (await content_of(ada, file)).content == b"Notes, n\xc3\xb6tes"
    assert (await house.kept())[f"files/{file['id']}/original"] == 13
    audited = "SELECT count(*) FROM audit_logs WHERE action = 'file.uploaded' AND resource_id = :id AND actor_id = :who"
    assert (await fetch(house.runtime, audited, id=file["id"], who=ada.id))[0][0] == 1


async def test_a_large_file_comes_in_whole(house: House) -> None:
    """12.8 MB: more than a request may otherwise have, and than one part of a bucket's."""
    ada = await house.join()
    file = await uploaded(ada, LARGE, "large.bin", public="true")
    assert (file["size"], file["public"], file["contentType"]) == (len(LARGE), True, "application/octet-stream")
    assert (await content_of(ada, file)).content == LARGE


async def test_an_empty_file_is_a_file(house: House) -> None:
    ada = await house.join()
    file = await uploaded(ada, b"", "empty")
    assert file["size"] == 0
    assert (await content_of(ada, file)).content == b""


@pytest.mark.parametrize(
    ("parts", "fields"),
    [
        ([], {"file": ["Required"]}),
        ([('name="public"', b"true")], {"file": ["Required"]}),
        ([('name="file"', b"true")], {"file": ["Must be a file"]}),
        ([('name="file"; filename="a"', b"1"), ('name="file"; filename="b"', b"2")], {"file": ["Must be given once"]}),
        ([('name="file"; filename="a"', b"1"), ('name="role"', b"admin")], {"role": ["Unknown field"]}),
        ([('name="public"', b"yes"), ('name="file"; filename="a"', b"1")], {"public": ["Must be true or false"]}),
        ([('name="public"', b"true"), ('name="public"', b"true")], {"public": ["Must be given once"]}),
    ],
)
async def test_a_form_that_is_not_right_leaves_nothing(
    house: House, parts: list[tuple[str, bytes]], fields: dict[str, list[str]]
) -> None:
    ada = await house.join()
    before = await snapshot(house.runtime), await house.kept()
    answer = await ada.call("POST", "/files", **form(*parts))
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert fields_of(answer) == fields
    assert (await snapshot(house.runtime), await house.kept()) == before


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("application/json", b"{}", (415, "UNSUPPORTED_MEDIA_TYPE")),
        ("text/plain", b"Notes", (415, "UNSUPPORTED_MEDIA_TYPE")),
        ("multipart/form-data", b"--x", (415, "UNSUPPORTED_MEDIA_TYPE")),
        ("multipart/form-data; boundary=" + "x" * 71, b"--x", (415, "UNSUPPORTED_MEDIA_TYPE")),
        ("multipart/form-data; boundary=x", b"", (400, "BAD_REQUEST")),
        ("multipart/form-data; boundary=x", b"nonsense", (400, "BAD_REQUEST")),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + b"1" * 300_000,
            (400, "BAD_REQUEST"),
        ),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Type: a/b\r\n\r\n1\r\n--x--", (400, "BAD_REQUEST")),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="public"\r\n\r\n' + b"1" * 3000 + b"\r\n--x--\r\n",
            (400, "BAD_REQUEST"),
        ),
    ],
)
async def test_what_is_no_form_leaves_nothing(house: House, kind: str, body: bytes, code: tuple[int, str]) -> None:
    ada = await house.join()
    before = await snapshot(house.runtime), await house.kept()
    answer = await ada.call("POST", "/files", content=body, headers={"Content-Type": kind})
    assert code_of(answer) == code
    assert (await snapshot(house.runtime), await house.kept()) == before


async def test_nobody_uploads_without_signing_in(house: House) -> None:
    ada = await house.join()
    before = await house.kept()
    answer = await ada.client.post("/api/v1/files", files={"file": ("a", b"1")})
    assert code_of(answer) == (401, "UNAUTHORIZED")
    assert await house.kept() == before


async def test_a_bucket_tells_the_type_as_we_do(open_house: OpenHouse) -> None:
    house = await open_house()
    file = await uploaded(await house.join(), b"<script>alert(1)</script>", "page.html")
    if house.bucket is not None:
        headers = house.bucket.headers[f"files/{file['id']}/original"]
        assert headers["Content-Disposition"] == 'attachment; filename="page.html"'


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        ("Unable to copy data to file: No space left on device (os error 28)", (507, "INSUFFICIENT_STORAGE")),
        ("error sending request: connection refused", (503, "SERVICE_UNAVAILABLE")),
    ],
)
async def test_f18_a_storage_that_fails_in_the_middle_is_told_and_leaves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, problem: str, code: tuple[int, str]
) -> None:
    """The real thing on a real disk is in tests/faults; this is what the driver raises, for both kinds of storage."""
    ada = await house.join()
    before = await snapshot(house.runtime), await house.kept()

    async def fail(_store: object, _path: str, content: AsyncIterator[bytes], **_: object) -> None:
        await anext(content)
        raise GenericError(problem)

    with monkeypatch.context() as broken:
        broken.setattr(storage.obstore, "put_async", fail)
        answer = await upload(ada, LARGE)
    assert code_of(answer) == code
    assert answer.headers["Retry-After"]
    assert "os error" not in answer.text
    assert (await snapshot(house.runtime), await house.kept()) == before
    assert (await upload(ada, LARGE)).status_code == 201


async def test_f18_a_bucket_that_is_away_is_told_and_leaves_nothing(open_house: OpenHouse) -> None:
    house = await open_house()
    ada = await house.join()
    before = await snapshot(house.runtime)
    if house.bucket is not None:
        house.bucket.broken = True
        assert code_of(await upload(ada, LARGE)) == (503, "SERVICE_UNAVAILABLE")
        assert code_of(await upload(ada, b"Notes")) == (503, "SERVICE_UNAVAILABLE")
        house.bucket.broken = False
        assert (house.bucket.objects, house.bucket.parts) == ({}, {})
    assert await snapshot(house.runtime) == before
    assert (await upload(ada, LARGE)).status_code == 201
