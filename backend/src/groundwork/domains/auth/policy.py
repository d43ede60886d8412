"""The rows of the permission matrix about signing in."""

from groundwork.kernel.permissions import Permission, Role

MANAGE_OWN_SESSIONS = "sessions:manage:own"

permissions = [
    Permission(
        MANAGE_OWN_SESSIONS,
        "See and end one's own sign-ins, change one's password",
        frozenset({Role.ADMIN, Role.MANAGER, Role.USER}),
    ),
]
