"""A server on loopback that speaks as much of Amazon's S3 API as is used, and checks every signature (SigV4)."""

import hashlib
import hmac
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape

from time_machine import escape_hatch

NAME, REGION, KEY, SECRET = "files-of-ours", "eu-north-1", "key-of-ours", "secret-of-ours"


def _now() -> datetime:
    """The true time, also while a test moves that of the application: it is another machine's."""
    travelling = escape_hatch.is_travelling()
    return escape_hatch.datetime.datetime.now(UTC) if travelling else datetime.now(UTC)


class Bucket:
    """What is in it, what it was asked, and whether it works."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.modified: dict[str, datetime] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        """Of uploads that are neither complete nor aborted."""
        self.refused: list[str] = []
        self.broken = False
        self.address = ""

    def keep(self, key: str, content: bytes, headers: dict[str, str]) -> None:
        """Keep an object."""
        self.objects[key], self.headers[key], self.modified[key] = content, headers, _now()

    def settings(self) -> dict[str, Any]:
        """What an application needs to use it."""
        return {
            "s3_bucket_name": NAME,
            "aws_region": REGION,
            "aws_access_key_id": KEY,
            "aws_secret_access_key": SECRET,
        }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bucket: Bucket

    def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _asked(self) -> tuple[str, dict[str, str], bytes] | None:
        """Key, query and body of a request that is signed, and not too old."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if self.bucket.broken:
            self._answer(403)
            return None
        if not _is_signed(self.command, parts.path, parts.query, query, dict(self.headers)):
            self.bucket.refused.append(self.path)
            self._answer(403)
            return None
        return unquote(parts.path).removeprefix(f"/{NAME}").lstrip("/"), query, body

    def do_PUT(self) -> None:
        if (asked := self._asked()) is None:
            return None
        key, query, body = asked
        bucket = self.bucket
        source = unquote(self.headers.get("x-amz-copy-source", "")).removeprefix(f"/{NAME}/").removeprefix(f"{NAME}/")
        if "uploadId" in query:
            bucket.parts[query["uploadId"]][int(query["partNumber"])] = body
        elif source and source not in bucket.objects:
            return self._answer(404)
        elif source:
            bucket.keep(key, bucket.objects[source], bucket.headers[source])
            return self._answer(200, b"<CopyObjectResult><ETag>1</ETag></CopyObjectResult>")
        else:
            bucket.keep(key, body, self._told())
        return self._answer(200, headers={"ETag": '"1"'})

    def do_POST(self) -> None:
        if (asked := self._asked()) is None:
            return
        key, query, body = asked
        bucket = self.bucket
        if "uploads" in query:
            upload = f"{len(bucket.parts)}-{key.replace('/', '-')}"
            bucket.parts[upload] = {}
            bucket.headers[key] = self._told()
            found = f"<UploadId>{upload}</UploadId>"
            self._answer(200, f"<InitiateMultipartUploadResult>{found}</InitiateMultipartUploadResult>".encode())
        elif "uploadId" in query:
            parts = bucket.parts.pop(query["uploadId"])
            bucket.keep(key, b"".join(parts[number] for number in sorted(parts)), bucket.headers[key])
            done = "<CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>"
            self._answer(200, done.encode())
        else:
            keys = re.findall(r"<Key>(.*?)</Key>", body.decode())
            for name in keys:
                bucket.objects.pop(name, None)
            done = "".join(f"<Deleted><Key>{name}</Key></Deleted>" for name in keys)
            self._answer(200, f"<DeleteResult>{done}</DeleteResult>".encode())

    def do_DELETE(self) -> None:
        if (asked := self._asked()) is None:
            return
        key, query, _ = asked
        if "uploadId" in query:
            self.bucket.parts.pop(query["uploadId"], None)
        else:
            self.bucket.objects.pop(key, None)
        self._answer(204)

    def do_GET(self) -> None:
        if (asked := self._asked()) is None:
            return None
        key, query, _ = asked
        bucket = self.bucket
        if not key:
            return self._list(query.get("prefix", ""))
        if key not in bucket.objects:
            return self._answer(404)
        content, status = bucket.objects[key], 200
        moment = bucket.modified[key].strftime("%a, %d %b %Y %H:%M:%S GMT")
        headers = {"ETag": '"1"', "Last-Modified": moment, **bucket.headers[key]}
        if asked_range := re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", "")):
            first, last = int(asked_range[1]), min(int(asked_range[2]), len(content) - 1)
            headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
            content, status = content[first : last + 1], 206
        return self._answer(status, content, headers)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _list(self, prefix: str) -> None:
        found = "".join(
            f"<Contents><Key>{escape(name)}</Key><Size>{len(content)}</Size><ETag>1</ETag>"
            f"<LastModified>{self.bucket.modified[name]:%Y-%m-%dT%H:%M:%S.000Z}</LastModified></Contents>"
            for name, content in sorted(self.bucket.objects.items())
            if name.startswith(prefix)
        )
        self._answer(200, f"<ListBucketResult>{found}</ListBucketResult>".encode())

    def _told(self) -> dict[str, str]:
        return {name: self.headers[name] for name in ("Content-Type", "Content-Disposition") if name in self.headers}

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _is_signed(method: str, path: str, raw: str, query: dict[str, str], headers: dict[str, str]) -> bool:
    """Whether who asks has the secret: "Authenticating Requests (AWS Signature Version 4)" of the S3 reference."""
    headers = {name.lower(): value for name, value in headers.items()}
    if "X-Amz-Signature" in query:
        scope, signed = query["X-Amz-Credential"], query["X-Amz-SignedHeaders"]
        sent, stamp, digest = query["X-Amz-Signature"], query["X-Amz-Date"], "UNSIGNED-PAYLOAD"
        life = timedelta(seconds=int(query["X-Amz-Expires"]))
        raw = "&".join(pair for pair in raw.split("&") if not pair.startswith("X-Amz-Signature="))
    else:
        found = re.fullmatch(
            r"AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)",
            headers.get("authorization", ""),
        )
        if found is None:
            return False
        scope, signed, sent = found.groups()
        stamp, digest, life = headers["x-amz-date"], headers["x-amz-content-sha256"], timedelta(minutes=15)
    key, day, region, *rest = scope.split("/")
    made = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if (key, region, *rest) != (KEY, REGION, "s3", "aws4_request") or made + life < _now():
        return False
    pairs = sorted(pair if "=" in pair else f"{pair}=" for pair in raw.split("&") if pair)
    lines = "".join(f"{name}:{' '.join(headers[name].split())}\n" for name in signed.split(";"))
    canonical = "\n".join((method, path, "&".join(pairs), lines, signed, digest))
    text = "\n".join(("AWS4-HMAC-SHA256", stamp, "/".join((day, region, *rest)), _sha(canonical)))
    secret = f"AWS4{SECRET}".encode()
    for part in (day, region, *rest):
        secret = hmac.digest(secret, part.encode(), "sha256")
    return hmac.compare_digest(hmac.digest(secret, text.encode(), "sha256").hex(), sent)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def serving() -> Iterator[Bucket]:
    """A bucket for the duration of the block."""
    bucket = Bucket()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"bucket": bucket}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    bucket.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield bucket
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
