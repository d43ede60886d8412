"""Where a cluster's files and socket are: in the data folder, or where root's unprivileged account can reach them."""

import os
import secrets
from pathlib import Path

from groundwork.entrypoints.up.account import SHARED, Account, digest, give, reachable
from groundwork.entrypoints.up.errors import StartError
from groundwork.entrypoints.up.terminal import Say

PORT = 5432
"""The number in the socket's name. No port is opened."""

_LONGEST_SOCKET_NAME = 103
"""Bytes. Linux allows 107, others less."""


def data_folder(home: Path, account: Account | None, say: Say) -> Path:
    """Where the cluster is or will be: ``postgres`` in the data folder, or where that links to."""
    link = home / "postgres"
    if link.is_symlink() or link.exists() or account is None or reachable(home, account):
        return link.resolve()
    SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
    target = SHARED / f"data-{digest(home)}"
    if target.exists():
        # Somebody deleted the data folder and began anew: the database it linked to is kept, but not used.
        aside = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
        target.rename(aside)
        say(f"  {home} is new; the database that it had before is now {aside}")
    link.symlink_to(target)
    return target


def socket_folder(home: Path, account: Account | None) -> Path:
    """The private folder of the socket: ``run`` in the data folder, or one under /tmp when that cannot serve.

    It cannot when its name is too long for a socket, holds a comma (clients take it for a list), or lies where the
    account cannot go.

    Raises:
        StartError: somebody else holds the name under /tmp.
    """
    folder = home / "run"
    too_long = len(bytes(folder / f".s.PGSQL.{PORT}")) > _LONGEST_SOCKET_NAME
    if too_long or "," in str(folder) or (account is not None and not reachable(home, account)):
        folder = Path("/tmp", f"groundwork-{digest(home)}")  # noqa: S108  # nosec B108
    if not folder.is_symlink() and not folder.exists():
        folder.mkdir(mode=0o700)
        give(folder, account)
    status = folder.lstat()
    owner = account.uid if account else os.geteuid()
    if folder.is_symlink() or status.st_uid != owner or status.st_mode & 0o077:
        raise StartError(
            f"{folder} is not a private folder of the account that runs PostgreSQL. Remove it, then start again."
        )
    return folder
