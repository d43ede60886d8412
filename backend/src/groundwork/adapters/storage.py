"""Storage by obstore: a folder of this machine, or an S3 bucket."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, S3Store

from groundwork.kernel.errors import ServiceUnavailable
from groundwork.kernel.settings import Settings
from groundwork.kernel.storage import OpenObject, StoredObject

if TYPE_CHECKING:
    from obstore.store import S3Config  # a type, which the module does not have when it runs

_PIECE = 256 * 1024
"""Bytes read at once, at least."""

_PATIENCE = timedelta(seconds=30)
"""How long all attempts at a request to a bucket may take; a single one has as long."""

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

    async def put(self, path: str, content: bytes | Path) -> None:
        """Keep ``content``, or what the file on this machine holds; it appears whole or not at all."""
        with _told(path):
            await obstore.put_async(self._store, path, content)

    async def read(self, path: str) -> bytes | None:
        """The whole content, or none when there is no such file."""
        opened = await self.open(path)
        return None if opened is None else b"".join([piece async for piece in opened.chunks])

    async def open(self, path: str) -> OpenObject | None:
        """The content piece by piece, or none when there is no such file."""
        try:
            with _told(path):
                found = await obstore.get_async(self._store, path)
        except FileNotFoundError:
            return None

        async def chunks() -> AsyncIterator[bytes]:
            with _told(path):
                async for piece in found.stream(min_chunk_size=_PIECE):
                    yield bytes(piece)

        return OpenObject(found.meta["size"], chunks())

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


@contextmanager
def _told(path: str) -> Iterator[None]:
    """A storage that is away, full or closed to us is told as such; the cause is in the log.

    Raises:
        ServiceUnavailable: it did not do what it was asked.
    """
    try:
        yield
    except BaseError as error:
        log.warning("storage failed", path=path, error=str(error).partition("\n")[0])
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
