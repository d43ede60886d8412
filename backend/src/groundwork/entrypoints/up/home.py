"""The data folder: where everything lives that is not code, readable by its owner alone."""

import fcntl
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from groundwork.entrypoints.up.errors import StartError

CHECKOUT = Path(__file__).resolve().parents[5]
"""The folder of the repository."""

ADMINISTRATOR = "admin@example.com"


def home_folder(environ: Mapping[str, str]) -> Path:
    """The data folder: ``GROUNDWORK_HOME``, else ``.groundwork`` in the checkout; absolute, without links."""
    chosen = environ.get("GROUNDWORK_HOME")
    return (Path(chosen).expanduser() if chosen else CHECKOUT / ".groundwork").resolve()


def prepare(home: Path) -> None:
    """Make the data folder (mode 0700) and its folders, or say why that is impossible.

    Raises:
        StartError: it cannot be made, or it belongs to somebody else.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if home.stat().st_uid != os.geteuid():
            raise StartError(
                f"The data folder {home} belongs to {owner_name(home)}. Start Groundwork as that user, or set "
                "GROUNDWORK_HOME to a folder of your own."
            )
        # Root's PostgreSQL runs under another account and may pass through the folder, but not look into it.
        home.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for name in ("logs", "outbox"):
            (home / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StartError(
            f"The data folder {home} cannot be used: {error.strerror}. "
            "Set GROUNDWORK_HOME to a folder that you can write."
        ) from error


def owner_name(path: Path) -> str:
    """The name of the account that owns ``path``, or its number."""
    try:
        return path.owner()
    except KeyError:
        return f"the account with number {path.stat().st_uid}"


class HomeLock:
    """One Groundwork for each data folder: a lock that the kernel frees when its holder dies, however it dies."""

    def __init__(self, home: Path) -> None:
        """``home``: the data folder, which exists."""
        self.path = home / "lock"
        self._descriptor: int | None = None

    def acquire(self, purpose: str, *, wait: bool = False) -> bool:
        """Take the lock for ``purpose``. Returns false when another process has it and ``wait`` is not set."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "purpose": purpose}).encode(), 0)
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let the next one in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def holder(self) -> dict[str, Any]:
        """What the holder wrote about itself: ``pid`` and ``purpose``."""
        return read_json(self.path)


class Prepared:
    """What has been done to a database, so that the next start need not ask: ``prepared.json`` in the data folder."""

    def __init__(self, home: Path, database: str) -> None:
        """``database``: its identity; what was noted of another one does not count."""
        self._path = home / "prepared.json"
        noted = read_json(self._path)
        self._noted = noted if noted.get("database") == database else {"database": database}

    def get(self, name: str) -> str:
        """What was noted under the name, or an empty text."""
        return str(self._noted.get(name, ""))

    def note(self, name: str, value: str) -> None:
        """Remember it from now on."""
        self._noted[name] = value
        write_private(self._path, json.dumps(self._noted, indent=2))


def administrator(home: Path, environ: Mapping[str, str]) -> tuple[str, str]:
    """Address and password of the first administrator.

    ``ADMIN_EMAIL`` and ``ADMIN_PASSWORD`` count; what is missing is made once and kept in ``credentials`` (mode 0600).
    """
    path = home / "credentials"
    kept = read_credentials(path)
    email = environ.get("ADMIN_EMAIL") or kept.get("email") or ADMINISTRATOR
    remembered = kept.get("password") if kept.get("email") == email else None
    password = environ.get("ADMIN_PASSWORD") or remembered or generated_password()
    if kept != {"email": email, "password": password}:
        write_private(path, f"email: {email}\npassword: {password}\n")
    return email, password


def read_credentials(path: Path) -> dict[str, str]:
    """The lines ``name: value`` of the file, or nothing when there is none."""
    if not path.is_file():
        return {}
    lines = (line.partition(":") for line in path.read_text().splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def generated_password() -> str:
    """A random password of 120 bits that has every kind of character which the password rules ask for."""
    return f"{secrets.token_urlsafe(15)}-Aa7"


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, completely or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    draft.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """The object in the file; empty when there is none, or none that can be read."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
