"""The log files of the children: written by them directly, kept bounded by the supervisor."""

import os
import shutil
from pathlib import Path
from typing import IO

_LARGEST = 16 * 1024 * 1024
"""Bytes. A log has at most two files of about this size."""


def open_log(path: Path) -> IO[bytes]:
    """Open a log file for a child to append to (mode 0600)."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab", buffering=0)


def bound(path: Path, largest: int = _LARGEST) -> None:
    """When the file has grown past ``largest`` bytes, move its content to ``NAME.1`` and let it begin anew.

    The writer keeps its descriptor, so the content is copied and the file cut: what is written between the two is lost.
    """
    try:
        if path.stat().st_size > largest:
            shutil.copyfile(path, path.with_name(f"{path.name}.1"))
            os.truncate(path, 0)
    except FileNotFoundError:
        return


def last_lines(path: Path, count: int = 15, start: int = 0) -> str:
    """The last lines of the file, of those after byte ``start``; empty when there is no file."""
    try:
        with path.open("rb") as file:
            file.seek(max(start, file.seek(0, os.SEEK_END) - 16_384))
            text = file.read().decode(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-count:])
