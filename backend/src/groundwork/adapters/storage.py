"""Storage by obstore: a folder of this machine, or an S3 bucket."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, S3Store

from groundwork.kernel.errors import InsufficientStorage, ServiceUnavailable
from groundwork.kernel.settings import Settings
from groundwork.kernel.storage import OpenObject, StoredObject, Ticket

if TYPE_CHECKING:
    from obstore.store import S3Config  # a type, which the module does not have when it runs

_PIECE = 256 * 1024
"""Bytes read at once, at least."""

_PART = 5 * 1024 * 1024
"""Bytes that are gathered before they are written, the least that a bucket takes as a part; two of them at once."""

_PATIENCE = timedelta(seconds=30)
"""How long all attempts at a request to a bucket may take; a single one has as long."""

_FULL = re.compile(r"\(os error (?:27|28|122)\)")
"""EFBIG, ENOSPC, EDQUOT: the file system has no room for it."""

_STAGED = re.compile(r".*#\d+")
"""What the folder's driver calls a file that it is still writing; it never lists one."""

log = structlog.get_logger("groundwork.storage")


class ObjectStorage:
    """Files in an object store, which is opened when it is first needed."""

    def __init__(self, open_store: Callable[[], ObjectStore]) -> None:
        self._open_store = open_store
        self._opened: ObjectStore | None = None

    @property
    def _store(self) -> ObjectStore:
        if self._opened is None:
            self._opened = self._open_store()
        return self._opened

    async def put(
        self, path: str, content: bytes | Path | AsyncIterator[bytes], *, headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep ``content``, what the file on this machine holds, or what comes piece by piece, whole or not at all."""
        options: Any = {"attributes": dict(headers)} if headers and isinstance(self._store, S3Store) else {}
        with _told(path):
            await obstore.put_async(self._store, path, content, chunk_size=_PART, max_concurrency=2, **options)

    async def read(self, path: str) -> bytes | None:
        """The whole content, or none when there is no such file."""
        opened = await self.open(path)
        return None if opened is None else b"".join([piece async for piece in opened.chunks])

    async def open(self, path: str, part: tuple[int, int] | None = None) -> OpenObject | None:
        """The content, or the part of it, piece by piece; none when there is no such file."""
        try:
            with _told(path):
                found = await obstore.get_async(self._store, path, options={"range": part} if part else None)
        except FileNotFoundError:
            return None

        async def chunks() -> AsyncIterator[bytes]:
            with _told(path):
                async for piece in found.stream(min_chunk_size=_PIECE):
                    yield bytes(piece)

        return OpenObject(found.meta["size"], chunks())

    async def size(self, path: str) -> int | None:
        """How many bytes the file has, or none when there is no such file."""
        try:
            with _told(path):
                return (await obstore.head_async(self._store, path))["size"]
        except FileNotFoundError:
            return None

    async def move(self, path: str, target: str) -> bool:
        """Give a file another path; false when there is no such file."""
        try:
            with _told(path):
                await obstore.rename_async(self._store, path, target)
        except FileNotFoundError:
            return False
        return True

    async def delete(self, paths: Iterable[str]) -> None:
        """Delete the files; those that are not there are no error."""
        for path in paths:
            with suppress(FileNotFoundError), _told(path):
                await obstore.delete_async(self._store, path)

    async def below(self, prefix: str) -> AsyncIterator[StoredObject]:
        """All files whose path begins with the segments of ``prefix``."""
        with _told(prefix):
            async for batch in obstore.list(self._store, prefix):
                for found in batch:
                    yield StoredObject(found["path"], found["size"], found["last_modified"])

    async def upload_ticket(self, path: str, life: timedelta) -> Ticket | None:
        """An address of the bucket, signed; a folder has none."""
        url = await self._signed("PUT", path, life)
        return Ticket(url) if url else None

    async def download_address(self, path: str, life: timedelta) -> str | None:
        """An address of the bucket, signed; a folder has none."""
        return await self._signed("GET", path, life)

    async def _signed(self, method: Literal["GET", "PUT"], path: str, life: timedelta) -> str | None:
        if not isinstance(self._store, S3Store):
            return None
        with _told(path):
            return await obstore.sign_async(self._store, method, path, life)

    async def clear_unfinished(self, before: datetime) -> None:
        """Remove what the folder's driver was writing when the process died. A bucket has a rule of its own for it."""
        if isinstance(self._store, LocalStore) and self._store.prefix:
            await asyncio.to_thread(_clear_staged, Path(self._store.prefix), before)


def _clear_staged(folder: Path, before: datetime) -> None:
    for path in folder.rglob("*#*"):
        if _STAGED.fullmatch(path.name) and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            path.unlink(missing_ok=True)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """A storage that is away, full or closed to us is told as such; the cause is in the log.

    Raises:
        InsufficientStorage: there is no room.
        ServiceUnavailable: it did not do what it was asked.
    """
    try:
        yield
    except BaseError as error:
        log.warning("storage failed", path=path, error=str(error).partition("\n")[0])
        if _FULL.search(str(error)):
            raise InsufficientStorage(retry_after=60) from error
        raise ServiceUnavailable(retry_after=5) from error


def open_storage(settings: Settings) -> ObjectStorage:
    """The S3 bucket of the settings, else the folder ``files`` in the data folder."""
    return ObjectStorage(lambda: _bucket(settings) if settings.s3_bucket_name else _folder(settings))


def _bucket(settings: Settings) -> ObjectStore:
    """Without a key of its own, the machine's role opens the bucket; ``AWS_ENDPOINT_URL`` names another service."""
    config: S3Config = {"region": settings.aws_region}
    if settings.aws_access_key_id and settings.aws_secret_access_key:
        config["access_key_id"] = settings.aws_access_key_id
        config["secret_access_key"] = settings.aws_secret_access_key.get_secret_value()
    return S3Store(
        settings.s3_bucket_name,
        config=config,
        retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
    )


def _folder(settings: Settings) -> ObjectStore:
    folder = settings.groundwork_home / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return LocalStore(folder, automatic_cleanup=True)
