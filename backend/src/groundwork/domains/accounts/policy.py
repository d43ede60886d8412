"""The accounts' rows of the permission matrix (chapter 9.3)."""

from groundwork.kernel.permissions import Permission, Role

READ_ROLES = "roles:read"
READ = "users:read"
READ_OWN = "users:read:own"
CREATE = "users:create"
UPDATE = "users:update"
UPDATE_TEAM = "users:update:team"
UPDATE_OWN = "users:update:own"
DELETE = "users:delete"
ASSIGN_ROLE = "users:assign-role"
DEACTIVATE = "users:deactivate"
EXPORT = "users:export"
EXPORT_OWN = "users:export:own"
DOWNLOAD = "exports:download"
ERASE = "users:erase"
ERASE_OWN = "users:erase:own"

_ADMIN = frozenset({Role.ADMIN})
_MANAGERS = frozenset({Role.ADMIN, Role.MANAGER})
_MEMBERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(READ_ROLES, "See the roles and what each may do", frozenset(Role)),
    Permission(READ, "See all users and their profiles", _MANAGERS),
    Permission(READ_OWN, "See one's own account and profile", _MEMBERS),
    Permission(CREATE, "Create users, who get a mail to choose a password", _ADMIN),
    Permission(UPDATE, "Change any user and profile", _ADMIN),
    Permission(UPDATE_TEAM, "Change users who are members of a team one manages", frozenset({Role.MANAGER})),
    Permission(UPDATE_OWN, "Change one's own account and profile", _MEMBERS),
    Permission(DELETE, "Delete users", _ADMIN),
    Permission(ASSIGN_ROLE, "Give users another role", _ADMIN, in_person=True),
    Permission(DEACTIVATE, "Close accounts and open them again", _ADMIN),
    Permission(EXPORT, "Have the data of any user exported for that user", _ADMIN),
    Permission(EXPORT_OWN, "Export one's own data", _MEMBERS, in_person=True),
    Permission(DOWNLOAD, "Download an export by its signed link", frozenset(Role)),
    Permission(ERASE, "Have the data of any user erased", _ADMIN),
    Permission(ERASE_OWN, "Have one's own data erased", _MEMBERS, in_person=True),
]
