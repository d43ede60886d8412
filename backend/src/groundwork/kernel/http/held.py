"""Public answers, held as they were sent until what they are made of changes, on every node.

Most readers of a list or a page ask for what somebody has just asked for. Their answers are the same but for ``meta``,
so that what is held is the body up to it, found by the query string as it came.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from starlette.responses import Response
from starlette.types import Scope

from groundwork.kernel.actor import Actor
from groundwork.kernel.http.authorization import Endpoint
from groundwork.kernel.http.envelope import Envelope, Prepared
from groundwork.kernel.http.request_state import RequestState
from groundwork.kernel.local_cache import LocalCache
from groundwork.kernel.runtime import Runtime

_LONGEST_QUERY = 500


@dataclass(frozen=True, slots=True)
class Shared:
    """``tables``: those whose changes (told by the SQL procedure ``tell_changes``) end an answer.

    ``among``: those who all get the same answer.
    """

    tables: tuple[str, ...]
    among: Callable[[Actor], bool]


def held(*tables: str, among: Callable[[Actor], bool]) -> Callable[[Endpoint], Endpoint]:
    """Mark an operation that reads: its answers are held for ``among`` until one of ``tables`` changes."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.__shared__ = Shared(tables, among)  # type: ignore[attr-defined]
        return endpoint

    return mark


def shared_of(endpoint: Callable[..., Any]) -> Shared | None:
    """What :func:`held` has marked."""
    return getattr(endpoint, "__shared__", None)


class Holder:
    """Finds and keeps the answer to one request of a shared operation."""

    def __init__(self, scope: Scope, shared: Shared) -> None:
        self._shared = shared
        self._local: LocalCache = cast(Runtime, scope["app"].state.runtime).local
        self._key: str | None = None
        if shared.among(RequestState.of(scope).actor) and len(scope["query_string"]) <= _LONGEST_QUERY:
            self._key = f"answer:{scope['path']}?{scope['query_string'].decode('latin-1')}"
        self._epoch = self._local.epoch

    def find(self) -> Prepared | None:
        """The answer that is held."""
        found: Prepared | None = self._local.get(self._key) if self._key else None
        return found

    def keep(self, response: Response) -> Response:
        """Hold the answer, if it is one that tells something; returns what to send."""
        if self._key is None or not isinstance(response, Envelope) or response.status_code != 200:
            return response
        prepared = response.prepared()
        self._local.put(self._key, prepared, tags=self._shared.tables, epoch=self._epoch, size=len(prepared.beginning))
        return prepared
