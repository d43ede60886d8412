"""The jobs of subscriptions."""

from groundwork.domains.subscriptions.charging import charge_invoice
from groundwork.domains.subscriptions.letters import send_invoice
from groundwork.domains.subscriptions.premium import follow_plan
from groundwork.domains.subscriptions.renewals import see_to_due
from groundwork.kernel.jobs import Job

jobs = [
    charge_invoice,
    follow_plan,
    send_invoice,
    Job("subscriptions.see_to_due", see_to_due, schedule="* * * * *", attempts=1),
]
