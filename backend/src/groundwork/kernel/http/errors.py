"""From exceptions to answers: the envelope of chapter 16.1, or RFC 9457 for clients that ask for it."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import psycopg
import psycopg_pool
import sqlalchemy.exc
import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Scope, Send

from groundwork.kernel.errors import (
    AppError,
    BadRequest,
    Detail,
    Forbidden,
    InternalError,
    MethodNotAllowed,
    NotFound,
    PayloadTooLarge,
    ServiceUnavailable,
    ValidationFailed,
)
from groundwork.kernel.http.envelope import meta, to_json
from groundwork.kernel.http.request_state import RequestState

log = structlog.get_logger("groundwork.http")

_MOST_DETAILS = 100
_LONGEST_FIELD = 200

_BY_STATUS: Mapping[int, type[AppError]] = {
    400: BadRequest,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    413: PayloadTooLarge,
}
_DATABASE_AWAY = (
    psycopg.OperationalError,
    psycopg_pool.PoolTimeout,
    psycopg_pool.TooManyRequests,
    psycopg_pool.PoolClosed,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.InterfaceError,
    ConnectionError,
)


def as_app_error(error: Exception) -> AppError:
    """The error that the client may see. What is not expected is logged with its trace and shown without it."""
    if isinstance(error, AppError):
        return error
    if isinstance(error, RequestValidationError):
        return ValidationFailed(details=validation_details(error.errors()))
    if isinstance(error, HTTPException):
        kind = _BY_STATUS.get(error.status_code, BadRequest if error.status_code < 500 else InternalError)
        return kind(headers=error.headers)
    if isinstance(error, ClientDisconnect):
        return BadRequest("The request ended before its body did")
    if isinstance(error, _DATABASE_AWAY):
        log.error("database unavailable", error=f"{type(error).__name__}: {error}".strip())
        return ServiceUnavailable(retry_after=2)
    log.error("unexpected error", exc_info=error)
    return InternalError()


def validation_details(problems: Iterable[Any]) -> list[Detail]:
    """Field and sentence for each problem that Pydantic found; a rule that names several at once gives several."""
    details: list[Detail] = []
    for problem in islice(problems, _MOST_DETAILS):
        location = [str(part) for part in problem["loc"] if part not in {"body", "query", "path"}]
        field = (".".join(location) or str(problem["loc"][0]))[:_LONGEST_FIELD]
        sentences = problem.get("ctx", {}).get("sentences") or (_sentence(problem),)
        details.extend(Detail(field, sentence) for sentence in sentences)
    return details


def _sentence(problem: Any) -> str:
    kind, context = problem["type"], problem.get("ctx", {})
    match kind:
        case "missing":
            return "Required"
        case "extra_forbidden":
            return "Unknown field"
        case "string_too_short" if context["min_length"] == 1:
            return "Must not be empty"
        case "string_too_short":
            return f"Must have at least {context['min_length']} characters"
        case "string_too_long":
            return f"Must have at most {context['max_length']} characters"
        case "string_pattern_mismatch":
            return "Does not have the form that is asked for"
        case "too_short":
            return f"Must have at least {_entries(context['min_length'])}"
        case "too_long":
            return f"Must have at most {_entries(context['max_length'])}"
        case "uuid_parsing" | "uuid_type":
            return "Must be a UUID"
        case "model_attributes_type" | "dict_type" | "model_type":
            return "Must be an object"
        case "value_error" if "reason" in context:
            return "Must be a valid email address"
    message = str(problem["msg"]).removeprefix("Value error, ")
    return message.replace("Input should be", "Must be")


def _entries(count: int) -> str:
    return f"{count} entry" if count == 1 else f"{count} entries"


def error_envelope(error: AppError) -> dict[str, Any]:
    """The error as chapter 16.1 tells it, without ``meta``."""
    details = [detail._asdict() for detail in error.details]
    return {"success": False, "error": {"code": error.code, "message": error.message, "details": details}}


async def send_error(error: AppError, scope: Scope, send: Send) -> None:
    """Answer with the error."""
    state = RequestState.of(scope)
    if state.problem_json:
        media_type = b"application/problem+json"
        content: dict[str, Any] = {
            "type": "about:blank",
            "title": error.message,
            "status": error.status,
            "code": error.code,
            "details": [detail._asdict() for detail in error.details],
            "instance": state.request_id,
        }
    else:
        media_type = b"application/json"
        content = {**error_envelope(error), "meta": meta(scope)}
    if error.retry_after is not None:
        content["retryAfter"] = error.retry_after
    body = to_json(content)
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in error.headers.items()]
    if error.status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send(
        {
            "type": "http.response.start",
            "status": error.status,
            "headers": [
                (b"content-type", media_type),
                (b"content-length", b"%d" % len(body)),
                *headers,
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
