"""Payments: money taken and given back through a provider (Stripe, or the sandbox), and the inbox of what it tells.

Calls ``orders`` (a payment makes an order paid, a refund is noted there), ``ledger`` for fees and what is owed,
``accounts`` for names, ``audit``. Hears ``OrderCanceled`` and ``OrderExpired``. Who sells something else than orders
calls ``service`` and hears ``PaymentSucceeded``, ``PaymentDeclined`` and ``PaymentRefunded``.
"""

from pathlib import Path

from groundwork.domains.orders.events import OrderCanceled, OrderExpired
from groundwork.domains.payments import closing, event_routes, refunds, routes
from groundwork.domains.payments.events import PaymentUnclaimed, ProviderActed
from groundwork.domains.payments.jobs import jobs
from groundwork.domains.payments.models import Payment, PaymentCustomer, PaymentEvent, Refund
from groundwork.domains.payments.personal_data import personal_data
from groundwork.domains.payments.policy import permissions
from groundwork.domains.payments.sandbox import call_post, tell_of_sandbox
from groundwork.kernel.domain import Domain
from groundwork.kernel.events import Subscriber

domain = Domain(
    "payments",
    routers=[routes.order_payments, routes.payments, event_routes.webhooks, event_routes.events],
    models=[Payment, Refund, PaymentCustomer, PaymentEvent],
    permissions=permissions,
    jobs=jobs,
    subscribers=[
        Subscriber(OrderCanceled, closing.cancel_open),
        Subscriber(OrderCanceled, refunds.give_back_canceled),
        Subscriber(OrderExpired, closing.cancel_open),
        Subscriber(PaymentUnclaimed, refunds.give_back_unclaimed),
        Subscriber(ProviderActed, call_post),
    ],
    services=[tell_of_sandbox],
    personal_data=personal_data,
    mail_templates=Path(__file__).parent / "mails",
)
