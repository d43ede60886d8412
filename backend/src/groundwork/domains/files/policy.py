"""The files' rows of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ = "files:read"
READ_OWN = "files:read:own"
CREATE_OWN = "files:create:own"
UPDATE = "files:update"
UPDATE_OWN = "files:update:own"
DELETE = "files:delete"
DELETE_OWN = "files:delete:own"
SHARE = "files:share"
SHARE_OWN = "files:share:own"
OPEN = "file-contents:read"
SEND = "uploads:send"

_ADMIN = frozenset({Role.ADMIN})
_MEMBERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(READ, "See all files", _ADMIN),
    Permission(READ_OWN, "See one's own files", _MEMBERS),
    Permission(CREATE_OWN, "Upload files", _MEMBERS),
    Permission(UPDATE, "Rename any file, and say who may open it", _ADMIN),
    Permission(UPDATE_OWN, "Rename one's own files, and say who may open them", _MEMBERS),
    Permission(DELETE, "Delete any file that nothing shows", _ADMIN),
    Permission(DELETE_OWN, "Delete one's own files that nothing shows", _MEMBERS),
    Permission(SHARE, "Make a link to any file that opens it for a while", _ADMIN),
    Permission(SHARE_OWN, "Make a link to one's own files that opens them for a while", _MEMBERS),
    Permission(OPEN, "Open public files, those one may see, and those one has a link to", frozenset(Role)),
    Permission(SEND, "Send an announced file to its signed address", frozenset(Role)),
]
