"""A real PostgreSQL for each test process, the real application on it, and people to use it.

Tests that ask for any of it are marked ``integration``. Everything commits for real; tests keep apart by using people
of their own, and those that need an empty database ask for ``empty_database``.
"""

import os
import secrets
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
import structlog
from sqlalchemy import text
from starlette.types import ASGIApp

from groundwork.entrypoints import migrations
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings

PASSWORD = "SecureP@ss123"
_numbers = count(1)
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever uses the database is an integration test."""
    for item in items:
        if "cluster" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.integration)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """One event loop for all tests of a process, as in the server."""
    return "asyncio"


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """A data folder; its path is short, since a socket lives in it."""
    with tempfile.TemporaryDirectory(prefix="gw-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "home"


@pytest.fixture(scope="session")
def cluster(home: Path) -> Iterator[Cluster]:
    """A PostgreSQL server of this process's own, which need not survive a crash of the machine."""
    with Cluster(home, _FAST) as running:
        yield running


def make_settings(url: str, home: Path, **changes: Any) -> Settings:
    """Settings for a test: quick password hashing and limits that are out of the way, unless it asks otherwise."""
    values: dict[str, Any] = {
        "node_env": "test",
        "database_url": url,
        "groundwork_home": home,
        "jwt_secret": "j" * 48,
        "refresh_token_secret": "r" * 48,
        "session_secret": "s" * 48,
        "encryption_keys": ("e" * 48,),
        "password_rounds": 4,
        "rate_limit_anonymous": "1000000/hour",
        "rate_limit_authenticated": "1000000/hour",
        **changes,
    }
    return Settings.model_validate(values)


@pytest.fixture(scope="session")
def settings(cluster: Cluster, home: Path) -> Settings:
    """The settings of the application under test."""
    return make_settings(cluster.url, home)


@pytest.fixture(scope="session")
def migrated(cluster: Cluster, settings: Settings) -> Settings:
    """The same, once its database is up to date; a copy of it is kept for databases of their own."""
    migrations.migrate(settings)
    with _administration(cluster) as admin:
        admin.execute(f"CREATE DATABASE {_TEMPLATE} TEMPLATE groundwork STRATEGY FILE_COPY")
    return settings


_TEMPLATE = "migrated"


@contextmanager
def own_database(cluster: Cluster) -> Iterator[str]:
    """The address of a migrated database that nobody else uses; ``migrated`` must have been there before."""
    name = f"t_{secrets.token_hex(6)}"
    with _administration(cluster) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY FILE_COPY")
        yield cluster.url.replace("/groundwork?", f"/{name}?")
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _administration(cluster: Cluster) -> psycopg.Connection:
    return psycopg.connect(cluster.url.replace("/groundwork?", "/postgres?"), autocommit=True)


@pytest.fixture
def empty_database(cluster: Cluster, migrated: Settings) -> Iterator[str]:
    """The address of a migrated database that nobody else uses."""
    with own_database(cluster) as url:
        yield url


@pytest.fixture(scope="session")
async def runtime(migrated: Settings, anyio_backend: str) -> AsyncIterator[Runtime]:
    """The application's runtime, listening for changes."""
    async with open_runtime(migrated).running() as running:
        running.queue.serve(running)
        yield running


@pytest.fixture(scope="session")
def app(runtime: Runtime) -> ASGIApp:
    """The whole application, edge and all."""
    return create_asgi(runtime)


def client_of(app: ASGIApp, *, address: str = "127.0.0.1", **options: Any) -> httpx2.AsyncClient:
    """A program that calls ``app`` from ``address``."""
    transport = httpx2.ASGITransport(app=app, client=(address, 40000))
    return httpx2.AsyncClient(transport=transport, base_url="http://localhost:3000", **options)


@pytest.fixture
async def client(app: ASGIApp) -> AsyncIterator[httpx2.AsyncClient]:
    """A program without credentials."""
    async with client_of(app) as calling:
        yield calling


@pytest.fixture
async def browser(app: ASGIApp) -> AsyncIterator[httpx2.AsyncClient]:
    """A page of our own origin, with a cookie jar."""
    headers = {"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-origin"}
    async with client_of(app, headers=headers) as calling:
        yield calling


