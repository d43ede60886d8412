"""``Idempotency-Key`` on requests that create or charge: sent again, the first answer comes again.

Every POST of a signed-in person that works in the request's unit of work understands it by itself. One that has
transactions of its own, since it asks somebody else in between, is marked with :func:`repeatable`.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

import orjson
from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from starlette.types import Receive, Scope, Send

from groundwork.kernel.database import transaction
from groundwork.kernel.errors import AppError, BadRequest, Conflict, Detail, ValidationFailed
from groundwork.kernel.http.dependencies import signed_in_actor, unit_of_work
from groundwork.kernel.http.envelope import Envelope, meta, to_json
from groundwork.kernel.http.errors import error_envelope, send_error
from groundwork.kernel.http.request_state import RequestState
from groundwork.kernel.idempotency import Answer, Answered, Attempt
from groundwork.kernel.ids import uuid7

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_COUNTS = frozenset({402, 404, 409, 410, 412, 422})
"""Refusals that are an outcome. Others say that nothing was tried, or that nobody knows: asking again may go well."""

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
Handle = Callable[[Request], Any]


def repeatable(endpoint: Endpoint) -> Endpoint:
    """Mark an operation with transactions of its own that takes a key, and may itself be done twice to one effect.

    That it is done twice happens when the process dies between its effect and its answer. What it makes can have the
    :data:`EffectId` as its id, by which the second time finds it; what can be done once only asks :data:`BegunBefore`.
    """
    endpoint.__repeatable__ = True  # type: ignore[attr-defined]
    return endpoint


async def effect_id(request: Request) -> UUID:
    """An id for what a repeatable operation makes: sent again with its key, it finds what a crash has cut off."""
    claim = RequestState.of(request.scope).claim
    return claim.effect_id if claim else uuid7()


EffectId = Annotated[UUID, Depends(effect_id)]


async def begun_before(request: Request) -> bool:
    """Whether a repeatable operation is sent again with its key, and may have had its effect without an answer."""
    claim = RequestState.of(request.scope).claim
    return claim is not None and claim.again


BegunBefore = Annotated[bool, Depends(begun_before)]


def takes_key(methods: set[str] | None, dependant: Dependant, endpoint: Callable[..., Any]) -> bool:
    """Whether an operation understands the header."""
    in_one = needs(dependant, unit_of_work) or is_repeatable(endpoint)
    return methods == {"POST"} and in_one and needs(dependant, signed_in_actor)


def shown_once(endpoint: Endpoint) -> Endpoint:
    """Mark an operation whose answer holds a secret: it is not kept, and under the same key only said to be done.

    Otherwise the key would show it a second time, and to who has not signed in afresh.
    """
    endpoint.__shown_once__ = True  # type: ignore[attr-defined]
    return endpoint


class AnsweredBefore(Conflict):
    """What is asked for under this key was done, and had a secret in its answer."""

    message = "This was done with this Idempotency-Key, and what was answered is shown once"


def is_repeatable(endpoint: Callable[..., Any]) -> bool:
    """What :func:`repeatable` has marked."""
    return bool(getattr(endpoint, "__repeatable__", False))


def needs(dependant: Dependant, call: Callable[..., Any]) -> bool:
    """Whether an operation depends on ``call``, directly or not."""
    return dependant.call is call or any(needs(child, call) for child in dependant.dependencies)


def attempt_of(request: Request, content: Any) -> Attempt | None:
    """The attempt that a request is when it names a key. ``content``: its body, as read.

    Raises:
        ValidationFailed: the key is empty, too long, not of visible ASCII characters, or there are several.
        BadRequest: the body is nested more deeply than can be written down.
    """
    keys = request.headers.getlist(HEADER)
    user_id = RequestState.of(request.scope).actor.user_id
    if not keys or user_id is None:
        return None
    if len(keys) > 1:
        raise ValidationFailed(details=[Detail(HEADER, "Must be given once")])
    if not _KEY.fullmatch(keys[0]):
        raise ValidationFailed(details=[Detail(HEADER, "Must have 1 to 255 visible ASCII characters")])
    asked = [request.method, request.url.path, request.url.query, content]
    try:
        return Attempt(user_id, keys[0], orjson.dumps(asked, option=orjson.OPT_SORT_KEYS))
    except orjson.JSONEncodeError:  # the parser lets more pass than the writer takes
        raise BadRequest("The body is nested too deeply") from None


async def answer_once(request: Request, attempt: Attempt, handle: Handle) -> Response:
    """The answer of an operation in the request's unit of work, or the one that its key has got already."""
    state = RequestState.of(request.scope)
    state.attempt = attempt
    try:
        response: Response = await handle(request)
    except Answered as known:
        return Again(known.answer)
    except AppError as error:
        if error.status not in _COUNTS or state.unit is None:
            raise
        # What was done is undone, and this outcome written down in its place.
        await state.unit.rollback()
        state.unit.info["after_commit"].clear()
        if known_by_now := await attempt.begin(state.unit):
            return Again(known_by_now)
        response = Refused(error)
    if state.unit is not None:
        await _keep(request, state.unit, attempt, response)
    return response


