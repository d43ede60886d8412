"""What the policy says of a request: from an operation's ``x-permissions`` and the matrix, and nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from tests.security.contract import Operation


class Outcome(StrEnum):
    """How a request ends, as far as permissions go."""

    ALLOWED = "allowed"
    SIGN_IN = "401"
    FORBIDDEN = "403"
    INVISIBLE = "404"


@dataclass(frozen=True)
class Relation:
    """How who asks is related to what the request is about: what ``:own`` and ``:team`` mean for them."""

    sees_as_own: bool = False
    """It is theirs to see: their own, or of a team that they are in."""
    acts_as_own: bool = False
    """It is theirs to act upon: their own, or of a team in which their role is high enough."""
    manages: bool = False
    """It belongs to a member of a team that they manage."""

    def shows(self, permission: str) -> bool:
        """Whether a permission to read reaches as far as the object."""
        return {"": True, "own": self.sees_as_own, "team": self.manages}[_reach(permission)]

    def allows(self, permission: str) -> bool:
        """Whether a permission to act does."""
        return {"": True, "own": self.acts_as_own, "team": self.manages}[_reach(permission)]


def expected(
    operation: Operation,
    *,
    signed_in: bool,
    held: Collection[str],
    vocabulary: Collection[str],
    relation: Relation | None,
    reads: Collection[str] | None = None,
) -> Outcome:
    """The outcome for an actor with the permissions ``held``, of those in ``vocabulary``.

    The gate first: one of the operation's permissions at all, or 403; 401 for a guest. Then the object, where there is
    one (``relation``): what no permission to read reaches is invisible, 404; what is visible and out of reach of the
    operation's permissions, 403. Resources that have no permission to read are seen by who may act on them; ``reads``
    names the permissions to read where not all of the resource's are about such an object.
    """
    usable = [name for name in operation.permissions if name in held]
    if not signed_in and (operation.secured or not usable):
        return Outcome.SIGN_IN
    if not usable:
        return Outcome.FORBIDDEN
    if relation is None:
        return Outcome.ALLOWED
    if reads is None:
        resources = {name.split(":")[0] for name in operation.permissions}
        reads = [name for name in vocabulary if name.split(":")[0] in resources and name.split(":")[1] == "read"]
    seen_by = [name for name in reads if name in held] if reads else usable
    if not any(relation.shows(name) for name in seen_by):
        return Outcome.INVISIBLE
    return Outcome.ALLOWED if any(relation.allows(name) for name in usable) else Outcome.FORBIDDEN


def _reach(permission: str) -> str:
    return "".join(permission.split(":")[2:])
