"""``groundwork bench``: the measurements in ``benchmarks/``."""

import subprocess
import sys

from groundwork.entrypoints.up.home import CHECKOUT


def bench(arguments: list[str]) -> int:
    """Run ``benchmarks/run.py`` with the same arguments. Returns its exit code."""
    return subprocess.run([sys.executable, CHECKOUT / "benchmarks" / "run.py", *arguments], check=False).returncode
