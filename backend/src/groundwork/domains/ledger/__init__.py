"""The ledger: double entry in minor units, only added to, always zero in sum. Calls ``audit`` alone.

Whoever moves money posts here, in the transaction that moves it; so every cent of an order, a payment, a refund and a
fee is explained by a posting with a reference.
"""

from groundwork.domains.ledger.models import LedgerLine, LedgerTransaction
from groundwork.domains.ledger.policy import permissions
from groundwork.domains.ledger.routes import ledger
from groundwork.kernel.domain import Domain

domain = Domain(
    "ledger",
    routers=[ledger],
    models=[LedgerTransaction, LedgerLine],
    permissions=permissions,
)
