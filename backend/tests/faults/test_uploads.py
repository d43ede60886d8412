"""f18, f19, f21 and large uploads: on a real process, over a real socket, into a real folder."""

import asyncio
import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit
from subprocess import Popen
from typing import Any

import httpx2
import psutil
import pytest

from groundwork.domains.files import removal
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.database import transaction
from tests.faults.support import PASSWORD, Machine, wait_for

MB = 1024 * 1024
LARGEST = 210 * MB
PIECE = secrets.token_bytes(MB)
HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="large.bin"\r\n\r\n'
TAIL = b"\r\n--x--\r\n"
FLAT = 48 * MB
"""What the process may grow by, at most, whatever the size of the file."""


@pytest.fixture(scope="module")
def api(computer: Machine) -> Popen[bytes]:
    """The API, which takes files of up to 210 MB."""
    computer.environ |= {"FILES_MAX_BYTES": str(LARGEST), "FILES_QUOTA_BYTES": str(2 * LARGEST)}
    return computer.serve()


@pytest.fixture
def access(computer: Machine, api: Popen[bytes]) -> str:
    """The access token of somebody without files."""
    form = {
        "email": f"{secrets.token_hex(8)}@example.com",
        "password": PASSWORD,
        "firstName": "Ada",
        "lastName": "Byron",
    }
    answer = httpx2.post(f"{computer.address}/api/v1/auth/register", json=form, headers={"X-Client": "api"})
    return str(answer.json()["data"]["accessToken"])


def pieces(megabytes: int) -> Iterator[bytes]:
    """A form with a file of that size."""
    yield HEAD
    for _ in range(megabytes):
        yield PIECE
    yield TAIL


def upload(computer: Machine, access: str, megabytes: int, *, chunked: bool = False) -> httpx2.Response:
    """Send a file of that size."""
    headers = {"Authorization": f"Bearer {access}", "Content-Type": "multipart/form-data; boundary=x"}
    if not chunked:
        headers["Content-Length"] = str(len(HEAD) + megabytes * MB + len(TAIL))
    return httpx2.post(f"{computer.address}/api/v1/files", content=pieces(megabytes), headers=headers, timeout=60)


def usage(computer: Machine, access: str) -> dict[str, Any]:
    """What the person's files take."""
    headers = {"Authorization": f"Bearer {access}"}
    return dict(httpx2.get(f"{computer.address}/api/v1/files/usage", headers=headers).json()["data"])


def kept(computer: Machine) -> list[Path]:
    """All files in the storage's folder, those that are being written as well."""
    return [path for path in (computer.home / "files").rglob("*") if path.is_file()]


@contextmanager
def growth(process: Popen[bytes]) -> Iterator[list[int]]:
    """The bytes by which a process has grown at most, in the list once the block is over."""
    seen = psutil.Process(process.pid)
    before = seen.memory_info().rss
    largest, done, found = [before], threading.Event(), list[int]()

    def watch() -> None:
        while not done.wait(0.005):
            largest[0] = max(largest[0], seen.memory_info().rss)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield found
    finally:
        done.set()
        watching.join()
        found.append(largest[0] - before)


