"""Whether a server runs on a data folder, and what an earlier one left behind."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from groundwork.entrypoints.up.errors import StartError
from groundwork.entrypoints.up.terminal import Say

_HAS_PROC = Path("/proc/self/cmdline").exists()

PATIENCE = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))
"""How a server is told to stop, and the seconds it gets each time: in order, at once, without being asked."""


@dataclass(frozen=True)
class PidFile:
    """What a server writes about itself into ``postmaster.pid``."""

    pid: int
    status: str
    written: int
    """Time of the last change, ns: tells a new file from an old one with the same process number."""

    @classmethod
    def read(cls, data: Path) -> "PidFile | None":
        """The file of the server on ``data``; ``None`` when there is none, or it is just being written."""
        path = data / "postmaster.pid"
        try:
            written = path.stat().st_mtime_ns
            lines = path.read_text().splitlines()
            return cls(abs(int(lines[0])), lines[7].strip() if len(lines) > 7 else "", written)
        except (OSError, ValueError, IndexError):
            return None


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and only waits to be noticed by its parent does not."""
    if not exists(pid):
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not _HAS_PROC


def exists(pid: int) -> bool:
    """Whether the number belongs to a process, whoever owns it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def serves(pid: int, data: Path) -> bool:
    """Whether the process is the server of ``data``, and not another that got the number of a dead one."""
    arguments = _command_line(pid)
    return "-D" in arguments and str(data) in arguments and Path(arguments[0]).name == "postgres"


def _command_line(pid: int) -> list[str]:
    if _HAS_PROC:
        try:
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes()).split("\0")
        except OSError:
            return []
    shown = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    program, _, rest = shown.stdout.strip().partition(" -D ")
    return [program, "-D", rest.partition(" -p ")[0]]


def backends(data: Path) -> list[int]:
    """The processes that work in ``data``, as far as they can be seen: those of a server, or what a dead one left."""
    found = []
    for entry in Path("/proc").glob("[0-9]*") if _HAS_PROC else ():
        with suppress(OSError):
            if (entry / "cwd").readlink() == data:
                found.append(int(entry.name))
    return found


def stop_orphans(data: Path, say: Say) -> None:
    """Stop a server, or parts of one, whose supervisor has died. The caller holds the lock of the data folder.

    Raises:
        StartError: it does not stop, or belongs to another account.
    """
    file = PidFile.read(data)
    whole = file is not None and serves(file.pid, data)
    orphans = [file.pid] if file and whole else backends(data)
    if not orphans:
        return
    for number, seconds in PATIENCE if whole else PATIENCE[1:]:
        _signal(orphans, number)
        started, told = time.monotonic(), False
        while time.monotonic() < started + seconds:
            if not any(map(alive, orphans)) and not backends(data):
                return
            if not told and time.monotonic() > started + 2:
                say("  waiting for the PostgreSQL of an earlier run to stop")
                told = True
            time.sleep(0.02)
        orphans = backends(data) or orphans
    raise StartError(f"PostgreSQL still runs on {data} and does not stop (process {orphans[0]}).")


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue
        except PermissionError as error:
            raise StartError(f"Another account runs PostgreSQL on this data folder (process {pid}).") from error
