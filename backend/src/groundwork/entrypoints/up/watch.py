"""Noticing that code has changed."""

from collections.abc import Iterator, Sequence
from pathlib import Path


class SourceWatch:
    """Compares the Python files below some folders with how they were at the last look."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._seen = self._look()

    def changed(self) -> Path | None:
        """A file that was changed, added or removed since the last call, or none."""
        seen, self._seen = self._seen, self._look()
        return next(_differences(seen, self._seen), None)

    def _look(self) -> dict[Path, int]:
        found = {}
        for folder in self._folders:
            for path in folder.rglob("*.py"):
                try:
                    found[path] = path.stat().st_mtime_ns
                except FileNotFoundError:  # removed meanwhile, as editors do
                    continue
        return found


def _differences(before: dict[Path, int], after: dict[Path, int]) -> Iterator[Path]:
    return (path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
