"""The stage, once for all tests of a module."""

from collections.abc import AsyncIterator

import pytest

from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.settings import Settings
from tests.policy.stage import Stage, open_stage


@pytest.fixture(scope="module")
async def stage(cluster: Cluster, migrated: Settings, anyio_backend: str) -> AsyncIterator[Stage]:
    """The application with its cast."""
    async with open_stage(cluster, migrated) as opened:
        yield opened