async def answer_once_of_its_own(request: Request, attempt: Attempt, handle: Handle) -> Response:
    """As :func:`answer_once`, for an operation that is marked as :func:`repeatable`."""
    runtime = request.app.state.runtime
    async with transaction(runtime) as db:
        known = await attempt.claim(db)
    if isinstance(known, Answer):
        return Again(known)
    RequestState.of(request.scope).claim = known
    try:
        response: Response = await handle(request)
    except (AppError, RequestValidationError) as error:
        if not isinstance(error, AppError) or error.status not in _COUNTS:
            async with transaction(runtime) as db:
                await attempt.let_go(db, tried=isinstance(error, AppError) and error.status >= 500)
            raise
        response = Refused(error)
    except Exception:
        async with transaction(runtime) as db:
            await attempt.let_go(db, tried=True)
        raise
    async with transaction(runtime) as db:
        await _keep(request, db, attempt, response)
    return response


class Again(Response):
    """An answer that was given before, with a ``meta`` of its own."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.status_code = answer.status
        self.background = None
        self.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
        self.raw_headers.append((b"idempotent-replayed", b"true"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  (ASGI's interface)
        """Send it."""
        beginning = self.answer.beginning.encode()
        body = b"%s%s}" % (beginning, to_json(meta(scope))) if beginning else b""
        headers = [*self.raw_headers, (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class Refused(Response):
    """An error as an answer, so that what was written about it is committed."""

    def __init__(self, error: AppError) -> None:
        self.error = error
        self.status_code = error.status
        self.background = None
        self.raw_headers = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  (ASGI's interface)
        """Send it."""
        await send_error(self.error, scope, send)


async def _keep(request: Request, db: Any, attempt: Attempt, response: Response) -> None:
    if response.status_code < 400 and getattr(request.scope["endpoint"], "__shown_once__", False):
        response = Refused(AnsweredBefore())
    answer = answer_of(response)
    if answer is not None:
        await attempt.keep(db, answer)
    elif is_repeatable(request.scope["endpoint"]):
        await attempt.let_go(db, tried=True)


def answer_of(response: Response) -> Answer | None:
    """What can be given again; nothing of answers that set cookies, or are not JSON of ours."""
    if isinstance(response, Refused):
        content = to_json(error_envelope(response.error))
        return Answer(response.status_code, [("content-type", "application/json")], _open(content))
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers]
    if any(name == "set-cookie" for name, _ in headers):
        return None
    if isinstance(response, Envelope):
        return Answer(response.status_code, headers, _open(to_json(response.content())))
    return Answer(response.status_code, [], "") if response.status_code == 204 else None


def _open(content: bytes) -> str:
    """A JSON object up to the value of the ``meta`` that is to follow."""
    return content[:-1].decode() + ',"meta":'
