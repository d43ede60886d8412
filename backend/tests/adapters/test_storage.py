"""Storage: the same behavior in a folder and in a bucket; S3 is spoken with a real server on loopback."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from groundwork.adapters.storage import open_storage
from groundwork.kernel.errors import ServiceUnavailable
from groundwork.kernel.storage import Storage
from tests.conftest import make_settings

pytestmark = pytest.mark.anyio


class _Bucket(BaseHTTPRequestHandler):
    """As much of Amazon's S3 API as the adapter uses; it wants requests that are signed."""

    protocol_version = "HTTP/1.1"
    objects: dict[str, bytes]
    refused: list[str]

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _key(self) -> str | None:
        credential = re.search(r"Credential=([^/]+)/\d+/([^/]+)/s3/", self.headers.get("Authorization", ""))
        if credential is None or credential.groups() != ("key-of-ours", "eu-north-1"):
            self.refused.append(self.path)
            self._answer(403)
            return None
        return unquote(urlsplit(self.path).path).removeprefix("/files-of-ours").lstrip("/")

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        key = self._key()
        if key is not None:
            self.objects[key] = body
            self._answer(200, ETag='"1"')

    def do_DELETE(self) -> None:
        key = self._key()
        if key is not None:
            self.objects.pop(key, None)
            self._answer(204)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self._key() is not None:
            keys = re.findall(r"<Key>(.*?)</Key>", body)
            for key in keys:
                self.objects.pop(key, None)
            done = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
            self._answer(200, f"<DeleteResult>{done}</DeleteResult>".encode())

    def do_GET(self) -> None:
        key = self._key()
        if key is None:
            return
        if key:
            if key not in self.objects:
                self._answer(404)
            else:
                stamp = "Sun, 22 Nov 2026 08:00:00 GMT"
                self._answer(200, self.objects[key], ETag='"1"', Last_Modified=stamp)
            return
        prefix = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        found = "".join(
            f"<Contents><Key>{name}</Key><Size>{len(content)}</Size><ETag>1</ETag>"
            "<LastModified>2026-11-22T08:00:00.000Z</LastModified></Contents>"
            for name, content in sorted(self.objects.items())
            if name.startswith(prefix)
        )
        self._answer(200, f"<ListBucketResult>{found}</ListBucketResult>".encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Bucket]]:
    """A server that speaks S3."""
    handler = type("Bucket", (_Bucket,), {"objects": {}, "refused": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_address[1]}")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    yield handler
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """One of both."""
    if request.param == "folder":
        return open_storage(make_settings("postgresql:///none", tmp_path))
    request.getfixturevalue("bucket")
    return open_storage(
        make_settings(
            "postgresql:///none",
            tmp_path,
            s3_bucket_name="files-of-ours",
            aws_region="eu-north-1",
            aws_access_key_id="key-of-ours",
            aws_secret_access_key="secret-of-ours",
        )
    )


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


async def test_the_bucket_is_not_open_to_others(bucket: type[_Bucket], tmp_path: Path) -> None:
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
