"""The real provider: ``oidc-provider`` in a process of its own."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2
import pytest

from groundwork.entrypoints.cli.node import FRONTEND, node
from tests.auth.oauth.issuer import CLIENT_ID, CLIENT_SECRET

_SCRIPT = FRONTEND / "e2e" / "support" / "identityProvider.mjs"
_CALLBACKS = ("http://localhost:3000/auth/oidc/callback", "http://localhost:3000/auth/public/callback")


@dataclass(frozen=True)
class Peer:
    """Its issuer."""

    url: str


@pytest.fixture(scope="session")
def identity_provider() -> Iterator[Peer]:
    """The provider, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        "PORT": str(port),
        "CLIENT_ID": CLIENT_ID,
        "CLIENT_SECRET": CLIENT_SECRET,
        "REDIRECT_URIS": " ".join(_CALLBACKS),
    }
    server = subprocess.Popen(
        [node(), _SCRIPT], env={**os.environ, **environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(server, url)
        yield Peer(url)
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            httpx2.get(f"{url}/.well-known/openid-configuration").raise_for_status()
            return
        except httpx2.TransportError:
            assert server.poll() is None, "the provider does not start: are the interface's packages installed?"
            assert time.monotonic() < deadline, "the provider did not start in time"
            time.sleep(0.05)
