"""The stage of the matrix: an application on a database of its own, a cast of people, and a way to set it all again.

The cast is made once. Whatever a request changes is put back by :meth:`Stage.reset`, row by row, so that each request
meets the same scene.
"""

import dataclasses
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import psycopg
from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.types import ASGIApp

from groundwork.entrypoints import migrations
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import Base
from groundwork.kernel.domain import Domain
from groundwork.kernel.permissions import Role
from groundwork.kernel.rate_limits import MemoryRateLimiter
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import PASSWORD, client_of, make_settings, new_email
from tests.security.support import V1, as_user

_LEFT_ALONE = ("audit", "job_completions", "mails")
"""Tables that nobody's permissions depend on, or that refuse to be changed."""


@dataclass(frozen=True)
class Member:
    """Somebody in the cast."""

    name: str
    id: str
    email: str
    role: Role
    access: str = field(repr=False)


@dataclass(frozen=True)
class Performer:
    """One way to ask: somebody with a session or a key, or nobody."""

    name: str
    person: Member | None
    held: frozenset[str]
    headers: dict[str, str] = field(repr=False)


class Stage:
    """The application, the cast, and its ways to ask."""

    def __init__(self, runtime: Runtime, app: ASGIApp, client: httpx2.AsyncClient) -> None:
        self.runtime = runtime
        self.app = app
        self.client = client
        self.people: dict[str, Member] = {}
        self.performers: list[Performer] = []
        self._tables: list[Table] = []

    async def sql(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        """Rows of a statement, committed."""
        rows = psycopg.rows.dict_row
        async with self.runtime.database.pool.connection() as connection, connection.cursor(row_factory=rows) as cursor:
            await cursor.execute(statement, values)
            return await cursor.fetchall() if cursor.description else []

    async def call(self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any) -> Any:
        """The data of a request that must succeed, below /api/v1."""
        answer = await self.client.request(method, f"{V1}{path}", headers=headers or {}, **options)
        assert answer.is_success, (method, path, answer.text)
        return answer.json().get("data")

    async def set_up(self) -> None:
        """Gather the cast and remember how everything is."""
        roles = {
            "member": Role.USER,
            "outsider": Role.USER,
            "guest": Role.GUEST,
            "manager": Role.MANAGER,
            "other manager": Role.MANAGER,
            "admin": Role.ADMIN,
        }
        self.people = {name: await self._join(name, role) for name, role in roles.items()}
        member, admin = self.people["member"], self.people["admin"]
        matrix = self.runtime.matrix
        self.performers = [
            Performer("nobody", None, matrix.of(Role.GUEST), {}),
            Performer("a bad token", None, matrix.of(Role.GUEST), as_user("x.y.z")),
            *(Performer(who.name, who, matrix.of(who.role), as_user(who.access)) for who in self.people.values()),
            Performer(
                "an impersonator of the member",
                member,
                matrix.of(member.role) - matrix.in_person_only(),
                as_user(await self._impersonate(member, admin)),
            ),
        ]
        for who in (member, self.people["manager"], admin):
            for scope in sorted(matrix.of(who.role) & matrix.grantable()):
                if who.role is Role.MANAGER and scope in matrix.of(Role.USER) | matrix.of(Role.ADMIN):
                    continue
                form = {"name": scope, "scopes": [scope]}
                made = await self.call("POST", "/api-keys", as_user(who.access), json=form)
                name = f"a key of the {who.name} for {scope}"
                self.performers.append(Performer(name, who, frozenset({scope}), as_user(made["key"])))
        await self._remember()

    def manages(self, manager: Member, member: Member) -> bool:
        """Whether the cast has it so: one team, of one manager and one member."""
        return (manager.name, member.name) == ("manager", "member")

    async def reset(self) -> None:
        """Put everything back as it was."""
        async with self.runtime.database.pool.connection() as connection:
            await connection.execute(self._restoring)
        for person in self.people.values():
            self.runtime.local.drop(f"user:{person.id}")
        limiter = self.runtime.limiter
        assert isinstance(limiter, MemoryRateLimiter)
        limiter._windows.clear()

    async def _join(self, name: str, role: Role) -> Member:
        form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
        data = await self.call("POST", "/auth/register", json=form)
        user_id = data["user"]["id"]
        await self.sql(
            "UPDATE users SET role = %(role)s, email_verified = true WHERE id = %(id)s", role=role, id=user_id
        )
        self.runtime.local.drop(f"user:{user_id}")
        return Member(name, user_id, form["email"], role, data["accessToken"])

    async def _impersonate(self, who: Member, by: Member) -> str:
        data = await self.call("POST", f"/users/{who.id}/impersonation", as_user(by.access))
        return str(data["accessToken"])

    async def _remember(self) -> None:
        tables = [table for table in Base.metadata.sorted_tables if not table.name.startswith(_LEFT_ALONE)]
        present = {row["tablename"] for row in await self.sql("SELECT tablename FROM pg_tables")}
        tables = [table for table in tables if table.name in present]
        await self.sql("CREATE SCHEMA kept")
        for table in tables:
            await self.sql(f"CREATE TABLE kept.{table.name} AS SELECT * FROM {table.name}")
        statements = [_removing(table) for table in reversed(tables)] + [_renewing(table) for table in tables]
        self._restoring = ";\n".join(statements)


def _removing(table: Table) -> str:
    same = " AND ".join(f"k.{column.name} = t.{column.name}" for column in table.primary_key)
    return f"DELETE FROM {table.name} t WHERE NOT EXISTS (SELECT 1 FROM kept.{table.name} k WHERE {same})"


def _renewing(table: Table) -> str:
    columns = [column.name for column in table.columns if column.computed is None]
    names, key = ", ".join(columns), ", ".join(column.name for column in table.primary_key)
    changed = f"({', '.join(f't.{name}' for name in columns)}) IS DISTINCT FROM ({_excluded(columns)})"
    return (
        f"INSERT INTO {table.name} AS t ({names}) SELECT {names} FROM kept.{table.name} "
        f"ON CONFLICT ({key}) DO UPDATE SET ({names}) = ROW({_excluded(columns)}) WHERE {changed}"
    )


def _excluded(columns: Collection[str]) -> str:
    return ", ".join(f"excluded.{name}" for name in columns)


@asynccontextmanager
async def open_stage(cluster: Cluster, settings: Settings) -> AsyncIterator[Stage]:
    """A stage on a database of its own."""
    name = f"p_{secrets.token_hex(6)}"
    url = cluster.url.replace("/groundwork?", f"/{name}?")
    with psycopg.connect(cluster.url.replace("/groundwork?", "/postgres?"), autocommit=True) as server:
        server.execute("CREATE DATABASE " + name)
        own = make_settings(url, settings.groundwork_home)
        migrations.migrate(own)
        async with AsyncExitStack() as stack:
            stage: Stage

            async def manages(_db: AsyncSession, actor: Actor, user_id: Any) -> bool:
                manager, member = stage.people["manager"], stage.people["member"]
                return (str(actor.user_id), str(user_id)) == (manager.id, member.id)

            runtime = open_runtime(own)
            runtime = dataclasses.replace(runtime, domains=(*runtime.domains, Domain("stage", manages=[manages])))
            await stack.enter_async_context(runtime.running())
            app = create_asgi(runtime)
            client = await stack.enter_async_context(client_of(app, headers={"X-Client": "api"}))
            stage = Stage(runtime, app, client)
            await stage.set_up()
            yield stage
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
