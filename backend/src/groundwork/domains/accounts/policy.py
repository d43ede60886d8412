"""The accounts' rows of the permission matrix (chapter 9.3)."""

from groundwork.kernel.permissions import Permission, Role

READ_ROLES = "roles:read"
READ = "users:read"
READ_OWN = "users:read:own"
UPDATE = "users:update"
UPDATE_TEAM = "users:update:team"
UPDATE_OWN = "users:update:own"

_ADMIN = frozenset({Role.ADMIN})
_MANAGERS = frozenset({Role.ADMIN, Role.MANAGER})
_MEMBERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(READ_ROLES, "See the roles and what each may do", frozenset(Role)),
    Permission(READ, "See all users and their profiles", _MANAGERS),
    Permission(READ_OWN, "See one's own account and profile", _MEMBERS),
    Permission(UPDATE, "Change any user and profile", _ADMIN),
    Permission(UPDATE_TEAM, "Change users who are members of a team one manages", frozenset({Role.MANAGER})),
    Permission(UPDATE_OWN, "Change one's own account and profile", _MEMBERS),
]
