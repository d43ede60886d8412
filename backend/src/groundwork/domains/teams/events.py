"""News of teams."""

from dataclasses import dataclass
from uuid import UUID

from groundwork.kernel.events import Event


@dataclass(frozen=True, slots=True)
class TeamDeleted(Event):
    """The team is about to go, with this transaction: nothing may belong to it any more."""

    team_id: UUID
