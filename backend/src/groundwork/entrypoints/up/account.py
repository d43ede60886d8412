"""PostgreSQL refuses to run as root: choose the unprivileged account and the places that it can reach."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundwork.entrypoints.up.errors import StartError
from groundwork.entrypoints.up.terminal import Say

SHARED = Path("/var/lib/groundwork")
"""Where root keeps what the unprivileged account must reach and cannot reach in the data folder or the checkout."""

_NAME = "groundwork"


@dataclass(frozen=True)
class Account:
    """An account of this machine."""

    name: str
    uid: int
    gid: int

    def popen_arguments(self) -> dict[str, Any]:
        """What makes ``subprocess`` start a child as this account, without root's groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account(data: Path, say: Say) -> Account | None:
    """The account that PostgreSQL runs under; ``None`` means the present user, who is not root.

    An existing data folder keeps its owner. Else it is the first that exists of ``groundwork`` and ``postgres``, else
    a new system account ``groundwork``, else ``nobody``.

    Raises:
        StartError: the data folder belongs to root, or there is no account to use.
    """
    if os.geteuid() != 0:
        return None
    if data.exists():
        uid = data.stat().st_uid
        if uid == 0:
            raise StartError(f"{data} belongs to root, but PostgreSQL cannot run as root. Give it to another account.")
        return _account(pwd.getpwuid(uid))
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in (_NAME, "postgres"):
        if name in known:
            return _account(known[name])
    if _add_system_account():
        say(f"  PostgreSQL cannot run as root: added the system account {_NAME} for it")
        return _account(pwd.getpwnam(_NAME))
    if "nobody" in known:
        return _account(known["nobody"])
    raise StartError(
        f"PostgreSQL cannot run as root, and there is no account for it. Add one: useradd --system {_NAME}"
    )


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _add_system_account() -> bool:
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if program is None:
        return False
    command = [program, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", _NAME]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def reachable(folder: Path, account: Account) -> bool:
    """Whether ``account`` may pass through ``folder`` and everything above it, judged by owners and mode bits."""
    folder = folder.resolve()
    return all(_passable(part.stat(), account) for part in (folder, *folder.parents))


def _passable(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def digest(path: Path) -> str:
    """A short name for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def give(path: Path, account: Account | None) -> None:
    """Make ``account`` the owner, if it is another than the present user."""
    if account is not None:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)