@dataclass
class Person:
    """Somebody with an account, signed in."""

    id: str
    email: str
    password: str
    access: str
    refresh: str
    client: httpx2.AsyncClient = field(repr=False)

    async def get(self, path: str, **options: Any) -> httpx2.Response:
        """GET below /api/v1 as this person."""
        return await self.call("GET", path, **options)

    async def post(self, path: str, json: Any = None, **options: Any) -> httpx2.Response:
        """POST below /api/v1 as this person."""
        return await self.call("POST", path, json=json, **options)

    async def call(self, method: str, path: str, **options: Any) -> httpx2.Response:
        """Any method below /api/v1 as this person."""
        headers = {"Authorization": f"Bearer {self.access}", **options.pop("headers", {})}
        return await self.client.request(method, f"/api/v1{path}", headers=headers, **options)


MakePerson = Callable[..., Awaitable[Person]]


def new_email() -> str:
    """An address that no other test uses."""
    return f"person{next(_numbers)}.{secrets.token_hex(4)}@example.com"


@pytest.fixture
async def person(app: ASGIApp, runtime: Runtime) -> AsyncIterator[MakePerson]:
    """Registers somebody: ``await person()``, or ``await person(role="admin")``."""
    async with client_of(app, headers={"X-Client": "api"}) as calling:

        async def register(
            *, role: Role | str = Role.USER, email: str | None = None, password: str = PASSWORD
        ) -> Person:
            form = {"email": email or new_email(), "password": password, "firstName": "Ada", "lastName": "Byron"}
            answer = await calling.post("/api/v1/auth/register", json=form)
            assert answer.status_code == 201, answer.text
            data = answer.json()["data"]
            if role != Role.USER:
                async with transaction(runtime) as db:
                    await db.execute(_SET_ROLE, {"role": str(role), "id": data["user"]["id"]})
                runtime.local.drop(f"user:{data['user']['id']}")
            return Person(
                data["user"]["id"], form["email"], password, data["accessToken"], data["refreshToken"], calling
            )

        yield register


_SET_ROLE = text("UPDATE users SET role = :role WHERE id = CAST(:id AS uuid)")


@pytest.fixture
def run_jobs(runtime: Runtime) -> Callable[[], Awaitable[None]]:
    """Runs the jobs that wait, as a worker would, until none is left."""

    async def run() -> None:
        async with runtime.queue.app.open_async(pool=runtime.database.pool):
            await runtime.queue.app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    return run


@dataclass(frozen=True)
class Outbox:
    """The mails that left."""

    folder: Path

    def to(self, address: str) -> list[EmailMessage]:
        """All mails to an address, oldest first."""
        mails = []
        for path in sorted(self.folder.glob("*.eml")):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            if message["To"] == address:
                mails.append(message)
        return mails

    def token(self, address: str, page: str) -> str:
        """The token of the newest link to ``page`` (as ``verify-email``) that was mailed to an address."""
        for message in reversed(self.to(address)):
            part = message.get_body(("plain",))
            text = part.get_content() if part else ""
            if f"/{page}?token=" in text:
                return str(text.split(f"/{page}?token=")[1].split()[0])
        raise AssertionError(f"no mail with a link to {page} for {address}")


@pytest.fixture
def outbox(home: Path) -> Outbox:
    """The mails that left."""
    return Outbox(home / "outbox")


@pytest.fixture
def nobody() -> Actor:
    """A guest without an address."""
    return Actor()


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_the_machine() -> Iterator[None]:
    """What is set on this machine, or in the developer's ``.env``, does not change what is tested."""
    Settings.model_config["env_file"] = None
    names = {name.upper() for name in Settings.model_fields} - {"GROUNDWORK_HOME"}
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    yield
    os.environ.update(kept)


@pytest.fixture(autouse=True, scope="session")
def _plain_log() -> Iterator[None]:
    """Traces as plain text: structlog's default, meant for people, takes seconds for each."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])
    yield
    structlog.reset_defaults()
