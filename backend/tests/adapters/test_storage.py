"""Storage: the same behavior in a folder and in a bucket; S3 is spoken with a real server on loopback."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from groundwork.adapters.storage import open_storage
from groundwork.kernel.errors import ServiceUnavailable
from groundwork.kernel.storage import Storage
from tests.bucket import Bucket, serving
from tests.conftest import make_settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """A server that speaks S3."""
    with serving() as bucket:
        monkeypatch.setenv("AWS_ENDPOINT_URL", bucket.address)
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        yield bucket


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """One of both."""
    if request.param == "folder":
        return open_storage(make_settings("postgresql:///none", tmp_path))
    bucket: Bucket = request.getfixturevalue("bucket")
    return open_storage(make_settings("postgresql:///none", tmp_path, **bucket.settings()))


async def test_what_is_put_is_there_until_it_is_deleted(storage: Storage, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(range(256)) * 4096)
    await storage.put("avatars/one/64.webp", b"small")
    await storage.put("avatars/one/64.webp", b"other")
    await storage.put("exports/large.zip", large)
    assert await storage.read("avatars/one/64.webp") == b"other"
    opened = await storage.open("exports/large.zip")
    assert opened is not None
    assert opened.size == 1024 * 1024
    assert b"".join([piece async for piece in opened.chunks]) == large.read_bytes()
    listed = [(found.path, found.size) async for found in storage.below("avatars")]
    assert listed == [("avatars/one/64.webp", 5)]
    assert [found.modified.tzinfo is not None async for found in storage.below("avatars")] == [True]
    await storage.delete(["avatars/one/64.webp", "exports/large.zip"])
    assert [found.path async for found in storage.below("avatars")] == []
    assert await storage.read("exports/large.zip") is None


async def test_what_is_not_there_is_none(storage: Storage) -> None:
    assert await storage.read("avatars/none/64.webp") is None
    assert await storage.open("avatars/none/64.webp") is None
    assert [found.path async for found in storage.below("avatars")] == []
    await storage.delete(["avatars/none/64.webp"])


async def test_the_bucket_is_not_open_to_others(bucket: Bucket, tmp_path: Path) -> None:
    """What it refuses is a part that is away, not a file that is missing."""
    settings = make_settings(
        "postgresql:///none",
        tmp_path,
        s3_bucket_name="files-of-ours",
        aws_access_key_id="key-of-others",
        aws_secret_access_key="x",
    )
    storage = open_storage(settings)
    for act in (storage.read("a/b"), storage.put("a/b", b"x"), storage.delete(["a/b"])):
        with pytest.raises(ServiceUnavailable):
            await act
    with pytest.raises(ServiceUnavailable):
        assert [found async for found in storage.below("a")]
    assert bucket.refused


async def test_files_are_for_this_account_alone(tmp_path: Path) -> None:
    """Nobody else on the machine may look into the folder; nothing is made before it is needed."""
    storage = open_storage(make_settings("postgresql:///none", tmp_path))
    assert not (tmp_path / "files").exists()
    await storage.put("avatars/one/64.webp", b"small")
    assert (tmp_path / "files").stat().st_mode & 0o077 == 0


def files_in(folder: Path) -> list[Path]:
    """All files of a folder, those that are being written as well."""
    return [path for path in folder.rglob("*") if path.is_file()]


async def pieces(*, cut: bool = False) -> AsyncIterator[bytes]:
    """13 MB, which are more than two parts; or all but the end of it."""
    for number in range(13):
        yield bytes([number]) * 1024 * 1024
    if cut:
        raise ConnectionResetError


async def test_what_comes_piece_by_piece_is_there_whole(storage: Storage) -> None:
    await storage.put("files/one/original", pieces(), headers={"Content-Type": "text/plain"})
    assert await storage.size("files/one/original") == 13 * 1024 * 1024
    part = await storage.open("files/one/original", (5 * 1024 * 1024 - 1, 5 * 1024 * 1024 + 1))
    assert part is not None
    assert b"".join([piece async for piece in part.chunks]) == b"\4\5"
    assert part.size == 13 * 1024 * 1024


async def test_what_is_cut_off_leaves_nothing(storage: Storage, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """No object, and no parts of one."""
    with pytest.raises(ConnectionResetError):
        await storage.put("files/one/original", pieces(cut=True))
    assert await storage.size("files/one/original") is None
    assert [found async for found in storage.below("files")] == []
    if request.node.callspec.params["storage"] == "bucket":
        bucket: Bucket = request.getfixturevalue("bucket")
        assert (bucket.objects, bucket.parts) == ({}, {})
    else:
        assert files_in(tmp_path) == []


async def test_a_file_is_moved(storage: Storage) -> None:
    await storage.put("files/one/incoming", b"here")
    assert await storage.move("files/one/incoming", "files/one/original")
    assert not await storage.move("files/one/incoming", "files/one/original")
    assert await storage.read("files/one/original") == b"here"
    assert await storage.size("files/one/incoming") is None


async def test_a_folder_takes_and_gives_through_us_alone(tmp_path: Path) -> None:
    storage = open_storage(make_settings("postgresql:///none", tmp_path))
    assert await storage.upload_ticket("files/one/incoming", timedelta(hours=1)) is None
    assert await storage.download_address("files/one/original", timedelta(hours=1)) is None


async def test_a_bucket_takes_and_gives_what_is_signed(bucket: Bucket, tmp_path: Path) -> None:
    """The address is good for one path and one method, and for as long as it says."""
    storage = open_storage(make_settings("postgresql:///none", tmp_path, **bucket.settings()))
    ticket = await storage.upload_ticket("files/one/incoming", timedelta(hours=1))
    assert ticket is not None
    async with httpx2.AsyncClient() as client:
        assert (await client.put(ticket.url, content=b"sent")).status_code == 200
        assert await storage.read("files/one/incoming") == b"sent"
        assert (await client.put(ticket.url.replace("/one/", "/two/"), content=b"sent")).status_code == 403
        assert (await client.get(ticket.url)).status_code == 403
        await storage.put("files/one/original", b"there", headers={"Content-Type": "text/plain"})
        address = await storage.download_address("files/one/original", timedelta(minutes=1))
        assert address is not None
        answer = await client.get(address)
        assert (answer.content, answer.headers["Content-Type"]) == (b"there", "text/plain")
        assert (await client.get(address.replace("Expires=60&", "Expires=999&"))).status_code == 403
    assert list(bucket.objects) == ["files/one/incoming", "files/one/original"]


async def test_what_a_crash_left_of_an_upload_is_cleared(tmp_path: Path) -> None:
    storage = open_storage(make_settings("postgresql:///none", tmp_path))
    await storage.put("files/one/original", b"whole")
    staged = tmp_path / "files" / "files" / "one" / "original#1"
    staged.write_bytes(b"half")
    await storage.clear_unfinished(datetime.now(UTC) - timedelta(hours=1))
    assert staged.exists()
    await storage.clear_unfinished(datetime.now(UTC) + timedelta(hours=1))
    assert not staged.exists()
    assert await storage.read("files/one/original") == b"whole"
