"""The vocabulary of permissions and which role holds which; the rows come from each domain's ``policy.py``."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of chapter 9.3, most powerful first."""

    ADMIN = "admin"
    MANAGER = "manager"
    USER = "user"
    GUEST = "guest"

    @property
    def description(self) -> str:
        """What the role is for, in the words of chapter 9.3."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    Role.ADMIN: "Full system access",
    Role.MANAGER: "Access to team and content management",
    Role.USER: "Basic authenticated user access",
    Role.GUEST: "Limited read-only access",
}


@dataclass(frozen=True, slots=True)
class Permission:
    """One row of the matrix: ``resource:action``, what it lets one do, and which roles may.

    ``:own`` at the end limits it to what is one's own, ``:team`` to what belongs to a team that one manages.
    ``in_person``: only for people who signed in themselves; neither an API key nor an impersonator ever holds it.
    ``by_key``: whether it means anything to a program; signing in and out does not.
    """

    name: str
    description: str
    roles: frozenset[Role]
    in_person: bool = False
    by_key: bool = True

    @property
    def grantable(self) -> bool:
        """Whether an API key can have it, when its owner does."""
        return self.by_key and not self.in_person


class Matrix:
    """All rows, as one table."""

    def __init__(self, permissions: Iterable[Permission]) -> None:
        self.permissions = tuple(permissions)
        names = [permission.name for permission in self.permissions]
        repeated = {name for name in names if names.count(name) > 1}
        if repeated:
            raise ValueError(f"Permissions declared twice: {', '.join(sorted(repeated))}")
        self._by_role = {
            str(role): frozenset(row.name for row in self.permissions if role in row.roles) for role in Role
        }

    @property
    def names(self) -> frozenset[str]:
        """The whole vocabulary."""
        return frozenset(row.name for row in self.permissions)

    def in_person_only(self) -> frozenset[str]:
        """What nobody does by an API key or in another's name."""
        return frozenset(row.name for row in self.permissions if row.in_person)

    def grantable(self) -> frozenset[str]:
        """What an API key can have as a scope."""
        return frozenset(row.name for row in self.permissions if row.grantable)

    def of(self, role: str) -> frozenset[str]:
        """The permissions of a role; of a role that is not known, those of a guest."""
        return self._by_role.get(role, self._by_role[Role.GUEST])
