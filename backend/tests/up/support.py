"""A supervisor in a process of its own, and waiting for things."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

STANDIN = Path(__file__).with_name("standin.py")


class Running:
    """A supervisor in a process of its own."""

    def __init__(self, home: Path, port: int, **environ: str) -> None:
        self.home = home
        self.output_path = home / "output"
        with self.output_path.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, STANDIN, "supervisor", home, str(port)],
                stdout=output,
                stderr=output,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), **environ},
            )

    @property
    def output(self) -> str:
        """What it has said so far."""
        return self.output_path.read_text()

    @property
    def events(self) -> list[str]:
        """What its children have noted so far."""
        path = self.home / "events"
        return path.read_text().splitlines() if path.exists() else []

    def until_it_runs(self) -> "Running":
        """Wait for the block with the addresses."""
        wait_for(lambda: "Groundwork is running" in self.output or self.process.poll() is not None)
        assert self.process.poll() is None, self.output
        wait_for(lambda: "worker starts" in self.events)
        return self

    def children(self) -> dict[str, int]:
        """The process numbers of its children, by name."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                arguments = (entry / "cmdline").read_text().split("\0")
            except OSError:
                continue
            if parent == self.process.pid and len(arguments) > 2:
                found["postgres" if "postgres" in arguments[0] else arguments[2]] = int(entry.name)
        return found

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Signal it and wait. Returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


def wait_for(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until the condition holds, and fail when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.02)


def gone(pid: int) -> bool:
    """Whether there is no such process any more; one that nobody has waited for counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
