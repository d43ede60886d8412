"""The walk over the matrix: each operation by each performer, on what is theirs and what is not."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from typing import Any

import httpx2

from tests.policy.outcome import Outcome, Relation, expected
from tests.policy.scenes import SCENES, About, Json
from tests.policy.stage import TEAM_ROLES, Member, Performer, Stage
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
            found = outcome_of(await send(stage, request, performer))
            yield Cell(operation.name, performer.name, f"the {whose.name}'s", wanted, found)
            if operation.method in WRITES and found not in _REFUSALS.values():
                await stage.reset()
                request = None
        if request is not None:
            await stage.reset()


def _is_asked(stage: Stage, operation: Operation, performer: Performer, whose: Member, wanted: Outcome) -> bool:
    """Of people: one's own and the member's, the outsider's where the member asks. Of teams: both, by their owners."""
    scene = SCENES[operation.name]
    person = performer.person or stage.people["member"]
    if scene.about is About.ONESELF:
        return whose == person
    if scene.about is About.TEAM:
        return whose.name in stage.teams
    if scene.about is About.NOBODY:
        return whose.name == "member"
    if whose == person:
        return scene.to_oneself or wanted is not Outcome.ALLOWED
    return whose.name == ("outsider" if person.name == "member" else "member")


async def prepare(stage: Stage, operation: Operation, whose: Member) -> Request:
    """The object and the body of a request about something of ``whose``."""
    scene = SCENES[operation.name]
    made = await scene.path(stage, whose)
    query = {name: value for name, value in made.items() if f"{{{name}}}" not in operation.path}
    options = scene.options_for(stage)
    if query:
        options = {**options, "params": query}
    return Request(operation.method, operation.path.format(**made), await scene.body_for(stage, whose), options)


async def send(stage: Stage, request: Request, performer: Performer, **more: Any) -> httpx2.Response:
    """The answer to a performer; ``more`` goes to the client."""
    body = {} if request.body is None else {"json": request.body}
    headers = {**performer.headers, **request.options.get("headers", {})}
    params = {**request.options.get("params", {}), **more.pop("params", {})}
    options = {**request.options, **more, "headers": headers, "params": params}
    answer = await stage.client.request(request.method, request.path, **body, **options)
    stage.client.cookies.clear()
    return answer


def outcome_of(answer: httpx2.Response) -> str:
    """What an answer says about permissions; what is neither success nor refusal is told as it is."""
    if answer.is_success or answer.is_redirect:
        return Outcome.ALLOWED
    return _REFUSALS.get(answer.status_code, f"{answer.status_code} {answer.text[:200]}")


def policy(stage: Stage, operation: Operation, performer: Performer, whose: Member) -> Outcome:
    """What the policy says of a cell."""
    wanted = expected(
        operation,
        signed_in=performer.person is not None,
        held=performer.held,
        vocabulary=stage.runtime.matrix.names,
        relation=_relation(stage, operation, performer.person, whose),
        reads=SCENES[operation.name].reads,
    )
    needs_sign_in = SCENES[operation.name].fresh and performer.person == whose and performer.by_key
    return Outcome.FORBIDDEN if wanted is Outcome.ALLOWED and needs_sign_in else wanted


def _relation(stage: Stage, operation: Operation, person: Member | None, whose: Member) -> Relation | None:
    scene = SCENES[operation.name]
    if scene.about is About.ONESELF:
        return None
    if person is None or scene.about is About.NOBODY:
        return Relation()
    if scene.about is About.PERSON:
        own = person == whose
        return Relation(sees_as_own=own, acts_as_own=own, manages=stage.manages(person, whose))
    role = TEAM_ROLES.get(whose.name, {}).get(person.name)
    order = ["member", "manager", "owner"]
    high_enough = role is not None and order.index(role) >= order.index(scene.least)
    return Relation(sees_as_own=role is not None, acts_as_own=high_enough)


def who_may(stage: Stage, operation: Operation) -> tuple[Performer, Member]:
    """Somebody who signed in and may do it, and to whose object: the member to their own, if that is allowed."""
    performers = {performer.name: performer for performer in stage.performers}
    for name in ("member", "owner", "manager", "admin"):
        for whose in (stage.people[name], stage.people["member"]):
            wanted = policy(stage, operation, performers[name], whose)
            if wanted is Outcome.ALLOWED and _is_asked(stage, operation, performers[name], whose, wanted):
                return performers[name], whose
    raise AssertionError(f"nobody may {operation.name}")
