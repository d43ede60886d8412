"""Reading request bodies: strictly JSON, both forms of the specification, nothing that the database cannot hold."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

import orjson
from starlette.requests import Request
from starlette.types import Message, Receive, Scope

from groundwork.kernel.errors import (
    AppError,
    BadRequest,
    Detail,
    PayloadTooLarge,
    UnsupportedMediaType,
    ValidationFailed,
)
from groundwork.kernel.http.request_ids import is_request_id
from groundwork.kernel.http.request_state import RequestState

METHODS_WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_JSON = re.compile(r"application/(?:json|[a-z0-9.+-]+\+json)\s*(?:;.*)?", re.IGNORECASE | re.DOTALL)
_DEEPEST = 100
_MOST_DETAILS = 100
_LONGEST_NAME = 200
_MOST_VALUES = 20_000
"""Telling what is wrong with each of a million values would take a processor for seconds."""


async def read_json(request: Request) -> Any:
    """The payload of a request: the plain object of chapter 6.3, or the ``data`` of ``{data, meta}`` of chapter 6.4.

    Returns ``None`` for an empty body.

    Raises:
        UnsupportedMediaType: the body is not declared as JSON. A form of another site can send text/plain without being
            asked, JSON it cannot (CVE-2021-32677).
        BadRequest: it does not parse, or holds more, or nests deeper, than any honest request.
        ValidationFailed: it holds a NUL character, which PostgreSQL cannot store.
    """
    body = await request.body()
    if not body:
        return None
    if not _JSON.fullmatch(request.headers.get("content-type", "")):
        raise UnsupportedMediaType
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"The body is not valid JSON: {str(error).partition(': line')[0]}") from None
    if len(body) > 2 * _MOST_VALUES and _count(content) > _MOST_VALUES:
        raise BadRequest(f"The body holds more than {_MOST_VALUES} values")
    if b"\\u0000" in body:
        _refuse_nul(content)
    if isinstance(content, dict) and "data" in content and content.keys() <= {"data", "meta"}:
        _take_request_id(request.scope, content.get("meta"))
        return content["data"]
    return content


def refuse_content(content: Any) -> None:
    """What is sent where nothing is asked for would be believed to have been heeded.

    Raises:
        ValidationFailed: it is more than an empty object.
    """
    if isinstance(content, dict):
        details = [Detail(name[:_LONGEST_NAME], "Unknown field") for name in islice(content, _MOST_DETAILS)]
    else:
        details = [] if content is None else [Detail("body", "Must be an object without fields, or nothing")]
    if details:
        raise ValidationFailed(details=details)


def _count(content: Any) -> int:
    """How many values a document holds, at any depth."""
    count, waiting = 0, [content]
    while waiting:
        container = waiting.pop()
        if isinstance(container, dict | list):
            count += len(container)
            waiting.extend(container.values() if isinstance(container, dict) else container)
    return count


def _refuse_nul(content: Any, path: str = "", depth: int = 0) -> None:
    if depth > _DEEPEST:  # the parser lets more pass than Python's stack takes
        raise BadRequest("The body is nested too deeply")
    if isinstance(content, str) and "\0" in content:
        raise ValidationFailed(details=[Detail(path or "body", "Must not contain a NUL character")])
    if isinstance(content, dict):
        for key, value in content.items():
            _refuse_nul(key, path, depth + 1)
            _refuse_nul(value, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(content, list):
        for index, value in enumerate(content):
            _refuse_nul(value, f"{path}.{index}" if path else str(index), depth + 1)


def _take_request_id(scope: Scope, sent_meta: Any) -> None:
    sent = sent_meta.get("requestId") if isinstance(sent_meta, dict) else None
    if (
        isinstance(sent, str)
        and is_request_id(sent)
        and not any(name == b"x-request-id" for name, _ in scope["headers"])
    ):
        RequestState.of(scope).request_id = sent


def limit_body(headers: Mapping[bytes, bytes], receive: Receive, largest: int) -> Receive:
    """A ``receive`` that refuses more than ``largest`` bytes, whatever Content-Length said.

    Raises:
        BadRequest: Content-Length is no number.
        PayloadTooLarge: at once when the declared length is too large, else when the bytes are.
    """
    declared = headers.get(b"content-length")
    if declared is not None and not (declared.isdigit() and len(declared) < 20):
        raise BadRequest("Content-Length is not a number")
    if declared is not None and int(declared) > largest:
        raise _too_large(largest)
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > largest:
            raise _too_large(largest)
        return message

    return limited


def _too_large(largest: int) -> AppError:
    return PayloadTooLarge(f"The request body is larger than {largest} bytes", headers={"Connection": "close"})
