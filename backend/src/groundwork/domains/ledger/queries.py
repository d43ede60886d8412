"""Reads of the ledger."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Text, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from groundwork.domains.ledger.models import LedgerLine, LedgerTransaction
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read

_line = func.jsonb_build_object(
    "account",
    LedgerLine.account,
    "amount",
    cast(func.major_units(LedgerLine.amount_minor, LedgerTransaction.currency), Text),
)
_lines = (
    select(func.jsonb_agg(aggregate_order_by(_line, LedgerLine.position)))
    .where(LedgerLine.transaction_id == LedgerTransaction.id)
    .correlate(LedgerTransaction)
    .scalar_subquery()
)


def _on_accounts(accounts: BindParameter[Any]) -> ColumnElement[bool]:
    """With a line on one of these accounts."""
    lines = select(LedgerLine.transaction_id).where(
        LedgerLine.transaction_id == LedgerTransaction.id, LedgerLine.account == func.any(accounts)
    )
    return lines.exists()


transactions = Listing(
    source=select(LedgerTransaction),
    columns={
        "id": LedgerTransaction.id,
        "kind": LedgerTransaction.kind,
        "reference": LedgerTransaction.reference,
        "memo": LedgerTransaction.memo,
        "currency": LedgerTransaction.currency,
        "lines": _lines,
        "createdAt": LedgerTransaction.created_at,
    },
    sorts={"createdAt": LedgerTransaction.created_at},
    identity=LedgerTransaction.id,
    filters={
        "account": _on_accounts,
        "currency": LedgerTransaction.currency,
        "reference": LedgerTransaction.reference,
    },
    search=(LedgerTransaction.reference, LedgerTransaction.memo),
    created_at=LedgerTransaction.created_at,
)

_balance = func.sum(LedgerLine.amount_minor)
balances = Read(
    select(
        LedgerLine.account,
        LedgerTransaction.currency,
        _balance.label("minor"),
    )
    .join(LedgerTransaction, LedgerTransaction.id == LedgerLine.transaction_id)
    .group_by(LedgerLine.account, LedgerTransaction.currency)
    .order_by(LedgerTransaction.currency, LedgerLine.account)
)
"""What each account holds, in minor units."""
