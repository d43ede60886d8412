"""/ledger"""

from typing import Annotated

from fastapi import Query

from groundwork.domains.ledger import queries, service
from groundwork.domains.ledger.policy import READ
from groundwork.domains.ledger.schemas import BalancesOut, TransactionOut, TransactionQuery
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Running
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.routing import router

ledger = router("/ledger", "ledger")


@ledger.get("/entries", response_model=Page[TransactionOut])
@requires(READ)
async def list_ledger_entries(query: Annotated[TransactionQuery, Query()], runtime: Running) -> Envelope:
    """List what was posted, the newest first."""
    return await queries.transactions.answer(runtime, query)


@ledger.get("/balances", response_model=Success[BalancesOut])
@requires(READ)
async def get_ledger_balances(runtime: Running) -> Envelope:
    """What every account holds. All of a currency together hold nothing: each posting sums to zero."""
    return Envelope(await service.balances(runtime.database))
