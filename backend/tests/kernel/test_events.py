"""News goes up, inside the transaction."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from groundwork.domains.accounts.models import User
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.events import Bus, Event, Subscriber, publish
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.conftest import client_of, new_email
from tests.kernel.external_domain import service
from tests.kernel.external_domain.models import Note
from tests.kernel.external_domain.policy import WRITE

pytestmark = pytest.mark.anyio
LIBRARIAN = Actor(user_id=uuid7(), role="admin", permissions=frozenset({WRITE}))


@dataclass(frozen=True, slots=True)
class Rang(Event):
    """A bell rang."""

    times: int


@dataclass(frozen=True, slots=True)
class RangTwice(Rang):
    """Another event, though it looks alike."""


async def test_subscribers_are_called_in_their_order_with_the_transaction() -> None:
    heard: list[object] = []

    def ear(name: str):
        async def hear(db: object, event: Rang) -> None:
            heard.append((name, db, event.times))

        return hear

    bus = Bus([Subscriber(Rang, ear("first")), Subscriber(Rang, ear("second")), Subscriber(RangTwice, ear("other"))])
    await bus.publish("the transaction", Rang(3))  # type: ignore[arg-type]
    assert heard == [("first", "the transaction", 3), ("second", "the transaction", 3)]


async def test_what_nobody_wants_to_hear_is_no_error() -> None:
    await Bus([]).publish(None, Rang(1))  # type: ignore[arg-type]


async def test_a_subscriber_that_raises_undoes_what_the_news_is_of(workshop: Runtime) -> None:
    with pytest.raises(ValueError, match="nobody writes that"):
        async with transaction(workshop) as db:
            await service.write(db, LIBRARIAN, title="forbidden", shelf="news")
    async with transaction(workshop) as db:
        assert await db.scalar(select(Note).where(Note.title == "forbidden")) is None
        await publish(db, service.NoteWritten("allowed"))
    assert service.heard[-1] == "allowed"


async def test_an_external_domain_hears_of_the_built_in_ones(workshop_app, workshop: Runtime) -> None:
    """Registering makes the first note in the same transaction; when that fails, there is no user either."""
    async with client_of(workshop_app, headers={"X-Client": "api"}) as calling:
        email, taken = new_email(), new_email()
        async with transaction(workshop) as db:
            db.add(Note(title=taken, shelf="welcome"))
        form = {"password": "SecureP@ss123", "firstName": "Ada", "lastName": "Byron"}
        assert (await calling.post("/api/v1/auth/register", json={"email": email, **form})).status_code == 201
        assert (await calling.post("/api/v1/auth/register", json={"email": taken, **form})).status_code == 500
    async with transaction(workshop) as db:
        assert await db.scalar(select(Note.title).where(Note.title == email)) == email
        assert await db.scalar(select(User).where(User.email == taken)) is None
