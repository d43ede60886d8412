"""Processes under measurement: started on one core, read through /proc, and always stopped."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import psutil

from harness import http
from harness.errors import BenchmarkError

READY_SECONDS = 60
STOP_SECONDS = 30
PR_SET_PDEATHSIG = 1

LIBC = ctypes.CDLL(None)


class Command(NamedTuple):
    """What to start: the arguments, the whole environment, the folder to stand in and the cores to run on."""

    arguments: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    cores: frozenset[int]


@contextmanager
def running(command: Command, log: Path) -> Iterator[psutil.Process]:
    """Run `command` in a process group of its own while the block lasts; its output goes to `log`."""

    def prepare() -> None:
        os.sched_setaffinity(0, command.cores)
        # Should the benchmark itself be killed, nothing it started outlives it.
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    with log.open("ab") as output:
        started = subprocess.Popen(
            list(command.arguments),
            env=dict(command.environment),
            cwd=command.directory,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 — no thread runs while a contender is started
        )
    try:
        yield psutil.Process(started.pid)
    finally:
        stop(started)


def stop(started: subprocess.Popen[bytes]) -> None:
    """End a process politely, then end whatever of its tree is left."""
    tree = family(started.pid)
    started.terminate()
    try:
        started.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
    _, alive = psutil.wait_procs(tree, timeout=2)
    for process in alive:
        process.kill()


def wait_until_answering(
    url: str, process: psutil.Process, log: Path, *, pause: float = 0.1, patience: float = READY_SECONDS
) -> None:
    """Return once `url` answers 200.

    Raises:
        BenchmarkError: the process ended or `patience` seconds passed; the message holds the end of its log.
    """
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            break
        if http.answers(url):
            return
        time.sleep(pause)
    raise BenchmarkError(f"{url} does not answer. The end of its log:\n{tail(log)}")


def tail(log: Path) -> str:
    """Return the last lines of a log."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])


def family(pid: int) -> list[psutil.Process]:
    """Return a process and everything below it."""
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def cpu_seconds(pid: int) -> float:
    """Return the processor time, user and system, that a process and everything below it have used."""
    times = [process.cpu_times() for process in family(pid)]
    return float(sum(used.user + used.system for used in times))


def busy_seconds(core: int) -> float:
    """Return how long a core has worked for anybody, since the machine started."""
    spent = psutil.cpu_times(percpu=True)[core]
    return float(spent.user + spent.nice + spent.system + spent.irq + spent.softirq + spent.steal)


def share_busy() -> float:
    """Return the share of all cores that is busy in this second, from 0 to 1, when nothing of ours runs."""
    return float(psutil.cpu_percent(interval=1)) / 100


@dataclass
class Watch:
    """What a core did while a process was measured on it."""

    used: float = 0.0
    """Processor seconds of the process and everything below it."""
    disturbance: float = 0.0
    """The share of the core that went to anything else, from 0 to 1."""


@contextmanager
def watching(pid: int, core: int) -> Iterator[Watch]:
    """Yield a watch that is filled in when the block ends."""
    watch = Watch()
    start, used, busy = time.monotonic(), cpu_seconds(pid), busy_seconds(core)
    yield watch
    watch.used = cpu_seconds(pid) - used
    watch.disturbance = max(0.0, busy_seconds(core) - busy - watch.used) / (time.monotonic() - start)


def pss_bytes(process: psutil.Process) -> int:
    """Return a process's proportional set size: what it holds, with shared pages divided among their holders."""
    return int(process.memory_full_info().pss)
