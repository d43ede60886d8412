"""/invoices and /billing"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from groundwork.domains.payments import service as payments
from groundwork.domains.payments.errors import BeingCharged, Declined
from groundwork.domains.payments.schemas import CardOut, PaymentOut, SandboxCard
from groundwork.domains.subscriptions import billing, documents, invoices, listings
from groundwork.domains.subscriptions.errors import NothingToPay
from groundwork.domains.subscriptions.policy import MANAGE_OWN_CARD, PAY_OWN, READ_INVOICES, READ_INVOICES_OWN
from groundwork.domains.subscriptions.schemas import (
    InvoiceOut,
    InvoiceQuery,
    InvoiceSummary,
    PortalOut,
    SavedCardOut,
)
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.idempotency import repeatable
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.routing import router

bills = router("/invoices", "invoices")
account = router("/billing", "billing")

InvoiceId = Annotated[UUID, Path(alias="id", description="The invoice's id")]
_PDF: dict[int | str, dict[str, Any]] = {200: {"description": "The document", "content": {"application/pdf": {}}}}


@bills.get("", response_model=Page[InvoiceSummary])
@requires(READ_INVOICES, READ_INVOICES_OWN)
async def list_invoices(actor: SignedIn, query: Annotated[InvoiceQuery, Query()], runtime: Running) -> Envelope:
    """List one's own invoices, the newest first; administrators see everybody's."""
    if actor.may(READ_INVOICES):
        return await listings.all_invoices.answer(runtime, query)
    return await listings.own_invoices.answer(runtime, query, owner_id=actor.user_id)


@bills.get("/{id}", response_model=Success[InvoiceOut], responses=VERSIONED)
@requires(READ_INVOICES, READ_INVOICES_OWN)
async def get_invoice(actor: SignedIn, invoice_id: InvoiceId, db: Db) -> Envelope:
    """Get an invoice."""
    invoice = await invoices.show(db, actor, invoice_id)
    return Envelope(invoice, etag=invoices.version_of(invoice))


@bills.get("/{id}/content", response_class=Response, responses=_PDF)
@requires(READ_INVOICES, READ_INVOICES_OWN)
async def get_invoice_content(actor: SignedIn, invoice_id: InvoiceId, db: Db) -> Response:
    """Get an invoice as a PDF."""
    invoice = await invoices.get_visible(db, actor, invoice_id)
    name, content = await documents.invoice_pdf(db, invoice.id)
    return Response(
        content,
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


@bills.post(
    "/{id}/payment",
    status_code=201,
    response_model=Success[PaymentOut],
    responses={
        200: {"model": Success[PaymentOut], "description": "It was begun before"},
        **refusals(BeingCharged, NothingToPay),
    },
)
@requires(PAY_OWN)
@repeatable
async def create_invoice_payment(actor: SignedIn, invoice_id: InvoiceId, runtime: Running) -> Envelope:
    """Begin to pay an open invoice, or go on with it; its card is charged for later ones, too."""
    payment, is_new = await billing.pay(runtime, actor, invoice_id)
    return Envelope(payment, status=201 if is_new else 200, etag=payments.version_of(payment))


@account.post("/portal", response_model=Success[PortalOut])
@requires(MANAGE_OWN_CARD)
@repeatable
async def create_billing_portal(actor: SignedIn, runtime: Running) -> Envelope:
    """Get where one looks after one's card: at the payment provider, or on our own page."""
    return Envelope(PortalOut(url=await billing.portal(runtime, actor)))


@account.post("/sandbox-card", response_model=Success[SavedCardOut], responses=refusals(Declined))
@requires(MANAGE_OWN_CARD)
@repeatable
async def save_sandbox_card(actor: SignedIn, form: SandboxCard, runtime: Running) -> Envelope:
    """Save one of the sandbox's cards for later charges. With another provider there is no such operation."""
    card = await payments.save_sandbox_card(runtime, actor, form)
    return Envelope(SavedCardOut(card=CardOut(brand=card.brand, last4=card.last4)))
