"""Subscriptions: plans, who has which, and the invoices for it, by a calendar of our own.

Calls ``payments`` to have cards charged, ``ledger`` for the money, ``accounts`` for names and to say who is premium,
``audit``. Hears of payments, of refunds, and of people who leave.
"""

from pathlib import Path

from groundwork.domains.subscriptions import invoice_routes, plan_routes, routes
from groundwork.domains.subscriptions.jobs import jobs
from groundwork.domains.subscriptions.models import Invoice, Plan, Subscription
from groundwork.domains.subscriptions.personal_data import personal_data
from groundwork.domains.subscriptions.policy import permissions
from groundwork.domains.subscriptions.seeds import seeds
from groundwork.domains.subscriptions.subscribers import subscribers
from groundwork.kernel.domain import Domain

domain = Domain(
    "subscriptions",
    routers=[plan_routes.plans, routes.subscriptions, invoice_routes.bills, invoice_routes.account],
    models=[Plan, Subscription, Invoice],
    permissions=permissions,
    jobs=jobs,
    subscribers=subscribers,
    seeds=seeds,
    personal_data=personal_data,
    mail_templates=Path(__file__).parent / "mails",
)
