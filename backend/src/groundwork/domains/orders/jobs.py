"""The jobs of orders."""

from groundwork.domains.orders.expiry import expire_due, expire_order
from groundwork.domains.orders.letters import write_letter

jobs = [expire_order, expire_due, write_letter]
