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
    """How who asks is related to what the request is about."""

    own: bool = False
    """It is theirs. An operation without an object in its address is about oneself."""
    managed: bool = False
    """It belongs to a member of a team that they manage."""

    def covers(self, permission: str) -> bool:
        """Whether a permission reaches as far as the object."""
        scope = permission.split(":")[2:]
        return {"own": self.own, "team": self.managed}[scope[0]] if scope else True


def expected(
    operation: Operation, *, signed_in: bool, held: Collection[str], relation: Relation, vocabulary: Collection[str]
) -> Outcome:
    """The outcome for an actor with the permissions ``held``, of those in ``vocabulary``.

    The gate first: one of the operation's permissions at all, or 403; 401 for a guest. Then the object: what no
    permission to read reaches is invisible, 404; what is visible and out of reach of the operation's permissions, 403.
    Resources that have no permission to read are seen by who may act on them.
    """
    if not signed_in and (operation.secured or not set(held) & set(operation.permissions)):
        return Outcome.SIGN_IN
    usable = [name for name in operation.permissions if name in held]
    if not usable:
        return Outcome.FORBIDDEN
    if not operation.has_object:
        return Outcome.ALLOWED
    resources = {name.split(":")[0] for name in operation.permissions}
    reads = [name for name in vocabulary if name.split(":")[0] in resources and name.split(":")[1] == "read"]
    seen_by = [name for name in reads if name in held] if reads else usable
    if not any(relation.covers(name) for name in seen_by):
        return Outcome.INVISIBLE
    return Outcome.ALLOWED if any(relation.covers(name) for name in usable) else Outcome.FORBIDDEN
