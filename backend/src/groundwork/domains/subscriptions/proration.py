"""What a change of plan costs: a pure calculation, exact to the smallest part of a currency.

What is not used of the present period is taken off, what is left of the new plan's is added, each in proportion to
time and rounded half up; so that whoever changes as often as they like pays for what they had, within one minor unit
for each change.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from groundwork.domains.subscriptions.models import Plan, Status, Subscription
from groundwork.domains.subscriptions.periods import end_of_period
from groundwork.kernel.money import share

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of plan at ``effective_at``. Amounts are in minor units, before tax.

    ``unused``: for the rest of the present period; ``charge``: for the new plan until ``period_end``.
    """

    effective_at: datetime
    unused: int
    charge: int
    period_start: datetime
    period_end: datetime
    price_minor: int
    still_trial: bool

    @property
    def net(self) -> int:
        """What there is to pay, or less than nothing where it is to the person's credit."""
        return self.charge - self.unused


def change_of(subscription: Subscription, plan: Plan, interval: str, moment: datetime) -> Change:
    """What changing to ``plan`` at ``moment`` means. ``interval``: that of the present plan.

    The period stays where the interval does; else a new one begins. A trial goes on for as long as the new plan's
    would, and costs nothing; where that is over already, the first period begins.
    """
    if subscription.status == Status.TRIALING:
        return _in_trial(subscription, plan, moment)
    start, end = subscription.current_period_start, subscription.current_period_end
    whole, rest = end - start, max(end - moment, timedelta())
    unused = in_proportion(subscription.price_minor, rest, whole)
    if plan.interval == interval:
        charge = in_proportion(plan.price_minor, rest, whole)
        return Change(moment, unused, charge, start, end, plan.price_minor, still_trial=False)
    return _from_now(plan, moment, unused)


def _in_trial(subscription: Subscription, plan: Plan, moment: datetime) -> Change:
    start = subscription.current_period_start
    end = min(subscription.current_period_end, start + timedelta(days=plan.trial_days))
    if end > moment:
        return Change(moment, 0, 0, start, end, 0, still_trial=True)
    return _from_now(plan, moment, 0)


def _from_now(plan: Plan, moment: datetime, unused: int) -> Change:
    end = end_of_period(moment, plan.interval, moment.day)
    return Change(moment, unused, plan.price_minor, moment, end, plan.price_minor, still_trial=False)


def in_proportion(amount: int, part: timedelta, whole: timedelta) -> int:
    """``amount`` times ``part`` by ``whole``, half up."""
    return share(amount, part // _TICK, whole // _TICK)
