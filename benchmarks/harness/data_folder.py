"""A data folder of the product for the length of a block."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def temporary(home: Path) -> Iterator[Path]:
    """Yield `home`, and remove all that the product makes of it.

    Started by root, the product keeps the database and its socket where PostgreSQL's unprivileged account can reach
    them, outside `home`: those go as well.
    """
    home.mkdir(mode=0o700)
    try:
        yield home
    finally:
        described = home / "postgres.json"
        if described.exists():
            shutil.rmtree(json.loads(described.read_text(encoding="utf-8"))["host"], ignore_errors=True)
        shutil.rmtree((home / "postgres").resolve(), ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
