"""The application with files in a folder and in a bucket, and people who use it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from groundwork.kernel.runtime import Runtime
from tests.bucket import Bucket, serving
from tests.conftest import MakePerson, Person, client_of
from tests.security.support import StartNode, start_node, travel

__all__ = ["start_node", "travel"]


@dataclass(frozen=True)
class House:
    """An application, where it keeps its files, and its people."""

    runtime: Runtime
    join: MakePerson
    run_jobs: Callable[[], Awaitable[None]]
    bucket: Bucket | None

    async def kept(self) -> dict[str, int]:
        """The files in the storage, with their sizes; those of other tests as well."""
        return {found.path: found.size async for found in self.runtime.storage.below("files")}


OpenHouse = Callable[..., Awaitable[House]]


@pytest.fixture(params=["folder", "bucket"])
async def open_house(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, start_node: StartNode, person: MakePerson
) -> AsyncIterator[OpenHouse]:
    """Opens a house, with other settings if need be: ``await open_house(files_quota_bytes=…)``."""
    clients = []
    with serving() as bucket:
        monkeypatch.setenv("AWS_ENDPOINT_URL", bucket.address)
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        in_bucket = request.param == "bucket"

        async def open_one(**changes: Any) -> House:
            node = await start_node(**changes, **(bucket.settings() if in_bucket else {}))
            node.runtime.queue.serve(node.runtime)
            client = client_of(node.app, headers={"X-Client": "api"})
            clients.append(client)

            async def join(**options: Any) -> Person:
                return replace(await person(**options), client=client)

            async def run_jobs() -> None:
                queue = node.runtime.queue.app
                async with queue.open_async(pool=node.runtime.database.pool):
                    await queue.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

            return House(node.runtime, join, run_jobs, bucket if in_bucket else None)

        yield open_one
        for client in clients:
            await client.aclose()


@pytest.fixture
async def house(open_house: OpenHouse) -> House:
    """A house with the usual settings."""
    return await open_house()
