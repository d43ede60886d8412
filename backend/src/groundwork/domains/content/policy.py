"""The content's rows of the permission matrix (chapter 9.3). ``:team`` means teams that one owns or manages."""

from groundwork.kernel.permissions import Permission, Role

READ = "content:read"
READ_DRAFTS = "drafts:read"
READ_DRAFTS_TEAM = "drafts:read:team"
READ_DRAFTS_OWN = "drafts:read:own"
CREATE = "content:create"
UPDATE = "content:update"
UPDATE_TEAM = "content:update:team"
UPDATE_OWN = "content:update:own"
PUBLISH = "content:publish"
PUBLISH_TEAM = "content:publish:team"
PUBLISH_OWN = "content:publish:own"
DELETE = "content:delete"
DELETE_TEAM = "content:delete:team"
DELETE_OWN = "content:delete:own"

_MANAGERS = frozenset({Role.ADMIN, Role.MANAGER})
_MEMBERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(READ, "Read published articles: those for everybody, and those of one's teams", frozenset(Role)),
    Permission(READ_DRAFTS, "Read every article with its revisions, published or not", _MANAGERS),
    Permission(READ_DRAFTS_TEAM, "Read the articles of teams one manages, published or not", _MEMBERS),
    Permission(READ_DRAFTS_OWN, "Read one's own articles, published or not", _MEMBERS),
    Permission(CREATE, "Write articles", _MEMBERS),
    Permission(UPDATE, "Change any article", _MANAGERS),
    Permission(UPDATE_TEAM, "Change the articles of teams one manages", _MEMBERS),
    Permission(UPDATE_OWN, "Change one's own articles", _MEMBERS),
    Permission(PUBLISH, "Publish any article, now or later, and take it back", _MANAGERS),
    Permission(PUBLISH_TEAM, "Publish the articles of teams one manages", _MEMBERS),
    Permission(PUBLISH_OWN, "Publish one's own articles", _MEMBERS),
    Permission(DELETE, "Delete any article", _MANAGERS),
    Permission(DELETE_TEAM, "Delete the articles of teams one manages", _MEMBERS),
    Permission(DELETE_OWN, "Delete one's own articles", _MEMBERS),
]
