"""Monthly reports: every cent in them is a posting."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pypdf
import pytest
import time_machine

from groundwork.domains.reports.jobs import make_due
from groundwork.kernel.database import transaction
from tests.reports.conftest import Shop, Work

pytestmark = pytest.mark.anyio
OCTOBER = {"month": "2026-10", "kind": "sales"}


def at(day: int, hour: int = 12, month: int = 10) -> datetime:
    """A time in the autumn of 2026."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


async def _sold(shop: Shop) -> None:
    """Two orders and a fee, one refunded in part; and things that do not belong into October."""
    await shop.sell(datetime(2026, 9, 30, 23, 59, 59, tzinfo=UTC), 99_900, 7_992)
    lamp = await shop.sell(at(1, 0), 10_000, 800, fee=343)
    await shop.sell(at(31, 23), 2_499, 200, fee=108)
    await shop.refund(at(20), lamp, 5_000, 400)
    await shop.post(at(5), "invoice.paid", provider=1_296, receivable=-1_296)
    await shop.post(at(5), "invoice.paid", reference="invoice:x", receivable=1_200, subscriptions=-1_200)
    await shop.sell(at(1, 0, month=11), 77_700, 6_216)


async def _made(shop: Shop, work: Work, form: dict[str, str]) -> dict[str, Any]:
    answer = await shop.admin.post("/reports", form)
    assert answer.status_code == 202, answer.text
    assert answer.json()["data"]["status"] == "queued"
    await work()
    made: dict[str, Any] = (await shop.admin.get(f"/reports/{answer.json()['data']['id']}")).json()["data"]
    assert made["status"] == "completed", made
    return made


