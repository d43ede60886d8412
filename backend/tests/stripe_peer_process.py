"""Runs ``localstripe`` as a process of its own, on loopback alone and without leaving files: ``… PORT``.

It would listen on every address, write all it knows into one file of the machine after each change, and keep each event
back for a second.
"""

import asyncio
import builtins
import os
import pickle
import runpy
import socket
import sys

_open, _sleep = builtins.open, asyncio.sleep


class LoopbackSocket(socket.socket):
    """Where it binds to every address of IPv6, bind to IPv4's loopback."""

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:  # noqa: A002
        if family == socket.AF_INET6:
            family = socket.AF_INET
        super().__init__(family, type, proto, fileno)

    def bind(self, address: tuple[str, int]) -> None:
        """Bind to loopback."""
        super().bind(("127.0.0.1", address[1]))


def _open_elsewhere(file: object, *arguments: object, **options: object) -> object:
    return _open(os.devnull if file == "/tmp/localstripe.pickle" else file, *arguments, **options)


async def _sleep_less(seconds: float) -> None:
    await _sleep(seconds / 20)


asyncio.sleep = _sleep_less
socket.socket = LoopbackSocket
builtins.open = _open_elsewhere
pickle.dump = lambda *_, **__: None
sys.argv = ["localstripe", "--from-scratch", "--port", sys.argv[1]]
runpy.run_module("localstripe", run_name="__main__")
