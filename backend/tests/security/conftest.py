"""A second application, moving the clock, and a real server in production's settings."""

import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from groundwork.entrypoints import migrations
from groundwork.entrypoints.up.postgres import Cluster
from tests.auth.oauth.support import issuer, second_issuer
from tests.conftest import make_settings
from tests.security.server import Server
from tests.security.support import start_node, travel

__all__ = ["issuer", "second_issuer", "start_node", "travel"]


@pytest.fixture(scope="session")
def server(cluster: Cluster, home: Path) -> Iterator[Server]:
    """A real server in production's settings, on a database of its own."""
    name = f"s_{secrets.token_hex(6)}"
    with psycopg.connect(cluster.url.replace("/groundwork?", "/postgres?"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE " + name)
        url = cluster.url.replace("/groundwork?", f"/{name}?")
        migrations.migrate(make_settings(url, home))
        with tempfile.TemporaryDirectory(prefix="gw-server-") as folder:
            running = Server(url, Path(folder))
            try:
                running.start()
                yield running
            finally:
                running.stop()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