@pytest.mark.parametrize("chunked", [False, True])
def test_200_megabytes_do_not_fill_the_memory(
    computer: Machine, api: Popen[bytes], access: str, chunked: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    upload(computer, access, 1)
    started = time.monotonic()
    with growth(api) as grown:
        answer = upload(computer, access, 200, chunked=chunked)
    assert answer.status_code == 201, answer.text
    with capsys.disabled():
        seconds = time.monotonic() - started
        sys.stdout.write(f"\n200 MB in {seconds:.1f} s, grown by {grown[0] / MB:.1f} MB ")
    assert grown[0] < FLAT
    assert usage(computer, access)["used"] == 201 * MB
    with growth(api) as grown:
        url = f"{computer.address}{answer.json()['data']['url']}"
        with httpx2.stream("GET", url, headers={"Authorization": f"Bearer {access}"}) as sent:
            assert sum(len(piece) for piece in sent.iter_bytes()) == 200 * MB
    assert grown[0] < FLAT


@pytest.mark.parametrize("chunked", [False, True])
def test_f21_too_large_a_file_is_refused_and_the_memory_stays_flat(
    computer: Machine, api: Popen[bytes], access: str, chunked: bool
) -> None:
    before = kept(computer)
    with growth(api) as grown:
        try:
            answer = upload(computer, access, 220, chunked=chunked)
            assert answer.status_code == 413
        except httpx2.TransportError:
            pass  # it was closed while we were still sending: the usual way for a client to learn it
    assert grown[0] < FLAT
    wait_for(lambda: usage(computer, access)["files"] == 0)
    assert kept(computer) == before


def connected(computer: Machine, access: str, *lines: str) -> socket.socket:
    """A connection on which the head of an upload has been sent."""
    connection = socket.create_connection(("127.0.0.1", computer.port), timeout=10)
    head = [
        "POST /api/v1/files HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {access}",
        "Content-Type: multipart/form-data; boundary=x",
        *lines,
    ]
    connection.sendall("\r\n".join(head).encode() + b"\r\n\r\n")
    return connection


def test_f21_a_length_over_the_limit_is_refused_before_anything_is_read(computer: Machine, access: str) -> None:
    with connected(computer, access, f"Content-Length: {LARGEST + MB}") as connection:
        answer = connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer.lower()


def test_f21_a_body_that_never_ends_is_refused_at_the_limit(computer: Machine, api: Popen[bytes], access: str) -> None:
    """Chunked, with nothing that says how much will come."""
    before = kept(computer)
    with growth(api) as grown, connected(computer, access, "Transfer-Encoding: chunked") as connection:
        sent = 0
        try:
            connection.sendall(b"%x\r\n%b\r\n" % (len(HEAD), HEAD))
            while sent < 2 * LARGEST:
                connection.sendall(b"%x\r\n%b\r\n" % (MB, PIECE))
                sent += MB
        except OSError:
            pass
    assert sent < LARGEST + 20 * MB
    assert grown[0] < FLAT
    wait_for(lambda: usage(computer, access)["files"] == 0)
    assert kept(computer) == before


@pytest.mark.parametrize("after", [0, 1, 30])
def test_an_upload_that_is_cut_leaves_nothing(computer: Machine, access: str, after: int) -> None:
    """In its head, in the first part that is written, in the middle: no row, no file, no piece of one."""
    before = kept(computer)
    with connected(computer, access, f"Content-Length: {60 * MB}") as connection:
        connection.sendall(HEAD)
        for _ in range(after):
            connection.sendall(PIECE)
        if after:
            wait_for(lambda: usage(computer, access)["files"] == 1)
    wait_for(lambda: usage(computer, access)["files"] == 0)
    wait_for(lambda: kept(computer) == before)
    assert upload(computer, access, 1).status_code == 201


def test_f18_a_full_disk_is_told_leaves_nothing_and_recovers_by_itself(
    computer: Machine, api: Popen[bytes], access: str
) -> None:
    """The system refuses to write more than 8 MB of a file, as a full disk would: 507, until there is room again."""
    before = kept(computer)
    prlimit(api.pid, RLIMIT_FSIZE, (8 * MB, RLIM_INFINITY))
    try:
        answers = [upload(computer, access, 30, chunked=chunked) for chunked in (False, True)]
        assert upload(computer, access, 2).status_code == 201, "what there is room for, comes in"
    finally:
        prlimit(api.pid, RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))
    for answer in answers:
        assert (answer.status_code, answer.json()["error"]["code"]) == (507, "INSUFFICIENT_STORAGE")
        assert answer.headers["Retry-After"]
    assert usage(computer, access)["files"] == 1
    assert len(kept(computer)) == len(before) + 1
    assert upload(computer, access, 30).status_code == 201


def test_f19_what_a_crash_left_of_an_upload_is_swept(computer: Machine, api: Popen[bytes], access: str) -> None:
    """``kill -9`` in the middle; a day later neither row nor pieces are there, and the room is free again."""
    before = kept(computer)
    with connected(computer, access, f"Content-Length: {60 * MB}") as connection:
        connection.sendall(HEAD)
        for _ in range(20):
            connection.sendall(PIECE)
        wait_for(lambda: len(kept(computer)) > len(before))
        computer.kill(api)
    assert len(computer.query("SELECT id FROM files WHERE status = 'uploading'")) == 1
    computer.query("UPDATE files SET created_at = created_at - interval '25 hours' RETURNING id")
    for path in kept(computer):
        os.utime(path, (time.time() - 90_000, time.time() - 90_000))
    asyncio.run(sweep(computer))
    assert computer.query("SELECT id FROM files WHERE status = 'uploading'") == []
    assert kept(computer) == before


async def sweep(computer: Machine) -> None:
    """Run the job."""
    async with open_runtime(computer.settings).running(serving=False) as runtime, transaction(runtime) as db:
        await removal.sweep(db)
