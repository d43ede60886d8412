"""What the security and auth tests share: a second application, moving the clock, a look into the database."""

import asyncio
import base64
import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import httpx2
import pytest
import time_machine
from sqlalchemy import text
from starlette.types import ASGIApp

from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import make_settings

V1 = "/api/v1"
PAGE = {"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-origin"}
"""The headers that a browser adds to a request of our own page."""

REFRESH_COOKIE = "groundwork_refresh"
DEVICE_COOKIE = "groundwork_device"


class Node(NamedTuple):
    """One more process's worth of the application."""

    runtime: Runtime
    app: ASGIApp


StartNode = Callable[..., Awaitable[Node]]
Travel = Callable[[timedelta], None]
RunJobs = Callable[[], Awaitable[None]]


@pytest.fixture
async def start_node(migrated: Settings) -> AsyncIterator[StartNode]:
    """Starts the application once more on the same database, with other settings if need be: ``await start_node()``."""
    async with AsyncExitStack() as stack:

        async def start(**changes: Any) -> Node:
            settings = make_settings(migrated.postgres_url, migrated.groundwork_home, **changes)
            runtime = await stack.enter_async_context(open_runtime(settings).running())
            return Node(runtime, create_asgi(runtime))

        yield start


@pytest.fixture
def travel() -> Iterator[Travel]:
    """Moves the time of this process: ``travel(timedelta(days=1))``. The database's own clock stays."""
    with time_machine.travel(datetime.now(UTC), tick=True) as traveler:
        yield traveler.shift


async def fetch(runtime: Runtime, statement: str, **parameters: Any) -> list[Any]:
    """The rows of a statement, committed."""
    async with transaction(runtime) as db:
        result = await db.execute(text(statement), parameters)
        return list(result.all()) if result.returns_rows else []


async def warm_up(runtime: Runtime) -> None:
    """Open all connections of the pool, so that what is asked at once runs at once."""
    await asyncio.gather(*(fetch(runtime, "SELECT pg_sleep(0.05)") for _ in range(runtime.settings.db_pool_size)))


async def snapshot(runtime: Runtime) -> dict[str, list[Any]]:
    """Everything that is kept about people and their sign-ins."""
    tables = ("users", "user_profiles", "sessions", "mail_tokens", "mails", "oauth_accounts", "oauth_attempts")
    return {table: await fetch(runtime, f"SELECT to_jsonb(t) FROM {table} t ORDER BY id") for table in tables}


def fields_of(answer: httpx2.Response) -> dict[str, list[str]]:
    """The messages of an error answer, by field."""
    found: dict[str, list[str]] = {}
    for detail in answer.json()["error"]["details"]:
        found.setdefault(detail["field"], []).append(detail["message"])
    return found


def code_of(answer: httpx2.Response) -> tuple[int, str]:
    """Status and error code."""
    return answer.status_code, answer.json()["error"]["code"]


def as_user(access: str) -> dict[str, str]:
    """The header that signs a request in."""
    return {"Authorization": f"Bearer {access}"}


def claims_of(token: str) -> dict[str, Any]:
    """The payload of a JWT, unchecked."""
    return dict(json.loads(_unpacked(token.split(".")[1])))


def header_of(token: str) -> dict[str, Any]:
    """The header of a JWT."""
    return dict(json.loads(_unpacked(token.partition(".")[0])))


def forge(header: Any, claims: Any, key: bytes | None) -> str:
    """A JWT as an attacker would make it: any header, signed with HMAC-SHA-256 under any key, or not at all."""
    message = f"{_packed(json.dumps(header).encode())}.{_packed(json.dumps(claims).encode())}"
    signature = b"" if key is None else hmac.digest(key, message.encode(), "sha256")
    return f"{message}.{_packed(signature)}"


def _packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
