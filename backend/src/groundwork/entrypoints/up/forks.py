"""Children that need not load the application: copies of this process, which has loaded it once, and shares its memory.

The API and the worker are made of the same hundred megabytes of code, which each would hold if each loaded them. A copy
holds what it changes (docs/decisions/0022-memory.md). On Linux only: elsewhere the system's libraries do not bear it.
"""

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, NoReturn

from groundwork.entrypoints.up.plan import Command, Run
from groundwork.entrypoints.up.process import bound_to_parent


class Fork:
    """A child that was forked, with what the supervisor uses of ``subprocess.Popen``."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code if it has ended; negative is the signal that ended it."""
        return self._reap(os.WNOHANG)

    def wait(self) -> int | None:
        """The exit code, once it has ended."""
        return self._reap(0)

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)

    def _reap(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def fork(run: Run, command: Command, *, output: IO[bytes], environ: Mapping[str, str]) -> Fork:
    """Start a copy of this process that does what ``command`` would, in a process group of its own.

    It dies with this process, which must have one thread only, since threads are not copied.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    bind = bound_to_parent(signal.SIGKILL)
    # What is asked of the child before it listens must not be heard by the ears that it was born with.
    blocked: set[int] = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        pid = os.fork()
        if pid == 0:
            _become(run, command, bind=bind, output=output.fileno(), environ=environ, blocked=blocked)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    return Fork(pid)


def _become(
    run: Run,
    command: Command,
    *,
    bind: Callable[[], None] | None,
    output: int,
    environ: Mapping[str, str],
    blocked: set[int],
) -> NoReturn:
    """In the child: let go of all that was the parent's, run, and end without what the parent would do at its end."""
    code = 1
    try:
        if bind:
            bind()
        os.setpgid(0, 0)
        os.umask(0o077)
        _take_streams(output)
        _forget_signals(blocked)
        os.environ.clear()
        os.environ.update(environ)
        _show_as(Path(command[0]).name, *map(str, command[1:]))
        code = run(command)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _take_streams(output: int) -> None:
    """Nothing to read, ``output`` to write to at once, and none of the parent's files, its lock among them."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    for stream, number in (("stdout", 1), ("stderr", 2)):
        setattr(sys, stream, os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace", buffering=1))


def _forget_signals(blocked: set[int]) -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _show_as(*words: str) -> None:
    """Let ``ps`` show these words: Linux reads the command line from the process's own memory."""
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    start, end = int(fields[45]), int(fields[46])  # arg_start and arg_end of proc_pid_stat(5)
    line = "\0".join(words).encode()[: end - start - 1]
    ctypes.memmove(start, line.ljust(end - start, b"\0"), end - start)
