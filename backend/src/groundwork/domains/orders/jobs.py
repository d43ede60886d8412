"""The jobs of orders."""

from groundwork.domains.orders.expiry import expire_due, expire_order

jobs = [expire_order, expire_due]
