"""From exceptions to answers."""

import httpx2
import psycopg
import psycopg_pool
import pytest
import sqlalchemy.exc
from starlette.requests import ClientDisconnect

from groundwork.kernel.errors import (
    AppError,
    BadRequest,
    Detail,
    InternalError,
    ServiceUnavailable,
    ValidationFailed,
)
from groundwork.kernel.http.errors import as_app_error, validation_details
from groundwork.kernel.ids import uuid7

pytestmark = pytest.mark.anyio


async def trouble(api: httpx2.AsyncClient, kind: str, **headers: str) -> httpx2.Response:
    """An answer that tells an error."""
    return await api.get(f"/api/v1/notes/trouble/{kind}", headers=headers)


async def test_an_error_has_its_envelope(api: httpx2.AsyncClient) -> None:
    answer = await trouble(api, "nonsense")
    content = answer.json()
    assert answer.status_code == 422
    assert content["error"] == {"code": "UNPROCESSABLE_ENTITY", "message": "That makes no sense", "details": []}
    assert (content["success"], content["retryAfter"], answer.headers["retry-after"]) == (False, 7, "7")
    assert content["meta"]["requestId"] == answer.headers["x-request-id"]


async def test_a_bug_shows_neither_trace_nor_sql(api: httpx2.AsyncClient) -> None:
    answer = await trouble(api, "bug")
    assert answer.status_code == 500
    assert answer.json()["error"] == {
        "code": "INTERNAL_ERROR",
        "message": "An unexpected error occurred",
        "details": [],
    }
    for word in ("SELECT", "Traceback", "RuntimeError", ".py"):
        assert word not in answer.text


async def test_a_database_that_goes_away_is_a_503_with_retry_after(api: httpx2.AsyncClient) -> None:
    answer = await trouble(api, "database")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
    assert "server closed" not in answer.text


async def test_errors_of_the_framework_have_the_envelope(api: httpx2.AsyncClient) -> None:
    teapot = await trouble(api, "teapot")
    assert teapot.json()["error"]["code"] == "BAD_REQUEST"
    assert teapot.headers["x-pot"] == "short and stout"
    assert (await trouble(api, "gateway")).json()["error"]["code"] == "INTERNAL_ERROR"


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/nowhere", "/api", "/auth/nowhere"])
async def test_what_does_not_exist_is_a_404(api: httpx2.AsyncClient, path: str) -> None:
    answer = await api.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "NOT_FOUND"


async def test_a_method_that_does_not_exist_is_a_405_with_those_that_do(api: httpx2.AsyncClient) -> None:
    answer = await api.delete("/api/v1/notes")
    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == "METHOD_NOT_ALLOWED"
    assert answer.headers["allow"] == "GET, HEAD, POST"
    one = await api.put(f"/api/v1/notes/{uuid7()}")
    assert (one.status_code, one.headers["allow"]) == (405, "GET, HEAD, PATCH")
    head = await api.head("/api/v1/notes")
    assert (head.status_code, head.headers["content-type"]) == (200, "application/json")
    strange = await api.request("BREW", "/api/v1/notes")
    assert (strange.status_code, strange.headers["allow"]) == (405, "GET, HEAD, POST")


async def test_problem_json_has_the_same_codes(api: httpx2.AsyncClient) -> None:
    """RFC 9457."""
    answer = await api.post(
        "/api/v1/notes/echo", json={"title": ""}, headers={"Accept": "text/html, application/problem+json;q=0.9"}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Invalid input data",
        "status": 400,
        "code": "VALIDATION_ERROR",
        "details": [{"field": "title", "message": "Must not be empty"}],
        "instance": answer.headers["x-request-id"],
    }
    limited = await trouble(api, "nonsense", Accept="application/problem+json")
    assert limited.json()["retryAfter"] == 7


async def test_every_violated_rule_is_named_with_its_field(api: httpx2.AsyncClient) -> None:
    answer = await api.post(
        "/api/v1/notes/echo",
        json={"title": "x" * 201, "shelf": 5, "pageCount": 0, "page_count": 1, "tags": {"a": "maybe"}, "role": "admin"},
    )
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "VALIDATION_ERROR"
    details = {detail["field"]: detail["message"] for detail in answer.json()["error"]["details"]}
    assert details == {
        "title": "Must have at most 200 characters",
        "shelf": "Must be a valid string",
        "pageCount": "Must be greater than or equal to 1",
        "page_count": "Unknown field",
        "tags.a": "Must be a valid boolean, unable to interpret input",
        "role": "Unknown field",
    }


@pytest.mark.parametrize("body", ["null", "[]", '"text"', "5", "true", ""])
async def test_a_body_of_another_kind_is_told(api: httpx2.AsyncClient, body: str) -> None:
    answer = await api.post("/api/v1/notes/echo", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    [detail] = answer.json()["error"]["details"]
    assert detail["field"] == "body"
    assert detail["message"] in {"Required", "Must be an object"}


@pytest.mark.parametrize(
    "error",
    [
        psycopg.OperationalError("gone"),
        psycopg.errors.AdminShutdown("gone"),
        psycopg_pool.PoolTimeout("busy"),
        psycopg_pool.TooManyRequests("busy"),
        psycopg_pool.PoolClosed("stopping"),
        sqlalchemy.exc.OperationalError("", {}, OSError()),
        ConnectionResetError(),
    ],
)
def test_what_passes_is_told_to_come_again(error: Exception) -> None:
    told = as_app_error(error)
    assert isinstance(told, ServiceUnavailable)
    assert told.headers == {"Retry-After": "2"}


def test_what_is_expected_is_told_as_it_is() -> None:
    mine = ValidationFailed(details=[Detail("a", "b")])
    assert as_app_error(mine) is mine
    assert isinstance(as_app_error(ClientDisconnect()), BadRequest)
    assert isinstance(as_app_error(ZeroDivisionError()), InternalError)
    assert (AppError.status, str(AppError())) == (500, "An unexpected error occurred")


def test_a_rule_that_names_several_things_gives_several_details() -> None:
    problem = {"loc": ("body", "a", 0), "type": "x", "msg": "", "ctx": {"sentences": ["one", "two"]}}
    assert validation_details([problem]) == [Detail("a.0", "one"), Detail("a.0", "two")]
    assert validation_details([{"loc": ("query",), "type": "missing", "msg": "m"}]) == [Detail("query", "Required")]
