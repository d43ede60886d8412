"""The catalog's rows of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ = "catalog:read"
PREVIEW = "catalog:preview"
CREATE = "products:create"
UPDATE = "products:update"
DELETE = "products:delete"
IMPORT = "products:import"
EXPORT = "products:export"
CREATE_CATEGORY = "categories:create"
UPDATE_CATEGORY = "categories:update"
DELETE_CATEGORY = "categories:delete"

_MANAGERS = frozenset({Role.ADMIN, Role.MANAGER})

permissions = [
    Permission(READ, "See products and categories", frozenset(Role)),
    Permission(PREVIEW, "See products that are not active, too", _MANAGERS),
    Permission(CREATE, "Add products", _MANAGERS),
    Permission(UPDATE, "Change products", _MANAGERS),
    Permission(DELETE, "Delete products", _MANAGERS),
    Permission(IMPORT, "Add and change many products with a file, and see what became of it", _MANAGERS),
    Permission(EXPORT, "Take the products out as a file", _MANAGERS),
    Permission(CREATE_CATEGORY, "Add categories", _MANAGERS),
    Permission(UPDATE_CATEGORY, "Change and move categories", _MANAGERS),
    Permission(DELETE_CATEGORY, "Delete empty categories", _MANAGERS),
]
