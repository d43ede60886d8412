"""The teams' rows of the permission matrix. What ``:own`` allows in a team is for one's role in that team to say."""

from groundwork.kernel.permissions import Permission, Role

READ = "teams:read"
READ_OWN = "teams:read:own"
CREATE = "teams:create"
UPDATE = "teams:update"
UPDATE_OWN = "teams:update:own"
TRANSFER = "teams:transfer"
TRANSFER_OWN = "teams:transfer:own"
DELETE = "teams:delete"
DELETE_OWN = "teams:delete:own"
READ_INVITATION = "invitations:read"
JOIN = "teams:join"

_ADMIN = frozenset({Role.ADMIN})
_MEMBERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(READ, "See all teams, their members and invitations", _ADMIN),
    Permission(READ_OWN, "See the teams of which one is a member", _MEMBERS),
    Permission(CREATE, "Start a team", _MEMBERS),
    Permission(UPDATE, "Change any team, its members and invitations", _ADMIN),
    Permission(
        UPDATE_OWN, "Change one's teams, their members and invitations, as one's role there allows; leave", _MEMBERS
    ),
    Permission(TRANSFER, "Give any team another owner", _ADMIN, in_person=True),
    Permission(TRANSFER_OWN, "Hand a team that one owns over", _MEMBERS, in_person=True),
    Permission(DELETE, "Delete any team", _ADMIN),
    Permission(DELETE_OWN, "Delete a team that one owns", _MEMBERS),
    Permission(READ_INVITATION, "See an invitation with the token of its mail", frozenset(Role)),
    Permission(JOIN, "Accept an invitation to a team", _MEMBERS, in_person=True),
]
