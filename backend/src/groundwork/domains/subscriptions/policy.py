"""The subscriptions' rows of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ_PLANS = "plans:read"
PREVIEW_PLANS = "plans:preview"
CREATE_PLAN = "plans:create"
UPDATE_PLAN = "plans:update"
DELETE_PLAN = "plans:delete"
READ = "subscriptions:read"
READ_OWN = "subscriptions:read:own"
CREATE_OWN = "subscriptions:create:own"
CANCEL = "subscriptions:cancel"
CANCEL_OWN = "subscriptions:cancel:own"
CHANGE_OWN = "subscriptions:change:own"
READ_INVOICES = "invoices:read"
READ_INVOICES_OWN = "invoices:read:own"
PAY_OWN = "invoices:pay:own"
MANAGE_OWN_CARD = "billing:manage:own"

_ADMIN = frozenset({Role.ADMIN})
_MEMBERS = frozenset({Role.ADMIN, Role.MANAGER, Role.USER})

permissions = [
    Permission(READ_PLANS, "See the plans that are offered", frozenset(Role)),
    Permission(PREVIEW_PLANS, "See plans that are not offered, too", _ADMIN),
    Permission(CREATE_PLAN, "Add plans", _ADMIN),
    Permission(UPDATE_PLAN, "Change plans, and say which are offered", _ADMIN),
    Permission(DELETE_PLAN, "Delete plans that nobody has subscribed to", _ADMIN),
    Permission(READ, "See all subscriptions", _ADMIN),
    Permission(READ_OWN, "See one's own subscription", _MEMBERS),
    Permission(CREATE_OWN, "Subscribe to a plan", _MEMBERS),
    Permission(CANCEL, "Cancel any subscription, and undo that", _ADMIN),
    Permission(CANCEL_OWN, "Cancel one's own subscription, and undo that", _MEMBERS),
    Permission(CHANGE_OWN, "Change the plan of one's own subscription, and pay for that", _MEMBERS, in_person=True),
    Permission(READ_INVOICES, "See all invoices", _ADMIN),
    Permission(READ_INVOICES_OWN, "See one's own invoices", _MEMBERS),
    Permission(PAY_OWN, "Pay one's own invoices", _MEMBERS),
    Permission(MANAGE_OWN_CARD, "Look after the card that one's subscription is paid with", _MEMBERS, in_person=True),
]
