"""The stage of the matrix: an application on a database of its own, a cast of people, and a way to set it all again.

The cast is made once. Whatever a request changes is put back by :meth:`Stage.reset`, row by row, so that each request
meets the same scene.
"""

from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import psycopg
from sqlalchemy import Table
from starlette.types import ASGIApp

from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.database import Base
from groundwork.kernel.permissions import Role
from groundwork.kernel.rate_limits import MemoryRateLimiter
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings
from tests.conftest import PASSWORD, client_of, make_settings, new_email, own_database
from tests.security.support import V1, as_user

TEAM_ROLES = {
    "owner": {"owner": "owner", "manager": "manager", "member": "member", "colleague": "member"},
    "other manager": {"other manager": "owner", "colleague": "member"},
}
"""Who is what in the two teams of the cast, each named after its owner."""

_ROLES = {
    "member": Role.USER,
    "outsider": Role.USER,
    "guest": Role.GUEST,
    "owner": Role.USER,
    "manager": Role.MANAGER,
    "other manager": Role.MANAGER,
    "admin": Role.ADMIN,
}
_SILENT = {"colleague": Role.USER, "other admin": Role.ADMIN}
"""Who is there and asks nothing."""
_LEFT_ALONE = ("audit", "ledger", "job_completions", "mails")
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
    by_key: bool = False


class Stage:
    """The application, the cast, and its ways to ask."""

    def __init__(self, runtime: Runtime, app: ASGIApp, client: httpx2.AsyncClient) -> None:
        self.runtime = runtime
        self.app = app
        self.client = client
        self.people: dict[str, Member] = {}
        self.teams: dict[str, str] = {}
        """Their ids, by their owner's name."""
        self.performers: list[Performer] = []

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
        self.people = {name: await self._join(name, role) for name, role in (_ROLES | _SILENT).items()}
        for owner, roles in TEAM_ROLES.items():
            self.teams[owner] = await self._start_team(self.people[owner], roles)
        self.teams["strangers"] = await self._start_team(self.people["other admin"], {})
        self.performers = [performer async for performer in self._perform()]
        await self._remember()

    def manages(self, manager: Member, member: Member) -> bool:
        """Whether somebody manages a team in which somebody else is, and is not below them there."""
        order = ["member", "manager", "owner"]
        return any(
            manager.name in roles
            and member.name in roles
            and order.index(roles[manager.name]) >= max(1, order.index(roles[member.name]))
            for roles in TEAM_ROLES.values()
        )

    async def reset(self) -> None:
        """Put everything back as it was."""
        async with self.runtime.database.pool.connection() as connection:
            await connection.execute("SELECT kept.restore()")
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

    async def _start_team(self, owner: Member, roles: dict[str, str]) -> str:
        data = await self.call("POST", "/teams", as_user(owner.access), json={"name": f"Team of the {owner.name}"})
        for name, role in roles.items():
            if name != owner.name:
                await self.sql(
                    "INSERT INTO team_members (team_id, user_id, role) VALUES (%(team)s, %(user)s, %(role)s)",
                    team=data["id"],
                    user=self.people[name].id,
                    role=role,
                )
        return str(data["id"])

    async def _perform(self) -> AsyncIterator[Performer]:
        matrix, people = self.runtime.matrix, self.people
        yield Performer("nobody", None, matrix.of(Role.GUEST), {})
        yield Performer("a bad token", None, matrix.of(Role.GUEST), as_user("x.y.z"))
        for name in _ROLES:
            yield Performer(name, people[name], matrix.of(people[name].role), as_user(people[name].access))
        member = people["member"]
        token = await self._impersonate(member, people["admin"])
        held = matrix.of(member.role) - matrix.in_person_only()
        yield Performer("an impersonator of the member", member, held, as_user(token))
        for name in ("member", "manager", "admin"):
            grantable = matrix.of(people[name].role) & matrix.grantable()
            # A manager's keys for what users or administrators can do as well would say nothing new.
            others = matrix.of(Role.USER) | matrix.of(Role.ADMIN) if name == "manager" else frozenset()
            for scope in sorted(grantable - others):
                yield await self._key(people[name], f"a key of the {name} for {scope}", [scope])
        for name in ("member", "owner", "manager", "admin"):
            scopes = sorted(matrix.of(people[name].role) & matrix.grantable())
            yield await self._key(people[name], f"a key of the {name} for everything", scopes)

    async def _key(self, owner: Member, name: str, scopes: list[str]) -> Performer:
        form = {"name": name, "scopes": scopes}
        made = await self.call("POST", "/api-keys", as_user(owner.access), json=form)
        return Performer(name, owner, frozenset(scopes), as_user(made["key"]), by_key=True)

    async def _impersonate(self, who: Member, by: Member) -> str:
        data = await self.call("POST", f"/users/{who.id}/impersonation", as_user(by.access))
        return str(data["accessToken"])

    async def _remember(self) -> None:
        tables = [table for table in Base.metadata.sorted_tables if not table.name.startswith(_LEFT_ALONE)]
        present = {row["tablename"] for row in await self.sql("SELECT tablename FROM pg_tables")}
        # Counts, which have no key, follow their table by its triggers.
        tables = [table for table in tables if table.name in present and table.primary_key.columns]
        await self.sql("CREATE SCHEMA kept")
        for table in tables:
            await self.sql(f"CREATE TABLE kept.{table.name} AS SELECT * FROM {table.name}")
        statements = [_removing(table) for table in reversed(tables)] + [_renewing(table) for table in tables]
        # A function, since a connection plans its statements once, and not before each of some thousand resets.
        await self.sql(f"{_RESTORE} BEGIN {';'.join(statements)}; END $$")


_RESTORE = "CREATE FUNCTION kept.restore() RETURNS void LANGUAGE plpgsql AS $$"


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
    with own_database(cluster) as url:
        own = make_settings(url, settings.groundwork_home, github_client_id="id", github_client_secret="secret")
        async with AsyncExitStack() as stack:
            runtime = await stack.enter_async_context(open_runtime(own).running())
            runtime.queue.serve(runtime)
            app = create_asgi(runtime)
            client = await stack.enter_async_context(client_of(app, headers={"X-Client": "api"}))
            stage = Stage(runtime, app, client)
            await stage.set_up()
            yield stage
