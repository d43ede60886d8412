"""Children that cannot outlive this process, and that a terminal's Ctrl-C does not reach directly."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from groundwork.entrypoints.up.account import Account
from groundwork.entrypoints.up.guardian import guard, release

_PR_SET_PDEATHSIG = 1
LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True) if LINUX else None


class Child(Protocol):
    """A child process, however it came to be."""

    @property
    def pid(self) -> int:
        """Its process number."""

    @property
    def returncode(self) -> int | None:
        """Its exit code, once it is known to have ended; negative is the signal that ended it."""

    def poll(self) -> int | None:
        """Its exit code, if it has ended."""

    def wait(self) -> int | None:
        """Its exit code, once it has ended."""

    def terminate(self) -> None:
        """Ask it to end."""


def spawn(
    argv: Sequence[str | Path],
    *,
    output: IO[bytes] | int | None,
    dies_by: signal.Signals = signal.SIGKILL,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
    account: Account | None = None,
    text: str | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a process group of its own; when this process dies, the child gets the signal ``dies_by``.

    ``output`` receives both of its streams, ``None`` leaves them to the terminal. ``account`` is whom it runs as, by
    default the present user; ``text`` is what it can read, at most 4 kB.

    Call it from a process of one thread: Linux takes the death of the calling thread for the parent's.
    """
    child = subprocess.Popen(
        argv,
        stdin=subprocess.DEVNULL if text is None else subprocess.PIPE,
        stdout=output,
        stderr=output,
        env=environ,
        cwd=folder,
        process_group=0,
        umask=0o077,
        preexec_fn=bound_to_parent(dies_by),  # noqa: PLW1509  (one thread only: see above)
        **(account.popen_arguments() if account else {}),
    )
    if _libc is None:
        guard(child.pid, dies_by)
    if text is not None and child.stdin is not None:
        with suppress(BrokenPipeError), child.stdin:
            child.stdin.write(text.encode())
    return child


def bound_to_parent(dies_by: signal.Signals) -> Callable[[], None] | None:
    """The call that a new child makes on Linux to be signalled at its parent's death.

    It runs after the change of account, which would reset it, and outlives exec.
    """
    if _libc is None:
        return None
    prctl, parent = _libc.prctl, os.getpid()

    def bind() -> None:
        prctl(_PR_SET_PDEATHSIG, int(dies_by), 0, 0, 0)
        if os.getppid() != parent:  # it died before the call
            os._exit(1)

    return bind


def kill_group(child: Child, number: signal.Signals = signal.SIGKILL) -> None:
    """Signal a child and what it started itself."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)


def forget(child: Child) -> None:
    """A child has ended: nobody watches its number any longer."""
    if _libc is None:
        release(child.pid)
