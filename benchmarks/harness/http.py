"""A small client for checking answers; the load itself comes from wrk."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 10


class Answer(NamedTuple):
    """A status and the decoded JSON body (None when it is not JSON)."""

    status: int
    body: Any


def call(method: str, url: str, body: object = None, token: str | None = None) -> Answer:
    """Send one request on a connection of its own.

    Raises:
        OSError, HTTPException: there was no answer.
    """
    parts = urlsplit(url)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    connection = HTTPConnection(parts.netloc, timeout=TIMEOUT_SECONDS)
    try:
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, target, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        return Answer(response.status, decoded(response.read()))
    finally:
        connection.close()


@contextmanager
def conversation(url: str, token: str | None = None) -> Iterator[Callable[[str], Answer]]:
    """Yield `get(target)`, whose requests go over one connection to the server at `url`, one after the other."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    connection = HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT_SECONDS)

    def get(target: str) -> Answer:
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        return Answer(response.status, decoded(response.read()))

    try:
        yield get
    finally:
        connection.close()


def answers(url: str) -> bool:
    """Say whether `GET url` is answered with 200."""
    try:
        return call("GET", url).status == 200
    except (OSError, HTTPException):
        return False


def decoded(text: bytes) -> Any:
    """Return the JSON in `text`, or None."""
    try:
        return json.loads(text)
    except ValueError:
        return None
