"""Files: the port to where they are kept, on this machine or in a bucket. Filled by ``adapters/storage``."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What is known of a file without reading it."""

    path: str
    size: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class OpenObject:
    """A file that is being read: its size in bytes, and its content, or the part that was asked for, piece by piece."""

    size: int
    chunks: AsyncIterator[bytes]


@dataclass(frozen=True, slots=True)
class Ticket:
    """Lets a client send a file straight to the storage: an address, and the headers that the request must have."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Storage(Protocol):
    """Keeps files by path. A path is made by us and has plain segments: ``avatars/4f…/512.webp``."""

    async def put(
        self, path: str, content: bytes | Path | AsyncIterator[bytes], *, headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep ``content``, what the file on this machine holds, or what comes piece by piece.

        It appears whole or not at all; when the iterator raises, nothing of it stays. ``headers`` are what a bucket
        is to answer with when it is asked by :meth:`download_address`: ``Content-Type``, ``Content-Disposition``.

        Raises:
            InsufficientStorage: there is no room for it.
            ServiceUnavailable: the storage is away.
        """

    async def read(self, path: str) -> bytes | None:
        """The whole content, or none when there is no such file. For small ones."""

    async def open(self, path: str, part: tuple[int, int] | None = None) -> OpenObject | None:
        """The content piece by piece, or none when there is no such file.

        ``part``: the first byte and the one after the last, for less than the whole.
        """

    async def size(self, path: str) -> int | None:
        """How many bytes the file has, or none when there is no such file."""

    async def move(self, path: str, target: str) -> bool:
        """Give a file another path; false when there is no such file."""

    async def delete(self, paths: Iterable[str]) -> None:
        """Delete the files; those that are not there are no error."""

    def below(self, prefix: str) -> AsyncIterator[StoredObject]:
        """All files whose path begins with the segments of ``prefix``."""

    async def upload_ticket(self, path: str, life: timedelta) -> Ticket | None:
        """A way for a client to PUT the file straight to the storage, or none where it has to come through us."""

    async def download_address(self, path: str, life: timedelta) -> str | None:
        """Where the file can be fetched straight from the storage, or none where it has to go through us."""

    async def clear_unfinished(self, before: datetime) -> None:
        """Remove what is left of uploads that a crash cut off before that time."""
