"""Orders: placed with the prices of the server and stock that is reserved at once, then paid, fulfilled, or given up.

Calls ``catalog`` for the stock, ``ledger`` for the money, ``accounts`` for names, ``audit``. Taking the money is for
``payments``, above.
"""

from pathlib import Path

from groundwork.domains.orders import routes
from groundwork.domains.orders.jobs import jobs
from groundwork.domains.orders.letters import subscribers
from groundwork.domains.orders.models import Order, OrderItem, OrderStep
from groundwork.domains.orders.personal_data import personal_data
from groundwork.domains.orders.policy import permissions
from groundwork.kernel.domain import Domain

domain = Domain(
    "orders",
    routers=[routes.orders],
    models=[Order, OrderItem, OrderStep],
    permissions=permissions,
    jobs=jobs,
    subscribers=subscribers,
    personal_data=personal_data,
    mail_templates=Path(__file__).parent / "mails",
)
