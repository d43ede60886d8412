"""Whatever is sent to any operation of openapi.json: no 5xx, and answers as the contract says.

schemathesis makes the requests, valid and invalid ones, over a real socket. ``SCHEMATHESIS_EXAMPLES`` is how many it
makes of each operation and kind; the everyday number is small.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import CheckContext, GenerationMode, Response, checks
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi import checks as openapi_checks

import groundwork
from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.settings import ROOT, Settings
from tests.conftest import PASSWORD, new_email

PATHS = json.loads((ROOT / "openapi.json").read_text())["paths"]


_OF_TEXTS = {"type", "minLength", "maxLength", "pattern", "description", "examples"}


def _takes_alone(schema: dict[str, Any], value: object) -> bool:
    """Whether a parameter is a list of texts or truths, and ``value``, as it reads in an address, one of them."""
    lists = [option["items"] for option in (schema, *schema.get("anyOf", ())) if option.get("type") == "array"]
    return any(items.keys() <= _OF_TEXTS and re.search(items.get("pattern", ""), str(value)) for items in lists)


QUERIES = {
    (method.upper(), path): {row["name"]: row["schema"] for row in described.get("parameters", ())}
    for path, methods in PATHS.items()
    for method, described in methods.items()
}


def invalid_requests_are_refused(context: CheckContext, answer: Response, case: schemathesis.Case) -> bool | None:
    """But for a single value where a list is asked for: in an address it reads like a list of one."""
    schemas, asked = QUERIES[case.method.upper(), case.path], (case.query or {}).items()
    if any(not isinstance(value, list) and _takes_alone(schemas.get(name, {}), value) for name, value in asked):
        return None
    return openapi_checks.negative_data_rejection(context, answer, case)


def versions_are_told(_context: CheckContext, answer: Response, case: schemathesis.Case) -> bool | None:
    """What carries an entity tag can be asked for with ``If-None-Match``, and says so."""
    declared = PATHS[case.path][case.method.lower()]["responses"]
    assert case.method != "GET" or "etag" not in answer.headers or "304" in declared, "an ETag that nobody was told of"
    return None


CHECKS = [
    checks.not_a_server_error,
    versions_are_told,
    openapi_checks.status_code_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
    invalid_requests_are_refused,
    openapi_checks.unsupported_method,
    openapi_checks.allow_header_conformance,
]


def _can_be_wrong(described: dict[str, Any]) -> bool:
    """Whether an operation can be asked wrongly. A header that may be any text never is wrong."""
    given = [(parameter["in"], parameter["schema"]) for parameter in described.get("parameters", [])]
    bound = [where for where, schema in given if (where, schema) != ("header", {"type": "string"})]
    return bool(bound or described.get("requestBody") or described.get("security"))


CASES = [
    (method.upper(), path, mode)
    for path, methods in PATHS.items()
    for method, described in methods.items()
    for mode in GenerationMode
    if mode is not GenerationMode.NEGATIVE or _can_be_wrong(described)
]
"""Every operation with valid and invalid requests; those that ask for nothing cannot be asked wrongly."""
EXAMPLES = settings(
    max_examples=int(os.environ.get("SCHEMATHESIS_EXAMPLES", "12")),
    # The same cases each time, so that a change is to blame when one fails; who asks for more gets new ones.
    derandomize="SCHEMATHESIS_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def address(cluster: Cluster, migrated: Settings, home: Path) -> Iterator[str]:
    """The real server, in a process of its own."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port = attempt.getsockname()[1]
    environ = {
        "ENCRYPTION_KEYS": "e" * 48,  # those of the other processes on this database
        "NODE_ENV": "test",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": cluster.url,
        "GROUNDWORK_HOME": str(home),
        "PASSWORD_ROUNDS": "4",
        "LOG_LEVEL": "error",
        "RATE_LIMIT_ANONYMOUS": "100000000/hour",
        "RATE_LIMIT_AUTHENTICATED": "100000000/hour",
        "PYTHONPATH": str(Path(groundwork.__file__).parents[1]),
    }
    server = subprocess.Popen([sys.executable, "-m", "groundwork", "serve"], env={**os.environ, **environ})
    url = f"http://127.0.0.1:{port}"
    while not _answers(url):
        assert server.poll() is None, "the server does not start"
        time.sleep(0.05)
    yield url
    server.terminate()
    server.wait()


def _answers(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/api/health").status_code == 200
    except httpx2.TransportError:
        return False


class Administrator:
    """Somebody who stays signed in, although some of the requests end sessions."""

    def __init__(self, address: str, database: str) -> None:
        self._address = f"{address}/api/v1/auth"
        self._database = database
        self._bearer: dict[str, str] = {}

    @property
    def bearer(self) -> dict[str, str]:
        """The header of a good token."""
        if not self._bearer or httpx2.get(f"{self._address}/me", headers=self._bearer).status_code != 200:
            form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
            answer = httpx2.post(f"{self._address}/register", json=form)
            assert answer.status_code == 201, answer.text
            with psycopg.connect(self._database, autocommit=True) as connection:
                connection.execute("UPDATE users SET role = 'admin' WHERE email = %s", [form["email"]])
            self._bearer = {"Authorization": f"Bearer {answer.json()['data']['accessToken']}"}
        return self._bearer


@pytest.fixture(scope="session")
def administrator(address: str, cluster: Cluster) -> Administrator:
    """An administrator."""
    return Administrator(address, cluster.url)


@pytest.fixture(scope="session")
def contract() -> BaseSchema:
    """The committed contract."""
    return schemathesis.openapi.from_path(ROOT / "openapi.json")


@pytest.mark.parametrize(("method", "path", "mode"), CASES)
def test_f22_of_anybody(contract: BaseSchema, address: str, method: str, path: str, mode: GenerationMode) -> None:
    @EXAMPLES
    @given(contract[path][method].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=address, checks=CHECKS)

    ask()


@pytest.mark.parametrize(("method", "path", "mode"), CASES)
def test_f22_of_an_administrator(
    contract: BaseSchema, address: str, administrator: Administrator, method: str, path: str, mode: GenerationMode
) -> None:
    @EXAMPLES
    @given(contract[path][method].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=address, headers=administrator.bearer, checks=CHECKS)

    ask()
