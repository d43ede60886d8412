"""GET /users: pages, search, filters, sort; over 100,000 users by an index."""

import json
from typing import Any

import psycopg
import pytest

from groundwork.domains.accounts.queries import users
from groundwork.domains.accounts.schemas import UserQuery
from groundwork.kernel.http import list_statements as statements
from groundwork.kernel.http.asked import Asked
from groundwork.kernel.reads import Read
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, new_email
from tests.security.support import code_of, fetch, fields_of

pytestmark = pytest.mark.anyio


async def _family(runtime: Runtime, name: str) -> list[str]:
    """Five users of one family; their ids, the oldest first."""
    rows = [
        ("Ada", "admin", True, True, "2026-01-01", None),
        ("Bea", "manager", True, False, "2026-01-02", "2026-02-01"),
        ("Cem", "user", False, True, "2026-01-03", "2026-02-03"),
        ("Dan", "user", True, True, "2026-01-04", "2026-02-02"),
        (None, "guest", True, False, "2026-01-05", None),
    ]
    made = []
    for first, role, active, verified, created, signed_in in rows:
        [row] = await fetch(
            runtime,
            """INSERT INTO users (email, first_name, last_name, role, is_active, email_verified, created_at,
                                  last_login_at)
               VALUES (:email, :first, :last, :role, :active, :verified, CAST(:created AS timestamptz),
                       CAST(:signed_in AS timestamptz)) RETURNING id""",
            email=new_email(),
            first=first,
            last=name,
            role=role,
            active=active,
            verified=verified,
            created=created,
            signed_in=signed_in,
        )
        made.append(str(row[0]))
    return made


async def _ids(someone: Any, **params: Any) -> list[str]:
    answer = await someone.get("/users", params=params)
    assert answer.status_code == 200, answer.text
    return [user["id"] for user in answer.json()["data"]]


async def test_managers_list_and_users_do_not(person: MakePerson) -> None:
    for role, status in (("admin", 200), ("manager", 200), ("user", 403), ("guest", 403)):
        assert (await (await person(role=role)).get("/users")).status_code == status


async def test_a_user_in_the_list_is_as_by_itself(person: MakePerson) -> None:
    admin = await person(role="admin")
    [listed] = (await admin.get("/users", params={"search": admin.email})).json()["data"]
    assert listed == (await admin.get(f"/users/{admin.id}")).json()["data"]
    [short] = (await admin.get("/users", params={"search": admin.email, "fields": "email,isActive"})).json()["data"]
    assert short == {"email": admin.email, "isActive": True}


async def test_search_filters_and_sort(person: MakePerson, runtime: Runtime) -> None:
    admin, name = await person(role="manager"), f"Zuse{new_email().partition('@')[0].replace('.', '')}"
    ada, bea, cem, dan, nameless = await _family(runtime, name)
    assert await _ids(admin, search=name.upper()) == [nameless, dan, cem, bea, ada]
    assert await _ids(admin, search=f"a {name}") == [bea, ada]
    assert await _ids(admin, search=name, **{"filter[role]": "user"}) == [dan, cem]
    assert await _ids(admin, search=name, **{"filter[role]": ["user", "admin"]}) == [dan, cem, ada]
    assert await _ids(admin, search=name, **{"filter[isActive]": "false"}) == [cem]
    assert await _ids(admin, search=name, **{"filter[emailVerified]": "false"}) == [nameless, bea]
    assert await _ids(admin, search=name, dateFrom="2026-01-02", dateTo="2026-01-03") == [cem, bea]
    assert await _ids(admin, search=name, sort="firstName", order="asc") == [nameless, ada, bea, cem, dan]
    assert await _ids(admin, search=name, sort="lastLoginAt") == [cem, dan, bea, *sorted((ada, nameless), reverse=True)]
    assert (await _ids(admin, search=name, sort="role", order="asc"))[:3] == [ada, nameless, bea]
    for sort in ("lastName", "email", "createdAt", "lastLoginAt", "firstName", "role"):
        pages, cursor = [], ""
        while cursor is not None:
            params = {"search": name, "sort": sort, "order": "asc", "limit": 2, "cursor": cursor}
            answer = (await admin.get("/users", params=params)).json()
            pages += [user["id"] for user in answer["data"]]
            cursor = answer["pagination"]["nextCursor"]
        assert pages == await _ids(admin, search=name, sort=sort, order="asc"), sort


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"sort": "passwordHash"}, "sort"),
        ({"filter[role]": "emperor"}, "filter[role].0"),
        ({"filter[isActive]": "maybe"}, "filter[isActive].0"),
        ({"fields": "passwordHash"}, "fields"),
        ({"fields": "otherEmails"}, "fields"),
        ({"filter[email]": "x"}, "filter[email]"),
        ({"limit": 101}, "limit"),
    ],
)
async def test_what_the_list_does_not_know_is_refused(person: MakePerson, params: dict[str, Any], field: str) -> None:
    manager = await person(role="manager")
    answer = await manager.get("/users", params=params)
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert list(fields_of(answer)) == [field]


def test_the_search_uses_its_index_at_100_000_users(empty_database: str) -> None:
    """The plan that PostgreSQL makes for the statement of the list."""

    asked = Asked(users, UserQuery.model_validate({"search": "Lovelace"}))
    reads = [statements.page(users, asked, ("id", "email"), 20, first=True), statements.total(users, asked)]
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute(
            """INSERT INTO users (email, first_name, last_name, created_at)
               SELECT md5(n::text) || '@example.com', initcap(substr(md5(n::text || 'f'), 1, 7)),
                      initcap(substr(md5(n::text || 'l'), 1, 9)), now() - n * interval '1 minute'
               FROM generate_series(1, 100000) n"""
        )
        connection.execute("UPDATE users SET last_name = 'Lovelace' WHERE email LIKE '00%'")
        connection.execute("VACUUM ANALYZE users")
        for statement in reads:
            read = Read(statement)
            values = {**read._constants, **asked.values}
            [[plan]] = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {read._sql}", values).fetchall()
            assert "idx_users_search" in json.dumps(plan), plan
            assert plan[0]["Execution Time"] < 50
