"""Files: the port to where they are kept, on this machine or in a bucket. Filled by ``adapters/storage``."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
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
    """A file that is being read: its size in bytes, and its content piece by piece."""

    size: int
    chunks: AsyncIterator[bytes]


class Storage(Protocol):
    """Keeps files by path. A path is made by us and has plain segments: ``avatars/4f…/512.webp``."""

    async def put(self, path: str, content: bytes | Path) -> None:
        """Keep ``content``, or what the file on this machine holds; it appears whole or not at all."""

    async def read(self, path: str) -> bytes | None:
        """The whole content, or none when there is no such file. For small ones."""

    async def open(self, path: str) -> OpenObject | None:
        """The content piece by piece, or none when there is no such file."""

    async def delete(self, paths: Iterable[str]) -> None:
        """Delete the files; those that are not there are no error."""

    def below(self, prefix: str) -> AsyncIterator[StoredObject]:
        """All files whose path begins with the segments of ``prefix``."""