async def _table(shop: Shop, report: dict[str, Any]) -> list[dict[str, str]]:
    answer = await shop.admin.get(f"/reports/{report['id']}/content", params={"format": "csv"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


async def test_a_month_of_sales(shop: Shop, work: Work) -> None:
    await _sold(shop)
    report = await _made(shop, work, OCTOBER)
    assert report["figures"] == [
        {
            "currency": "USD",
            "orders": 2,
            "subscriptions": 1,
            "gross": "146.99",
            "refunds": "54.00",
            "net": "86.99",
            "tax": "6.00",
            "fees": "4.51",
        }
    ]
    rows = await _table(shop, report)
    assert sorted(row["type"] for row in rows) == ["fee", "fee", "order", "order", "refund", "subscription"]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    [refund] = [row for row in rows if row["type"] == "refund"]
    assert (refund["net"], refund["tax"], refund["gross"], refund["tax_rate"]) == ("-50.00", "-4.00", "-54.00", "8.00")
    for column, expected in (("net", "86.99"), ("tax", "6.00"), ("gross", "92.99"), ("fee", "4.51")):
        assert sum(Decimal(row[column]) for row in rows) == Decimal(expected), column
    assert rows[0]["date"] == "2026-10-01T00:00:00.000Z"
    assert refund["reference"].startswith("order:")


async def test_a_month_of_tax_by_rate(shop: Shop, work: Work) -> None:
    await _sold(shop)
    rows = await _table(shop, await _made(shop, work, {**OCTOBER, "kind": "tax"}))
    assert rows == [
        {
            "currency": "USD",
            "tax_rate": "",
            "sold": "12.00",
            "sold_tax": "0.00",
            "refunded": "0.00",
            "refunded_tax": "0.00",
            "net": "12.00",
            "tax": "0.00",
        },
        {
            "currency": "USD",
            "tax_rate": "8.00",
            "sold": "124.99",
            "sold_tax": "10.00",
            "refunded": "50.00",
            "refunded_tax": "4.00",
            "net": "74.99",
            "tax": "6.00",
        },
    ]


async def test_what_a_credit_pays_is_not_taxed_twice(shop: Shop, work: Work) -> None:
    """Its tax was taken with what it came out of: at each rate the tax is that on what was sold at it."""
    await shop.sell(at(2), 6_000, 480)
    await shop.post(at(3), "subscription.credited", subscriptions=2_400, credit=-2_400)
    bought = f"order:{await shop.order(tax_rate='8')}"
    lines = {"provider": 1_296, "receivable": -1_296, "deferred": 2_200, "deferred_tax": 96, "tax": -96}
    await shop.post(at(4), "invoice.paid", reference=bought, subscriptions=-2_200, **lines)
    rows = await _table(shop, await _made(shop, work, {**OCTOBER, "kind": "tax"}))
    assert [(row["tax_rate"], row["sold"], row["sold_tax"]) for row in rows] == [
        ("", "-14.00", "0.00"),
        ("8.00", "72.00", "5.76"),
    ]
    sales = await _made(shop, work, OCTOBER)
    assert sum(Decimal(row["net"]) for row in rows) == Decimal(sales["figures"][0]["net"]) == Decimal("58.00")


@pytest.mark.parametrize("kind", ["sales", "tax"])
async def test_the_summary_is_a_pdf(shop: Shop, work: Work, kind: str) -> None:
    await _sold(shop)
    report = await _made(shop, work, {**OCTOBER, "kind": kind})
    answer = await shop.admin.get(f"/reports/{report['id']}/content")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{kind}-2026-10.pdf"'
    document = pypdf.PdfReader(io.BytesIO(answer.content), strict=True)
    assert len(document.pages) == 1
    said = document.pages[0].extract_text()
    assert "October 2026" in said
    assert "$6.00" in said
    assert "$86.99" in said


async def test_months_of_several_currencies_are_told_apart(shop: Shop, work: Work) -> None:
    await shop.sell(at(3), 1_000, 80)
    await shop.sell(at(4), 5_000, 500, currency="JPY")
    report = await _made(shop, work, OCTOBER)
    assert [(one["currency"], one["gross"]) for one in report["figures"]] == [("JPY", "5500"), ("USD", "10.80")]
    answer = await shop.admin.get(f"/reports/{report['id']}/content")
    assert "¥5,500" in pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


async def test_a_month_without_sales(shop: Shop, work: Work) -> None:
    for kind in ("sales", "tax"):
        report = await _made(shop, work, {**OCTOBER, "kind": kind})
        assert report["figures"] == []
        assert await _table(shop, report) == []
        answer = await shop.admin.get(f"/reports/{report['id']}/content")
        assert "Nothing was sold" in pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2099-01"])
async def test_a_month_that_is_not_over_has_no_report(shop: Shop, work: Work, month: str) -> None:
    answer = await shop.admin.post("/reports", {"month": month, "kind": "sales"})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "UNPROCESSABLE_ENTITY"
    assert answer.json()["error"]["details"][0]["field"] == "month"
    assert (await shop.admin.get("/reports")).json()["pagination"]["total"] == 0


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"month": "2026-13", "kind": "sales"}, "month"),
        ({"month": "26-10", "kind": "sales"}, "month"),
        ({"month": "2026-10-01", "kind": "sales"}, "month"),
        ({"month": "2026-10", "kind": "fees"}, "kind"),
        ({"month": "2026-10"}, "kind"),
        ({"month": "2026-10", "kind": "sales", "status": "completed"}, "status"),
    ],
)
async def test_what_makes_no_report(shop: Shop, form: dict[str, str], field: str) -> None:
    answer = await shop.admin.post("/reports", form)
    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["field"] == field
    assert (await shop.admin.get("/reports")).json()["pagination"]["total"] == 0


async def test_made_again_it_is_the_same_report(shop: Shop, work: Work) -> None:
    await _sold(shop)
    first = await _made(shop, work, OCTOBER)
    again = await _made(shop, work, OCTOBER)
    assert again["id"] == first["id"]
    assert again["figures"] == first["figures"]
    assert (await shop.admin.get("/reports")).json()["pagination"]["total"] == 1
    trail = (await shop.admin.get("/audit-logs", params={"filter[action]": "report.requested"})).json()
    assert trail["pagination"]["total"] == 2


async def test_one_that_waits_is_not_made_twice(shop: Shop, work: Work) -> None:
    answers = [await shop.admin.post("/reports", OCTOBER) for _ in range(3)]
    assert len({answer.json()["data"]["id"] for answer in answers}) == 1
    assert [answer.json()["data"]["status"] for answer in answers] == ["queued"] * 3
    path = f"/reports/{answers[0].json()['data']['id']}"
    pending = await shop.admin.get(f"{path}/content")
    assert pending.status_code == 422
    seen = {"If-None-Match": (await shop.admin.get(path)).headers["etag"]}
    assert (await shop.admin.get(path, headers=seen)).status_code == 304
    await work()
    assert (await shop.admin.get(path, headers=seen)).status_code == 200, "whoever waits for it hears that it is there"
    trail = (await shop.admin.get("/audit-logs", params={"filter[action]": "report.requested"})).json()
    assert trail["pagination"]["total"] == 1


