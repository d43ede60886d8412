"""The states of an order: which follows which."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from groundwork.domains.orders.errors import NotNow
from groundwork.domains.orders.models import TRANSITIONS, Order, Status

NOW = datetime(2026, 3, 1, tzinfo=UTC)
VERBS: dict[Status, Callable[[Order], None]] = {
    Status.PAID: lambda order: order.pay(NOW),
    Status.FULFILLED: lambda order: order.fulfil(NOW, None),
    Status.CANCELED: lambda order: order.cancel(NOW),
    Status.EXPIRED: lambda order: order.expire(NOW),
    Status.REFUNDED: lambda order: order.refund(1080, NOW),
}


def an_order(status: Status) -> Order:
    was_paid = status in {Status.PAID, Status.FULFILLED}
    return Order(
        status=status,
        subtotal_minor=1000,
        tax_minor=80,
        total_minor=1080,
        refunded_minor=1080 if status == Status.REFUNDED else 0,
        reserved_until=NOW + timedelta(minutes=30) if status == Status.PENDING else None,
        paid_at=NOW if was_paid or status == Status.REFUNDED else None,
    )


@pytest.mark.parametrize(("before", "after"), list(product(Status, VERBS)))
def test_only_what_the_machine_allows_happens(before: Status, after: Status) -> None:
    order = an_order(before)
    if after in TRANSITIONS[before]:
        VERBS[after](order)
        assert order.status == after
        assert order.reserved_until is None
    else:
        with pytest.raises(NotNow):
            VERBS[after](order)
        assert order.status == before


def test_an_order_is_paid_once() -> None:
    order = an_order(Status.PAID)
    order.cancel(NOW)
    with pytest.raises(NotNow):
        order.pay(NOW)
    assert order.status == Status.CANCELED


def test_what_is_given_back_ends_at_what_was_paid() -> None:
    order = an_order(Status.PAID)
    order.refund(1000, NOW)
    with pytest.raises(NotNow):
        order.refund(81, NOW)
    assert (order.status, order.refunded_minor) == (Status.PAID, 1000)
    order.refund(80, NOW)
    assert order.status == Status.REFUNDED
