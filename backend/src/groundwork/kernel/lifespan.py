"""Things that run as long as a process does."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groundwork.kernel.runtime import Runtime

Service = Callable[["Runtime"], AbstractAsyncContextManager[None]]
"""Entered when the process starts to serve, left when it stops."""
