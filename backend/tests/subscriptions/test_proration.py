"""What changes of plan cost: whoever changes as often as they like pays for what they had."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.subscriptions.models import Interval, Plan, Status, Subscription
from groundwork.domains.subscriptions.periods import end_of_period
from groundwork.domains.subscriptions.proration import Change, change_of, in_proportion
from groundwork.kernel.money import share, tax_on

BEGIN = datetime(2026, 1, 31, 8, 30, tzinfo=UTC)
PRICES = st.integers(0, 10_000_000)
INTERVALS = st.sampled_from([Interval.MONTH, Interval.YEAR])
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=800))


def plan(price: int, interval: str = Interval.MONTH, *, trial_days: int = 0) -> Plan:
    """A plan at a price in minor units."""
    return Plan(price_minor=price, interval=interval, currency="USD", trial_days=trial_days)


def begun(price: int, interval: str = Interval.MONTH, moment: datetime = BEGIN) -> Subscription:
    """A subscription whose first period begins at ``moment``."""
    end = end_of_period(moment, interval, moment.day)
    return Subscription(
        status=Status.ACTIVE,
        price_minor=price,
        current_period_start=moment,
        current_period_end=end,
        anchor_day=moment.day,
    )


def apply(subscription: Subscription, change: Change) -> None:
    """What a change does when it is paid."""
    if change.period_start != subscription.current_period_start:
        subscription.anchor_day = change.period_start.day
    subscription.begin_period(change.period_start, change.period_end, change.price_minor)


def test_half_a_month_later_half_of_each_counts() -> None:
    subscription = begun(1200)
    half = subscription.current_period_start + timedelta(days=14)
    change = change_of(subscription, plan(2900), Interval.MONTH, half)
    assert (change.unused, change.charge, change.net) == (600, 1450, 850)
    assert (change.period_start, change.period_end) == (
        subscription.current_period_start,
        subscription.current_period_end,
    )


def test_another_interval_begins_a_period_at_once() -> None:
    subscription = begun(1200)
    half = subscription.current_period_start + timedelta(days=14)
    change = change_of(subscription, plan(12000, Interval.YEAR), Interval.MONTH, half)
    assert (change.unused, change.charge) == (600, 12000)
    assert (change.period_start, change.period_end) == (half, half.replace(year=2027))


def test_a_cheaper_plan_leaves_something() -> None:
    subscription = begun(2900)
    half = subscription.current_period_start + timedelta(days=14)
    assert change_of(subscription, plan(1200), Interval.MONTH, half).net == -850


@pytest.mark.parametrize(
    ("trial_days", "still", "charge"), [(14, True, 0), (20, True, 0), (4, False, 2900), (0, False, 2900)]
)
def test_a_trial_lasts_as_long_as_the_new_plans(trial_days: int, still: bool, charge: int) -> None:
    """Whoever tries a plan does not get one for nothing that cannot be tried."""
    start, moment = BEGIN, BEGIN + timedelta(days=5)
    subscription = Subscription(
        status=Status.TRIALING,
        price_minor=0,
        current_period_start=start,
        current_period_end=start + timedelta(days=14),
    )
    change = change_of(subscription, plan(2900, trial_days=trial_days), Interval.MONTH, moment)
    assert (change.still_trial, change.charge, change.unused) == (still, charge, 0)
    expected = start + timedelta(days=14) if still else end_of_period(moment, Interval.MONTH, moment.day)
    assert change.period_end == expected


@given(PRICES, INTERVALS, st.lists(st.tuples(MOMENTS, PRICES, INTERVALS), max_size=12))
def test_what_is_charged_is_what_was_used(
    price: int, interval: Interval, changes: list[tuple[timedelta, int, Interval]]
) -> None:
    """Over any changes and renewals, to within one minor unit for each change; exactly, where there is none."""
    subscription, present = begun(price, interval), plan(price, interval)
    charged, used, since, made = price, Fraction(0), BEGIN, 0

    def use(until: datetime) -> Fraction:
        whole = subscription.current_period_end - subscription.current_period_start
        tick = timedelta(microseconds=1)
        return Fraction(subscription.price_minor * ((until - since) // tick), whole // tick)

    for after, new_price, new_interval in sorted(changes, key=lambda row: row[0]):
        moment = BEGIN + after
        while subscription.current_period_end <= moment:
            used += use(subscription.current_period_end)
            start = since = subscription.current_period_end
            end = end_of_period(start, present.interval, subscription.anchor_day)
            subscription.begin_period(start, end, present.price_minor)
            charged += present.price_minor
        used += use(moment)
        since = moment
        new = plan(new_price, new_interval)
        change = change_of(subscription, new, present.interval, moment)
        charged += change.net
        apply(subscription, change)
        present, made = new, made + 1
    used += use(subscription.current_period_end)
    assert abs(charged - used) <= made
    assert made or charged == used


@given(st.lists(st.tuples(st.timedeltas(timedelta(0), timedelta(days=27)), PRICES), min_size=1, max_size=8), PRICES)
def test_back_and_forth_at_one_moment_costs_nothing(changes: list[tuple[timedelta, int]], price: int) -> None:
    subscription = begun(price)
    moment = BEGIN + changes[0][0]
    rest = subscription.current_period_end - moment
    whole = subscription.current_period_end - subscription.current_period_start
    paid = price
    for _, other in [*changes, (timedelta(0), price)]:
        change = change_of(subscription, plan(other), Interval.MONTH, moment)
        assert change.unused == in_proportion(subscription.price_minor, rest, whole)
        paid += change.net
        apply(subscription, change)
    assert paid == price


@given(PRICES, st.timedeltas(timedelta(0), timedelta(days=31)))
def test_parts_are_rounded_half_up_and_never_exceed_the_whole(price: int, part: timedelta) -> None:
    whole = timedelta(days=31)
    found = in_proportion(price, part, whole)
    exact = Fraction(price * (part // timedelta(microseconds=1)), whole // timedelta(microseconds=1))
    assert -Fraction(1, 2) < found - exact <= Fraction(1, 2)
    assert 0 <= found <= price


@pytest.mark.parametrize(
    ("subtotal", "percent", "tax"), [(1200, "8", 96), (1250, "8.1", 101), (50, "1", 1), (49, "1", 0), (0, "19", 0)]
)
def test_tax_is_rounded_half_up(subtotal: int, percent: str, tax: int) -> None:
    assert tax_on(subtotal, Decimal(percent)) == tax


@given(st.integers(0, 10**9), st.integers(0, 2500), st.lists(st.integers(1, 10**6), max_size=10))
def test_refunds_in_parts_return_exactly_the_tax(subtotal: int, permyriad: int, parts: list[int]) -> None:
    tax = tax_on(subtotal, Decimal(permyriad) / 100)
    total, refunded, returned = subtotal + tax, 0, 0
    for part in [*parts, total]:
        after = min(refunded + part, total)
        returned += share(tax, after, total) - share(tax, refunded, total)
        refunded = after
    assert (refunded, returned) == (total, tax)
