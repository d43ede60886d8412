"""Fields: none comes in that the operation does not have, none goes out that its schema does not have.

Each operation of the contract is asked by somebody who may do it, in its scene (``tests/policy/scenes.py``).
"""

import re
from typing import Any

import pytest

from groundwork.kernel.database import Base
from groundwork.kernel.runtime import Runtime
from tests.policy.outcome import Outcome
from tests.policy.scenes import SCENES
from tests.policy.stage import Performer, Stage
from tests.policy.walk import Request, outcome_of, prepare, send, who_may
from tests.security.contract import WRITES, Contract, Operation
from tests.security.support import code_of, fetch, fields_of, snapshot

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
_FORM = {"clientSecret"}
"""What the provider's card form needs; for the owner of the payment, while it is open."""
TOLD: dict[str, set[str]] = {
    "register": _TOKENS,
    "login": {*_TOKENS, "challengeToken"},
    "refresh": _TOKENS,
    "impersonate_user": {"accessToken"},
    "verify_mfa": _TOKENS,
    "sign_in_with_passkey": _TOKENS,
    "begin_totp": {"secret"},
    "create_order_payment": _FORM,
    "create_invoice_payment": _FORM,
    "get_payment": _FORM,
    "confirm_sandbox_payment": _FORM,
    "answer_sandbox_challenge": _FORM,
}
"""What sounds like a secret and is what the operation is for."""


async def _ready(stage: Stage, operation: Operation) -> tuple[Request, Performer]:
    """A good request on a stage that is as it was, and somebody who may send it."""
    await stage.reset()
    performer, whose = who_may(stage, operation)
    return await prepare(stage, operation, whose), performer


async def test_s42_fields_that_an_operation_does_not_have_are_refused(stage: Stage) -> None:
    """By every write of the contract, one by one and together, in both forms; nothing changes. [ASVS 15.3.3]"""
    contract = Contract(stage.runtime)
    bodies = [*({name: value} for name, value in EXTRAS.items()), EXTRAS]
    asked = 0
    for operation in contract.operations():
        if operation.method not in WRITES or not operation.has_body:
            continue
        request, performer = await _ready(stage, operation)
        known = contract.body_fields(operation)
        before = await snapshot(stage.runtime)
        for extra in bodies:
            unknown = extra.keys() - known
            whole = {**(request.body or {}), **{name: extra[name] for name in unknown}}
            for body in ({"data": whole, "meta": {"role": "admin"}}, whole) if unknown else ():
                answer = await send(stage, request.with_body(body), performer)
                assert code_of(answer) == (400, "VALIDATION_ERROR"), (operation.name, answer.text)
                assert [fields_of(answer)[name] for name in unknown] == [["Unknown field"]] * len(unknown), operation
        assert await snapshot(stage.runtime) == before, operation.name
        asked += 1
    assert asked >= 10


async def test_s42_operations_without_a_body_refuse_one(stage: Stage) -> None:
    """By each of them; nothing changes. [ASVS 15.3.3]"""
    asked = 0
    for operation in Contract(stage.runtime).operations():
        if operation.method not in WRITES or "requestBody" in operation.described:
            continue
        request, performer = await _ready(stage, operation)
        before = await snapshot(stage.runtime)
        answer = await send(stage, request.with_body(EXTRAS), performer)
        assert code_of(answer) == (400, "VALIDATION_ERROR"), (operation.name, answer.text)
        assert fields_of(answer) == {name: ["Unknown field"] for name in EXTRAS}, operation.name
        assert await snapshot(stage.runtime) == before, operation.name
        asked += 1
    assert asked >= 30


async def test_s42_query_parameters_that_an_operation_does_not_have_are_refused(stage: Stage) -> None:
    """By every operation. [ASVS 15.3.3]"""
    for operation in Contract(stage.runtime).operations():
        request, performer = await _ready(stage, operation)
        before = await snapshot(stage.runtime) if operation.method in WRITES else None
        answer = await send(stage, request, performer, params={"role": "admin", "userId": "1"})
        assert code_of(answer) == (400, "VALIDATION_ERROR"), operation.name
        assert fields_of(answer) == {name: ["Unknown query parameter"] for name in ("role", "userId")}
        if before is not None:
            assert await snapshot(stage.runtime) == before, operation.name


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in _keys(item)}
    return {key for item in value for key in _keys(item)} if isinstance(value, list) else set()


async def test_s43_no_answer_of_the_contract_names_a_secret(stage: Stage) -> None:
    """No field for a hash, a secret or a password; tokens only where one signs in. [ASVS 15.3.1]"""
    contract = Contract(stage.runtime)

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
        assert found <= TOLD.get(operation.name, set()), operation.name


async def _kept_secrets(runtime: Runtime) -> set[str]:
    """What the tables keep of passwords, tokens and keys."""
    present = {row[0] for row in await fetch(runtime, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    columns = [
        f"SELECT {column.name}::text AS value FROM {table.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name in present and _SECRET.search(column.name)
    ]
    rows = await fetch(runtime, f"SELECT value FROM ({' UNION ALL '.join(columns)}) kept WHERE length(value) > 20")
    return {row[0] for row in rows}


async def test_s43_answers_hold_only_what_their_schema_has(stage: Stage) -> None:
    """Every operation is called; no field is beside the contract, no hash or token where none belongs. [ASVS 15.3.1]"""
    contract = Contract(stage.runtime)
    for operation in contract.operations():
        request, performer = await _ready(stage, operation)
        answer = await send(stage, request, performer)
        assert outcome_of(answer) == Outcome.ALLOWED, (operation.name, answer.text)
        secrets = await _kept_secrets(stage.runtime)
        assert len(secrets) > len(stage.people) * 3
        is_json = answer.headers.get("content-type") == "application/json"
        data = answer.json().get("data") if is_json else None
        meant = {data.get(name) for name in TOLD.get(operation.name, ())} if isinstance(data, dict) else set()
        assert not any(secret in answer.text for secret in secrets - meant), operation.name
        if is_json:
            content = answer.json()
            assert contract.undeclared(content, contract.answer_schema(operation, answer.status_code)) == []
            told = {key for key in _keys(content.get("data", {})) if _SECRET.search(key)}
            assert told <= TOLD.get(operation.name, set()), operation.name
    assert {operation.name for operation in contract.operations()} == SCENES.keys()


async def test_s43_pages_by_cursor_hold_only_what_their_schema_has(stage: Stage) -> None:
    """The other form of every list. [ASVS 15.3.1]"""
    contract = Contract(stage.runtime)
    asked = 0
    for operation in contract.operations():
        takes = {parameter["name"] for parameter in operation.described.get("parameters", [])}
        if "cursor" in takes and "application/json" in operation.described["responses"]["200"]["content"]:
            request, performer = await _ready(stage, operation)
            answer = await send(stage, request, performer, params={"cursor": "", "limit": 1})
            assert contract.undeclared(answer.json(), contract.answer_schema(operation, 200)) == [], operation.name
            asked += 1
    assert asked >= 2
