"""Between a process and PostgreSQL: hands everything on, and lets a test strike at any statement it chooses."""

import asyncio
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from urllib.parse import parse_qs, urlsplit


class Fate(Enum):
    """What becomes of a statement."""

    FINE = "it arrives, and so does its answer"
    LOST = "it arrives, and its connection breaks before the answer does"
    CUT = "its connection breaks before it arrives"


Strike = Callable[[str, list[str]], Fate]
"""Asked before each statement, with its text, and those before it in its transaction; it may kill a process."""


def fine(_statement: str, _before: list[str]) -> Fate:
    """Nothing goes wrong."""
    return Fate.FINE


class Wire:
    """A port that stands in for the server's socket. ``strike`` can be changed at any time."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)
        place = parse_qs(self._address.query)
        self._socket = f"{place['host'][0]}/.s.PGSQL.{place['port'][0]}"
        self.strike: Strike = fine
        self._port = 0
        self._loop = asyncio.new_event_loop()
        self._listens = threading.Event()
        self._thread = threading.Thread(target=self._run)

    @property
    def url(self) -> str:
        """The address of the database over this wire."""
        who = f"{self._address.username}:{self._address.password}@127.0.0.1:{self._port}"
        return self._address._replace(netloc=who, query="sslmode=disable&gssencmode=disable").geturl()

    @contextmanager
    def listening(self) -> Iterator["Wire"]:
        """The wire, for the duration of the block."""
        self._thread.start()
        self._listens.wait()
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self._port = server.sockets[0].getsockname()[1]
        self._listens.set()
        self._loop.run_forever()
        self._loop.run_until_complete(_end(server))
        self._loop.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        broken = asyncio.Event()
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await asyncio.gather(self._forth(reader, back, broken), self._back(there, writer, broken))
        finally:
            for end in (writer, back):
                end.close()

    async def _forth(self, reader: asyncio.StreamReader, back: asyncio.StreamWriter, broken: asyncio.Event) -> None:
        spoken = Spoken()
        try:
            back.write(await _message(reader, b""))
            while kind := await reader.read(1):
                message = await _message(reader, kind)
                statement = spoken.statement(kind, message[5:])
                fate = Fate.FINE if statement is None else self.strike(statement, spoken.before(statement))
                if fate is not Fate.FINE:
                    broken.set()
                if fate is not Fate.CUT:
                    back.write(message)
                    if statement is not None and fate is Fate.LOST and kind == b"E":
                        back.write(b"S\x00\x00\x00\x04")  # the server works on it once it is told to answer
                    await back.drain()
                if fate is not Fate.FINE:
                    break
        finally:
            back.write_eof()

    async def _back(self, there: asyncio.StreamReader, writer: asyncio.StreamWriter, broken: asyncio.Event) -> None:
        while data := await there.read(65536):
            if broken.is_set():
                break
            writer.write(data)
            await writer.drain()
        writer.close()


async def _end(server: asyncio.Server) -> None:
    """Let go of every connection, also of those that are just being accepted."""
    server.close()
    await asyncio.sleep(0.1)
    while left := asyncio.all_tasks() - {asyncio.current_task()}:
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
    await asyncio.sleep(0.1)  # what was closed is gone some rounds of the loop later


class Spoken:
    """Follows one connection of a client: which statement a message has the server run."""

    def __init__(self) -> None:
        self._prepared: dict[bytes, str] = {}
        self._bound = ""
        self._before: list[str] = []

    def before(self, statement: str) -> list[str]:
        """What came before a statement in its transaction."""
        if statement.startswith("BEGIN"):
            self._before = []
        before = list(self._before)
        self._before.append(statement)
        return before

    def statement(self, kind: bytes, body: bytes) -> str | None:
        """The text of what this message runs; none if it runs nothing."""
        if kind == b"Q":
            return body.rstrip(b"\0").decode()
        if kind == b"P":
            name, text, _ = body.split(b"\0", 2)
            self._prepared[name] = text.decode()
        elif kind == b"B":
            self._bound = self._prepared.get(body.split(b"\0", 2)[1], "")
        elif kind == b"E":
            return self._bound
        return None


async def _message(reader: asyncio.StreamReader, kind: bytes) -> bytes:
    size = await reader.readexactly(4)
    return kind + size + await reader.readexactly(struct.unpack("!I", size)[0] - 4)