async def test_a_download_is_in_the_trail(shop: Shop, work: Work) -> None:
    report = await _made(shop, work, OCTOBER)
    await shop.admin.get(f"/reports/{report['id']}/content", params={"format": "csv"})
    [entry] = (await shop.admin.get("/audit-logs", params={"filter[action]": "report.downloaded"})).json()["data"]
    assert entry["resourceId"] == report["id"]
    wrong = await shop.admin.get(f"/reports/{report['id']}/content", params={"format": "xls"})
    assert wrong.status_code == 400


async def test_the_list_is_filtered_and_sorted(shop: Shop, work: Work) -> None:
    for month in ("2026-08", "2026-10", "2026-09"):
        await _made(shop, work, {"month": month, "kind": "sales"})
    await _made(shop, work, {"month": "2026-10", "kind": "tax"})

    async def months(**query: str) -> list[str]:
        answer = await shop.admin.get("/reports", params=query)
        assert answer.status_code == 200, answer.text
        return [f"{row['month']} {row['kind']}" for row in answer.json()["data"]]

    assert [entry[:7] for entry in await months()] == ["2026-10", "2026-10", "2026-09", "2026-08"]
    assert await months(**{"filter[kind]": "tax"}) == ["2026-10 tax"]
    assert await months(**{"filter[month]": "2026-09"}) == ["2026-09 sales"]
    assert await months(**{"filter[status]": "failed"}) == []
    assert await months(search="2026-09") == ["2026-09 sales"]
    assert await months(search="tax") == ["2026-10 tax"]
    assert await months(search="nothing of that") == []


async def test_each_night_what_is_missing_is_made_and_the_last_month_is_mailed(shop: Shop, work: Work) -> None:
    """A night that was missed is caught up; each administrator gets one mail with both summaries."""
    await shop.sell(at(30, month=8), 10_000, 800)
    with time_machine.travel(datetime(2026, 11, 3, 2, tzinfo=UTC)):
        for _ in range(2):
            async with transaction(shop.runtime) as db:
                await make_due.handler(db)
            await work()
    rows = (await shop.admin.get("/reports")).json()["data"]
    assert sorted((row["month"], row["kind"], row["status"]) for row in rows) == [
        (month, kind, "completed") for month in ("2026-08", "2026-09", "2026-10") for kind in ("sales", "tax")
    ]
    mails = (await shop.admin.get("/admin/mails", params={"filter[template]": "reports/monthly"})).json()["data"]
    assert [(mail["to"], mail["status"]) for mail in mails] == [(shop.admin.email, "sent")]
    mail = (await shop.admin.get(f"/admin/mails/{mails[0]['id']}")).json()["data"]
    assert mail["subject"] == "Sales and tax in October 2026"
    assert "/studio/reports" in mail["text"]
    assert [file["name"] for file in mail["attachments"]] == ["sales-2026-10.pdf", "tax-2026-10.pdf"]
    opened = await shop.admin.get(f"/admin/mails/{mail['id']}/attachments/{mail['attachments'][0]['id']}")
    assert opened.content.startswith(b"%PDF")


@pytest.mark.parametrize("by_hand", [["tax"], ["sales", "tax"]])
async def test_who_was_quicker_than_the_night_changes_nothing_about_the_mail(
    shop: Shop, work: Work, by_hand: list[str]
) -> None:
    """It has both summaries, also when some of them were made by hand before; and there is one."""
    await shop.sell(at(30), 10_000, 800)
    for kind in by_hand:
        await _made(shop, work, {**OCTOBER, "kind": kind})
    for _ in range(2):
        async with transaction(shop.runtime) as db:
            await make_due.handler(db)
        await work()
    [mail] = (await shop.admin.get("/admin/mails", params={"filter[template]": "reports/monthly"})).json()["data"]
    opened = (await shop.admin.get(f"/admin/mails/{mail['id']}")).json()["data"]
    assert [file["name"] for file in opened["attachments"]] == ["sales-2026-10.pdf", "tax-2026-10.pdf"]
    assert (await shop.admin.get("/reports")).json()["pagination"]["total"] == 2


async def test_a_shop_that_has_sold_nothing_yet_gets_no_reports(shop: Shop, work: Work) -> None:
    async with transaction(shop.runtime) as db:
        await make_due.handler(db)
    await work()
    assert (await shop.admin.get("/reports")).json()["data"] == []
