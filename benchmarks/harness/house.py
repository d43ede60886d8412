"""The whole product on one machine, started by its front door as a newcomer starts it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from groundwork.entrypoints.up.postgres import Cluster
from harness import processes
from harness.bench import free_port
from harness.errors import BenchmarkError
from harness.machine import ROOT

POLL_SECONDS = 0.01
SET_UP_SECONDS = 600
"""The first start may have packages to install and an interface to build."""

WORK_SECONDS = 1200
"""What the first data gives the worker to do takes minutes."""

DUE = """
    SELECT count(*) FROM procrastinate_jobs
     WHERE status = 'doing' OR status = 'todo' AND coalesce(scheduled_at, now()) <= now()"""


@dataclass(frozen=True)
class House:
    """A running `./groundwork up`: its first process, where it answers, and how long the first answer took."""

    process: psutil.Process
    url: str
    seconds_to_answer: float


@contextmanager
def up(home: Path) -> Iterator[House]:
    """Run `./groundwork up` on the data folder `home` while the block lasts, on all cores."""
    port = free_port()
    command = processes.Command(
        arguments=[str(ROOT / "groundwork"), "up"],
        environment={
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "LANG": "C.UTF-8",
            "PORT": str(port),
            "GROUNDWORK_HOME": str(home),
        },
        directory=ROOT,
        cores=frozenset(range(os.cpu_count() or 1)),
    )
    log = home.with_suffix(".log")
    url = f"http://127.0.0.1:{port}"
    start = time.monotonic()
    with processes.running(command, log) as process:
        processes.wait_until_answering(f"{url}/api/health", process, log, pause=POLL_SECONDS, patience=SET_UP_SECONDS)
        yield House(process, url, time.monotonic() - start)


def wait_until_all_is_done(house: House, home: Path) -> None:
    """Return once its worker, which comes when the first data is there, has no job under way and none that is due.

    Raises:
        BenchmarkError: it still has, after `WORK_SECONDS`.
    """
    deadline = time.monotonic() + WORK_SECONDS
    while not any("work" in process.cmdline() for process in processes.family(house.process.pid)):
        if time.monotonic() > deadline:
            raise BenchmarkError(f"There is no worker after {WORK_SECONDS} s")
        time.sleep(1)
    with psycopg.connect(Cluster(home).url, autocommit=True) as connection:
        while (row := connection.execute(DUE).fetchone()) and row[0]:
            if time.monotonic() > deadline:
                raise BenchmarkError(f"{row[0]} jobs are still due after {WORK_SECONDS} s")
            time.sleep(1)
