"""The rows of the permission matrix about signing in."""

from groundwork.kernel.permissions import Permission, Role

SIGN_IN = "sessions:create"
USE_ACCOUNT = "account:use"
SIGN_OUT = "sessions:end"
MANAGE_OWN_SESSIONS = "sessions:manage:own"
MANAGE_OWN_FACTORS = "factors:manage:own"
MANAGE_OWN_OAUTH_ACCOUNTS = "oauth-accounts:manage:own"
IMPERSONATE = "users:impersonate"

_EVERYBODY = frozenset(Role)
_MEMBERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(SIGN_IN, "Register, sign in, and recover an account", _EVERYBODY, by_key=False),
    Permission(SIGN_OUT, "Sign out", _EVERYBODY, by_key=False),
    Permission(USE_ACCOUNT, "See who one is signed in as", _EVERYBODY),
    Permission(MANAGE_OWN_SESSIONS, "See and end one's own sign-ins, change one's password", _MEMBERS, in_person=True),
    Permission(MANAGE_OWN_FACTORS, "Set up one's own second factors and passkeys", _MEMBERS, in_person=True),
    Permission(
        MANAGE_OWN_OAUTH_ACCOUNTS, "Link and unlink one's accounts at other providers", _MEMBERS, in_person=True
    ),
    Permission(IMPERSONATE, "Act in another user's name for an hour", frozenset({Role.ADMIN}), in_person=True),
]
