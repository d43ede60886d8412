"""``groundwork bench``: the measurements in ``benchmarks/``."""

import os
import sys
from typing import NoReturn

from groundwork.entrypoints.up.home import CHECKOUT


def bench(arguments: list[str]) -> NoReturn:
    """Become ``benchmarks/run.py`` with the same arguments, so that signals reach it."""
    program = [sys.executable, str(CHECKOUT / "benchmarks" / "run.py"), *arguments]
    os.execv(sys.executable, program)  # noqa: S606  (this project's own program)
