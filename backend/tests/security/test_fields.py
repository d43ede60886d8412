"""Fields: none comes in that the operation does not have, none goes out that its schema does not have."""

import re
from typing import Any

import httpx2
import pytest
from starlette.types import ASGIApp

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Outbox, Person, client_of
from tests.security.contract import WRITES, Contract, Operation, good_body
from tests.security.support import V1, RunJobs, as_user, claims_of, code_of, fetch, fields_of, snapshot

pytestmark = pytest.mark.anyio

EXTRAS: dict[str, Any] = {
    "role": "admin",
    "isAdmin": True,
    "is_active": True,
    "teamId": "0197f2a4-c1d2-7e4b-8000-000000000000",
    "price": "0.01",
    "emailVerified": True,
    "id": "0197f2a4-c1d2-7e4b-8000-000000000000",
    "passwordHash": "$2b$12$x",
    "__proto__": {"role": "admin"},
    "constructor": {},
}
_SECRET = re.compile("hash|secret|password|token|digest", re.IGNORECASE)
_TOKENS = {"accessToken", "refreshToken"}


def _address(operation: Operation, someone: Person) -> str:
    return operation.path.replace("{id}", someone.id)


async def test_s42_fields_that_an_operation_does_not_have_are_refused(
    app: ASGIApp, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """By every write of the contract, one by one and together, in both forms; nothing changes. [ASVS 15.3.3]"""
    someone = await person()
    await run_jobs()
    tokens = {"refresh": someone.refresh, "verify_email": outbox.token(someone.email, "verify-email")}
    bodies = [*({name: value} for name, value in EXTRAS.items()), EXTRAS]
    asked = 0
    async with client_of(app, headers=as_user(someone.access)) as client:
        for operation in Contract(runtime).operations():
            if operation.method not in WRITES or not operation.has_body:
                continue
            before = await snapshot(runtime)
            good = good_body(operation.name, email=someone.email, token=tokens.get(operation.name, "unknown"))
            for extra in bodies:
                unknown = [name for name in extra if name not in good]
                for body in ({**good, **extra}, {"data": {**good, **extra}, "meta": {"role": "admin"}}):
                    answer = await client.request(operation.method, _address(operation, someone), json=body)
                    assert code_of(answer) == (400, "VALIDATION_ERROR"), operation.name
                    found = fields_of(answer)
                    assert all(found[name] == ["Unknown field"] for name in unknown), operation.name
            assert await snapshot(runtime) == before, operation.name
            asked += 1
    assert asked >= 9


async def test_s42_operations_without_a_body_ignore_one(app: ASGIApp, runtime: Runtime, person: MakePerson) -> None:
    """What they do not read cannot change who somebody is. [ASVS 15.3.3]"""
    who = "SELECT id, role, email, email_verified, is_active, password_hash FROM users ORDER BY id"
    for operation in Contract(runtime).operations():
        if operation.method in WRITES and not operation.has_body:
            someone = await person()
            before = await fetch(runtime, who)
            async with client_of(app, headers=as_user(someone.access)) as client:
                answer = await client.request(operation.method, _address(operation, someone), json=EXTRAS)
            assert answer.status_code < 500
            assert await fetch(runtime, who) == before, operation.name


async def test_s42_query_parameters_that_an_operation_does_not_have_are_refused(
    app: ASGIApp, runtime: Runtime, person: MakePerson
) -> None:
    """By every operation. [ASVS 15.3.3]"""
    someone = await person(role="admin")
    before = await snapshot(runtime)
    async with client_of(app, headers=as_user(someone.access)) as client:
        for operation in Contract(runtime).operations():
            body = good_body(operation.name, email=someone.email) if operation.has_body else None
            answer = await client.request(
                operation.method, _address(operation, someone), json=body, params={"role": "admin", "userId": "1"}
            )
            assert code_of(answer) == (400, "VALIDATION_ERROR"), operation.name
            assert fields_of(answer) == {name: ["Unknown query parameter"] for name in ("role", "userId")}
    assert await snapshot(runtime) == before


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in _keys(item)}
    return {key for item in value for key in _keys(item)} if isinstance(value, list) else set()


