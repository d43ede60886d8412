"""Things that run as long as a process does."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

Service = Callable[..., AbstractAsyncContextManager[None]]
"""Called with the runtime; entered when the process starts to serve, left when it stops."""
