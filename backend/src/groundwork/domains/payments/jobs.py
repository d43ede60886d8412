"""The jobs of payments."""

from groundwork.domains.payments.closing import cancel_payment
from groundwork.domains.payments.customers import follow_methods, forget_customer
from groundwork.domains.payments.fees import note_fee
from groundwork.domains.payments.inbox import forget_events, process_event
from groundwork.domains.payments.reconciliation import nightly
from groundwork.domains.payments.refunds import find_refunds, send_refund
from groundwork.domains.payments.sandbox import deliver_events

jobs = [
    process_event,
    forget_events,
    deliver_events,
    note_fee,
    send_refund,
    find_refunds,
    cancel_payment,
    forget_customer,
    follow_methods,
    nightly,
]
