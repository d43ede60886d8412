"""The orders' rows of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ = "orders:read"
READ_OWN = "orders:read:own"
CREATE = "orders:create"
CANCEL = "orders:cancel"
CANCEL_OWN = "orders:cancel:own"
FULFIL = "orders:fulfil"

_MANAGERS = frozenset({Role.ADMIN, Role.MANAGER})
_CUSTOMERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(READ, "See all orders and who placed them", _MANAGERS),
    Permission(READ_OWN, "See one's own orders", _CUSTOMERS),
    Permission(CREATE, "Place an order", _CUSTOMERS),
    Permission(CANCEL, "Cancel any order, also one that is paid: the money goes back", _MANAGERS),
    Permission(CANCEL_OWN, "Cancel one's own order while it is not paid", _CUSTOMERS),
    Permission(FULFIL, "Say that an order is on its way", _MANAGERS),
]
