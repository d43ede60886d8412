"""A second application, moving the clock, the stage of the matrix, and a real server in production's settings."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.settings import Settings
from tests.auth.oauth.support import issuer, second_issuer
from tests.conftest import own_database
from tests.policy.conftest import stage
from tests.security.server import Server
from tests.security.support import start_node, travel

__all__ = ["issuer", "second_issuer", "stage", "start_node", "travel"]


@pytest.fixture(scope="session")
def server(cluster: Cluster, migrated: Settings) -> Iterator[Server]:
    """A real server in production's settings, on a database of its own."""
    with own_database(cluster) as url, tempfile.TemporaryDirectory(prefix="gw-server-") as folder:
        running = Server(url, Path(folder))
        try:
            running.start()
            yield running
        finally:
            running.stop()
