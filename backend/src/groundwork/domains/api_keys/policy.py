"""The rows of the permission matrix about API keys."""

from groundwork.kernel.permissions import Permission, Role

MANAGE_OWN = "api-keys:manage:own"

permissions = [
    Permission(
        MANAGE_OWN,
        "Make, see and revoke one's own API keys",
        frozenset({Role.ADMIN, Role.MANAGER, Role.USER}),
        in_person=True,
    ),
]
