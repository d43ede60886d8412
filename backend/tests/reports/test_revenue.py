"""GET /reports/revenue: days, weeks and months without gaps, and the span before."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.reports.revenue import close_days
from groundwork.domains.reports.schemas import Interval
from groundwork.domains.reports.spans import Span, beginning, stepped
from groundwork.kernel.database import transaction
from tests.reports.conftest import Shop, join

pytestmark = pytest.mark.anyio
ZERO = {"gross": "0.00", "refunds": "0.00", "net": "0.00", "tax": "0.00", "fees": "0.00"}
ADDING = ("orders", "subscriptions", "gross", "refunds", "net", "tax", "fees")


def at(day: int, month: int = 11, hour: int = 12) -> datetime:
    """A time in the autumn of 2026; it is 22 November."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


async def _revenue(shop: Shop, **query: str) -> dict[str, Any]:
    answer = await shop.admin.get("/reports/revenue", params=query)
    assert answer.status_code == 200, answer.text
    data: dict[str, Any] = answer.json()["data"]
    for name in ADDING:
        assert sum(Decimal(point[name]) for point in data["points"]) == Decimal(data["totals"][name]), name
    for figures in (*data["points"], data["totals"], data["previous"]):
        amounts = {name: Decimal(figures[name]) for name in ("gross", "refunds", "net", "tax")}
        assert amounts["gross"] - amounts["refunds"] - amounts["tax"] == amounts["net"]
    return data


async def test_days_without_sales_are_there_with_zeros(shop: Shop) -> None:
    lamp = await shop.sell(at(18), 10_000, 800, fee=343)
    await shop.refund(at(20), lamp, 5_000, 400)
    data = await _revenue(shop, **{"from": "2026-11-17", "to": "2026-11-21"})
    assert [point["from"] for point in data["points"]] == [f"2026-11-{day}" for day in range(17, 22)]
    assert data["points"][0] == {"from": "2026-11-17", "orders": 0, "subscriptions": 0, **ZERO}
    assert data["points"][1] == {
        "from": "2026-11-18",
        "orders": 1,
        "subscriptions": 0,
        "gross": "108.00",
        "refunds": "0.00",
        "net": "100.00",
        "tax": "8.00",
        "fees": "3.43",
    }
    assert (data["points"][3]["refunds"], data["points"][3]["net"], data["points"][3]["tax"]) == (
        "54.00",
        "-50.00",
        "-4.00",
    )
    assert (data["totals"]["net"], data["currency"], data["currencies"]) == ("50.00", "USD", ["USD"])
    assert data["interval"] == "day"


async def test_the_span_before_is_as_long(shop: Shop) -> None:
    for day, net in ((9, 100), (10, 200), (11, 400), (12, 800), (13, 1_600), (14, 3_200)):
        await shop.sell(at(day), net, 0)
    data = await _revenue(shop, **{"from": "2026-11-12", "to": "2026-11-13"})
    assert (data["totals"]["net"], data["previous"]["net"]) == ("24.00", "6.00")


async def test_weeks_begin_on_monday_in_utc(shop: Shop) -> None:
    await shop.sell(datetime(2026, 11, 15, 23, 59, 59, tzinfo=UTC), 100, 0)
    await shop.sell(datetime(2026, 11, 16, 0, 0, tzinfo=UTC), 200, 0)
    data = await _revenue(shop, interval="week", **{"from": "2026-11-11", "to": "2026-11-22"})
    assert [(point["from"], point["net"]) for point in data["points"]] == [
        ("2026-11-09", "1.00"),
        ("2026-11-16", "2.00"),
    ]


async def test_months_and_what_is_shown_when_nobody_says(shop: Shop) -> None:
    await shop.sell(at(5, month=10), 100, 0)
    await shop.sell(at(2), 200, 0)
    months = await _revenue(shop, interval="month")
    assert [point["from"] for point in months["points"]][::11] == ["2025-12-01", "2026-11-01"]
    assert [point["net"] for point in months["points"]][-2:] == ["1.00", "2.00"]
    assert len((await _revenue(shop))["points"]) == 30
    assert len((await _revenue(shop, interval="week"))["points"]) == 12
    compared = await _revenue(shop, interval="month", **{"from": "2026-11-01", "to": "2026-11-22"})
    assert (compared["totals"]["net"], compared["previous"]["net"]) == ("2.00", "1.00")


