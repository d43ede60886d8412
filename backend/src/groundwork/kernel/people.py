"""The port through which the domain that knows people tells their names to those below it."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from groundwork.kernel.database import Database


class KnownPerson(NamedTuple):
    """How a person is shown."""

    name: str
    email: str


KnowsPeople = Callable[[Database, Collection[UUID]], Awaitable[Mapping[UUID, KnownPerson]]]
"""``know(database, ids)``: those of the people who are still known."""
