"""Where the kernel does not tell children of their parent's death (all but Linux), this small process does.

It reads the process numbers to watch from a pipe whose other end only the supervisor holds. When that end closes, the
supervisor is dead, and the children that it has not released get their signals.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress

_guardian: subprocess.Popen[bytes] | None = None


def guard(pid: int, number: signal.Signals) -> None:
    """Have ``pid`` signalled with ``number`` when this process dies."""
    _tell(f"+{pid} {int(number)}\n")


def release(pid: int) -> None:
    """``pid`` has ended: its number may soon be another's."""
    if _guardian is not None:
        _tell(f"-{pid}\n")


def _tell(line: str) -> None:
    global _guardian  # noqa: PLW0603  (one for each process)
    if _guardian is None:
        _guardian = subprocess.Popen(
            [sys.executable, "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    assert _guardian.stdin is not None  # noqa: S101  (opened above)
    with suppress(BrokenPipeError):
        _guardian.stdin.write(line.encode())
        _guardian.stdin.flush()


def _watch() -> None:
    watched: dict[int, int] = {}
    for line in sys.stdin:
        order, words = line[0], line[1:].split()
        if order == "+":
            watched[int(words[0])] = int(words[1])
        else:
            watched.pop(int(words[0]), None)
    for pid, number in watched.items():
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


if __name__ == "__main__":
    _watch()
