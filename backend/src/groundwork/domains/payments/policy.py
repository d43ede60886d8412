"""The payments' rows of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ = "payments:read"
READ_OWN = "payments:read:own"
CREATE_OWN = "payments:create:own"
REFUND = "payments:refund"
READ_EVENTS = "payment-events:read"
REPLAY_EVENTS = "payment-events:replay"
RECEIVE_EVENTS = "payment-events:send"

_ADMIN = frozenset({Role.ADMIN})
_MANAGERS = frozenset({Role.ADMIN, Role.MANAGER})
_CUSTOMERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(READ, "See all payments, who made them and what they cost", _MANAGERS),
    Permission(READ_OWN, "See one's own payments", _CUSTOMERS),
    Permission(CREATE_OWN, "Pay for one's own orders", _CUSTOMERS),
    Permission(REFUND, "Give back what was paid", _ADMIN),
    Permission(READ_EVENTS, "See what the payment provider has told", _ADMIN),
    Permission(REPLAY_EVENTS, "Have an event of the payment provider worked on again", _ADMIN),
    Permission(RECEIVE_EVENTS, "Send an event that the payment provider has signed", frozenset(Role), by_key=False),
]
