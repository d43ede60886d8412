"""The walk over the matrix: each operation by each performer, on their own and on a foreign object."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from typing import Any

import httpx2

from tests.policy.outcome import Outcome, Relation, expected
from tests.policy.scenes import SCENES, Json
from tests.policy.stage import Member, Performer, Stage
from tests.security.contract import WRITES, Operation

_REFUSALS = {401: Outcome.SIGN_IN, 403: Outcome.FORBIDDEN, 404: Outcome.INVISIBLE}


@dataclass(frozen=True)
class Cell:
    """One cell: who does what, to whose, what the policy says and what came of it."""

    operation: str
    performer: str
    whose: str
    expected: Outcome
    found: str

    @property
    def differs(self) -> bool:
        """Whether the application does not do what the policy says."""
        return self.found != self.expected

    def __str__(self) -> str:
        return f"{self.operation} by {self.performer} on {self.whose}: {self.found}, expected {self.expected}"


@dataclass(frozen=True)
class Request:
    """A request that is ready to be sent, by anybody."""

    method: str
    path: str
    body: Json | None
    options: Json

    def with_body(self, body: Json | None) -> "Request":
        """The same with another body."""
        return replace(self, body=body)


async def walk(stage: Stage, operations: Iterable[Operation]) -> list[Cell]:
    """Every cell of these operations."""
    return [cell for operation in operations async for cell in _cells(stage, operation)]


async def _cells(stage: Stage, operation: Operation) -> AsyncIterator[Cell]:
    for whose in stage.people.values():
        request = None
        for performer in stage.performers:
            wanted = policy(stage, operation, performer, whose)
            if not _is_asked(stage, operation, performer, whose, wanted):
                continue
            if request is None:
                request = await prepare(stage, operation, whose)
            answer = await send(stage, request, performer)
            found = outcome_of(answer)
            yield Cell(operation.name, performer.name, f"the {whose.name}'s", wanted, found)
            if operation.method in WRITES and found not in _REFUSALS.values():
                await stage.reset()
                request = None


def _is_asked(stage: Stage, operation: Operation, performer: Performer, whose: Member, wanted: Outcome) -> bool:
    """One's own and the member's objects; the outsider's where the member is the one who asks."""
    scene = SCENES[operation.name]
    person = performer.person or stage.people["member"]
    if not operation.has_object:
        return whose == person
    if not scene.owned:
        return whose.name == "member"
    if whose == person and wanted is Outcome.ALLOWED and not scene.to_oneself:
        return False
    foreign = "outsider" if person.name == "member" else "member"
    return whose == person or whose.name == foreign


async def prepare(stage: Stage, operation: Operation, whose: Member) -> Request:
    """The object and the body of a request about something of ``whose``."""
    scene = SCENES[operation.name]
    path = operation.path.format(**await scene.path(stage, whose))
    return Request(operation.method, path, await scene.body_for(stage, whose), scene.options)


async def send(stage: Stage, request: Request, performer: Performer, **more: Any) -> httpx2.Response:
    """The answer to a performer; ``more`` goes to the client."""
    body = {} if request.body is None else {"json": request.body}
    headers = {**performer.headers, **request.options.get("headers", {})}
    options = {**request.options, **more, "headers": headers}
    return await stage.client.request(request.method, request.path, **body, **options)


def outcome_of(answer: httpx2.Response) -> str:
    """What an answer says about permissions; what is neither success nor refusal is told as it is."""
    if answer.is_success:
        return Outcome.ALLOWED
    return _REFUSALS.get(answer.status_code, f"{answer.status_code} {answer.text[:200]}")


def policy(stage: Stage, operation: Operation, performer: Performer, whose: Member) -> Outcome:
    """What the policy says of a cell."""
    person = performer.person
    owned = SCENES[operation.name].owned
    relation = Relation(
        own=owned and person == whose,
        managed=owned and person is not None and stage.manages(person, whose),
    )
    return expected(
        operation,
        signed_in=person is not None,
        held=performer.held,
        relation=relation,
        vocabulary=stage.runtime.matrix.names,
    )


def who_may(stage: Stage, operation: Operation) -> tuple[Performer, Member]:
    """Somebody who signed in and may do it, and to whose object: the member to their own, if that is allowed."""
    performers = {performer.name: performer for performer in stage.performers}
    for name in ("member", "manager", "admin"):
        person = stage.people[name]
        for whose in (person, stage.people["member"]):
            wanted = policy(stage, operation, performers[name], whose)
            if wanted is Outcome.ALLOWED and _is_asked(stage, operation, performers[name], whose, wanted):
                return performers[name], whose
    raise AssertionError(f"nobody may {operation.name}")