async def test_s43_no_answer_of_the_contract_names_a_secret(runtime: Runtime) -> None:
    """No field for a hash, a secret or a password; tokens only where one signs in. [ASVS 15.3.1]"""
    contract = Contract(runtime)

    def names(schema: Any, seen: frozenset[str] = frozenset()) -> set[str]:
        if isinstance(schema, list):
            return {name for item in schema for name in names(item, seen)}
        if not isinstance(schema, dict):
            return set()
        reference = schema.get("$ref")
        if reference in seen:
            return set()
        if reference:
            return names(contract.resolved(schema), seen | {reference})
        own = set(schema.get("properties", {}))
        return own | {name for item in schema.values() for name in names(item, seen)}

    for operation in contract.operations():
        found = {name for name in names(operation.described["responses"]) if _SECRET.search(name)}
        allowed = _TOKENS if operation.name in {"register", "login", "refresh"} else set()
        assert found <= allowed, operation.name


async def _tour(
    app: ASGIApp, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> dict[str, list[httpx2.Response]]:
    """Every operation of the contract, answered as it should be."""
    someone, admin = await person(), await person(role="admin")
    await run_jobs()
    answers: dict[str, list[httpx2.Response]] = {}
    async with client_of(app, headers={"X-Client": "api"}) as client:

        async def call(
            name: str, method: str, path: str, who: Person | None = someone, **options: Any
        ) -> httpx2.Response:
            headers = as_user(who.access) if who else {}
            answer = await client.request(method, f"{V1}{path}", headers=headers, **options)
            assert answer.is_success, (name, answer.text)
            answers.setdefault(name, []).append(answer)
            return answer

        async def post(name: str, path: str, token: str = "", who: Person | None = None) -> httpx2.Response:
            return await call(name, "POST", path, who, json=good_body(name, email=someone.email, token=token))

        await post("register", "/auth/register")
        await post("refresh", "/auth/refresh", someone.refresh)
        await call("get_current_user", "GET", "/auth/me")
        await call("list_sessions", "GET", "/auth/sessions")
        await call("resend_verification", "POST", "/auth/resend-verification")
        for name, path in (("get_user", f"/users/{someone.id}"), ("get_profile", f"/users/{someone.id}/profile")):
            await call(name, "GET", path)
            update = name.replace("get", "update")
            await call(update, "PATCH", path, json=good_body(update, email=someone.email))
        await post("forgot_password", "/auth/forgot-password")
        await run_jobs()
        await post("verify_email", "/auth/verify-email", outbox.token(someone.email, "verify-email"))
        mails = await call("list_mails", "GET", "/admin/mails", admin, params={"limit": 100})
        await call("list_mails", "GET", "/admin/mails", admin, params={"cursor": "", "limit": 1})
        await call("get_mail", "GET", f"/admin/mails/{mails.json()['data'][0]['id']}", admin)
        signed_in = (await post("login", "/auth/login")).json()["data"]
        await call("end_session", "DELETE", f"/auth/sessions/{claims_of(signed_in['accessToken'])['sid']}")
        await post("change_password", "/auth/change-password", who=someone)
        await call("end_sessions", "DELETE", "/auth/sessions?keepCurrent=true")
        await call("logout", "POST", "/auth/logout")
        await post("reset_password", "/auth/reset-password", outbox.token(someone.email, "reset-password"))
    return answers


async def test_s43_answers_hold_only_what_their_schema_has(
    app: ASGIApp, runtime: Runtime, person: MakePerson, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Every operation is called; no field is beside the contract, no hash or token where none belongs. [ASVS 15.3.1]"""
    contract = Contract(runtime)
    answers = await _tour(app, person, run_jobs, outbox)
    operations = {operation.name: operation for operation in contract.operations()}
    assert set(operations) == set(answers), "an operation is new: call it in the tour"
    hashes = [row[0] for row in await fetch(runtime, "SELECT password_hash FROM users WHERE password_hash IS NOT NULL")]
    digests = [
        row[0] for row in await fetch(runtime, "SELECT token FROM sessions UNION SELECT refresh_token FROM sessions")
    ]
    for name, operation in operations.items():
        for answer in answers[name]:
            assert contract.undeclared(answer.json(), contract.answer_schema(operation, answer.status_code)) == []
            secret = {key for key in _keys(answer.json().get("data", {})) if _SECRET.search(key)}
            assert secret <= (_TOKENS if name in {"register", "login", "refresh"} else set())
            assert not any(value in answer.text for value in [*hashes, *digests])
