"""What people hear of their orders: the receipt, and the mails."""

import io
from email.message import EmailMessage

import pypdf
import pytest

from groundwork.kernel.runtime import Runtime
from tests.catalog.support import RunJobs, add_product
from tests.conftest import Outbox, Person
from tests.orders.support import ADDRESS, pay, place, placed_for, refund, run_out, sweep

pytestmark = pytest.mark.anyio


def _said(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content), strict=True).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    return part.get_content() if part else ""


async def _receipt(reader: Person, order_id: str) -> tuple[bytes, str]:
    answer = await reader.get(f"/orders/{order_id}/receipt")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf"), answer.text
    return answer.content, answer.headers["content-disposition"]


async def test_the_receipt_says_what_was_paid(runtime: Runtime, manager: Person, customer: Person) -> None:
    desk = await add_product(manager, name="Walnut #desk *14*", price="1249.00", stock=9)
    placed = await place(customer, (desk, 2), shippingAddress=ADDRESS)
    early = await customer.get(f"/orders/{placed['id']}/receipt")
    assert (early.status_code, early.json()["error"]["code"]) == (422, "UNPROCESSABLE_ENTITY")
    await pay(runtime, placed["id"])
    content, named = await _receipt(customer, placed["id"])
    assert named == f'attachment; filename="Receipt {placed["number"]}.pdf"'
    said = _said(content)
    for part in (
        placed["number"],
        "Walnut #desk *14*",
        desk["sku"],
        "$2,498.00",
        "Tax (8 %)",
        "$2,697.84",
        "Ada Byron",
        customer.email,
        "4050-036 Porto",
        "Portugal",
    ):
        assert part in said
    assert "given back" not in said
    await refund(runtime, placed["id"], 5000)
    assert "$50.00 was given back" in _said((await _receipt(manager, placed["id"]))[0])


async def test_who_pays_gets_the_receipt_by_mail(
    runtime: Runtime, manager: Person, customer: Person, run_jobs: RunJobs, outbox: Outbox
) -> None:
    placed = await placed_for(manager, customer)
    await pay(runtime, placed["id"], "pi_mail")
    await pay(runtime, placed["id"], "pi_mail")
    await run_jobs()
    [mail] = [mail for mail in outbox.to(customer.email) if placed["number"] in mail["Subject"]]
    assert mail["Subject"] == f"Your order {placed['number']} is paid"
    assert f"Total: {placed['total']} USD" in _text(mail)
    [attached] = mail.iter_attachments()
    assert attached.get_filename() == f"Receipt {placed['number']}.pdf"
    content = attached.get_content()
    assert isinstance(content, bytes)
    assert placed["number"] in _said(content)


async def test_what_becomes_of_an_order_is_told(
    runtime: Runtime, manager: Person, customer: Person, run_jobs: RunJobs, outbox: Outbox
) -> None:
    sent, given_up, given_back, forgotten = [await placed_for(manager, customer) for _ in range(4)]
    await pay(runtime, sent["id"])
    await manager.post(f"/orders/{sent['id']}/fulfilment", {"tracking": "RR123456785PT"})
    await customer.post(f"/orders/{given_up['id']}/cancellation", {})
    await pay(runtime, given_back["id"])
    await refund(runtime, given_back["id"], 100)
    await manager.post(f"/orders/{given_back['id']}/cancellation", {"reason": "Damaged in store"})
    await run_out(runtime, forgotten["id"])
    await sweep(runtime)
    await run_jobs()
    mails = {mail["Subject"]: _text(mail) for mail in outbox.to(customer.email)}
    assert "RR123456785PT" in mails[f"Your order {sent['number']} is on its way"]
    assert "Nothing was charged" in mails[f"Your order {given_up['number']} is canceled"]
    back = mails[f"Your order {given_back['number']} is canceled"]
    assert "Damaged in store" in back
    assert "What you paid goes back" in back
    assert given_back["total"] not in back, "a part had gone back before"
    assert "order it again" in mails[f"Your order {forgotten['number']} was not paid"]