async def test_currencies_are_never_added_up(shop: Shop) -> None:
    await shop.sell(at(18), 10_000, 800)
    await shop.sell(at(18), 10_000, 800)
    await shop.sell(at(18), 4_000, 400, currency="JPY")
    both = await _revenue(shop)
    assert (both["currency"], both["currencies"], both["totals"]["gross"]) == ("USD", ["JPY", "USD"], "216.00")
    yen = await _revenue(shop, currency="JPY")
    assert (yen["currency"], yen["totals"]["gross"]) == ("JPY", "4400")
    none = await _revenue(shop, currency="CHF")
    assert none["totals"] == {"orders": 0, "subscriptions": 0, **ZERO}


async def test_a_shop_that_has_sold_nothing(shop: Shop) -> None:
    data = await _revenue(shop)
    assert data["totals"] == data["previous"] == {"orders": 0, "subscriptions": 0, **ZERO}


async def test_closed_days_say_what_the_ledger_says(shop: Shop) -> None:
    """What is kept summed up, and what is not yet, give the same; also when a posting came late."""
    for month in (3, 6, 9, 10, 11):
        lamp = await shop.sell(at(20, month=month), 10_000, 800, fee=343)
        await shop.refund(at(21, month=month, hour=3), lamp, 1_000, 80)
    query = {"interval": "month", "from": "2026-01-01", "to": "2026-11-22"}
    before = await _revenue(shop, **query)

    async def close(*, anew: bool = False) -> None:
        async with transaction(shop.runtime) as db:
            await close_days(db, anew=anew)

    await close()
    assert await _revenue(shop, **query) == before
    await shop.sell(at(22, hour=1), 500, 0)
    await shop.sell(at(20, hour=23), 500, 0)
    await close()
    later = await _revenue(shop, **query)
    assert Decimal(later["totals"]["net"]) - Decimal(before["totals"]["net"]) == 10
    await close(anew=True)
    assert await _revenue(shop, **query) == later


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2026-11-10", "to": "2026-11-09"}, "to"),
        ({"from": "2001-01-01", "to": "2026-11-09"}, "from"),
        ({"from": "1999-12-31"}, "from"),
        ({"from": "1700000000"}, "from"),
        ({"to": "2026-02-30"}, "to"),
        ({"to": "2026-11-09T10:00:00Z"}, "to"),
        ({"interval": "year"}, "interval"),
        ({"currency": "usd"}, "currency"),
        ({"first": "2026-11-10"}, "first"),
    ],
)
async def test_what_is_no_span(shop: Shop, query: dict[str, str], field: str) -> None:
    answer = await shop.admin.get("/reports/revenue", params=query)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["code"] == "VALIDATION_ERROR"
    assert answer.json()["error"]["details"][0]["field"] == field


async def test_managers_see_what_was_earned_and_no_reports(shop: Shop) -> None:
    manager = await join(shop.runtime, shop.admin.client, "manager")
    user = await join(shop.runtime, shop.admin.client, "user")
    assert (await manager.get("/reports/revenue")).status_code == 200
    assert (await user.get("/reports/revenue")).status_code == 403
    for somebody in (manager, user):
        assert (await somebody.get("/reports")).status_code == 403
        assert (await somebody.post("/reports", {"month": "2026-10", "kind": "tax"})).status_code == 403


_days = st.dates(date(2001, 1, 1), date(2090, 12, 31))


@given(interval=st.sampled_from(Interval), first=_days, length=st.integers(0, 900))
def test_spans_have_no_gaps(interval: Interval, first: date, length: int) -> None:
    span = Span.of(interval, first, first + timedelta(days=length), today=first)
    starts = span.starts
    assert len(starts) == span.count
    assert starts[0] == span.first <= first
    assert starts[-1] <= span.last
    assert all(stepped(interval, one, 1) == other for one, other in pairwise(starts))
    assert all(beginning(interval, start) == start for start in starts)
    before = span.before()
    assert before.count == span.count
    assert before.last < span.first
    assert stepped(interval, before.first, span.count) == span.first
    if interval is not Interval.MONTH:
        assert span.last - span.first == before.last - before.first
