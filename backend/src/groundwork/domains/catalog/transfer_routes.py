"""/products/imports and /products/exports"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request
from starlette.responses import Response, StreamingResponse

from groundwork.domains.catalog import queries, transfers
from groundwork.domains.catalog.errors import NoCsv
from groundwork.domains.catalog.models import TransferKind
from groundwork.domains.catalog.policy import EXPORT, IMPORT
from groundwork.domains.catalog.schemas import ExportFilters, TransferOut, TransferQuery
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import refusals
from groundwork.kernel.http.own_limits import takes_up_to
from groundwork.kernel.http.routing import router
from groundwork.kernel.http.streamed import OnceOnly

imports = router("/products/imports", "products")
exports = router("/products/exports", "products")

TransferId = Annotated[UUID, Path(alias="id", description="The transfer's id")]
Asked = Annotated[TransferQuery, Query()]

_BODY: dict[str, Any] = {
    "description": "CSV (UTF-8, with commas, semicolons or tabs), at most 100 MB",
    "required": True,
    "content": {"text/csv": {"schema": {"type": "string", "format": "binary"}}},
}
_CSV = {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "A line of names, then one a product"}


@imports.post(
    "",
    status_code=202,
    response_model=Success[TransferOut],
    openapi_extra={"requestBody": _BODY},
    responses=refusals(NoCsv),
)
@requires(IMPORT)
@takes_up_to(lambda _: transfers.MOST_BYTES)
async def create_product_import(actor: SignedIn, request: Request, runtime: Running, once: OnceOnly) -> Envelope:
    """Add and change many products with a file: all of its rows take effect, or none.

    The first line names the columns: `sku` and any of `name`, `price` with `currency`, `category` (a slug), `stock`,
    `description`, `active`, `slug` and `attribute:<name>`. A product that has the SKU is changed, else one is added;
    that takes a name, a price and a currency. A column that is not there leaves everything as it is. An empty cell
    empties `category`, `description` and attributes, and leaves `stock`, `active` and `slug` as they are.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "text/csv":
        raise NoCsv
    return _begun(await transfers.start_import(runtime, actor, request.stream(), await once.look(_begun)))


def _begun(transfer: TransferOut) -> Envelope:
    return Envelope(transfer, status=202)


@imports.get("", response_model=Page[TransferOut])
@requires(IMPORT)
async def list_product_imports(
    _actor: SignedIn, query: Annotated[TransferQuery, Query()], runtime: Running
) -> Envelope:
    """List the imports of the last week."""
    return await queries.transfers.answer(runtime, query, kind=TransferKind.IMPORT)


@imports.get("/{id}", response_model=Success[TransferOut])
@requires(IMPORT)
async def get_product_import(_actor: SignedIn, transfer_id: TransferId, runtime: Running) -> Envelope:
    """See how far an import is, and what is wrong with its rows."""
    return Envelope(await transfers.get_transfer(runtime.database, TransferKind.IMPORT, transfer_id))


@exports.post("", status_code=202, response_model=Success[TransferOut])
@requires(EXPORT)
async def create_product_export(actor: SignedIn, form: ExportFilters, db: Db) -> Envelope:
    """Have products written into a CSV file, as an import takes it. It is kept for a week."""
    return Envelope(await transfers.start_export(db, actor, form), status=202)


@exports.get("", response_model=Page[TransferOut])
@requires(EXPORT)
async def list_product_exports(
    _actor: SignedIn, query: Annotated[TransferQuery, Query()], runtime: Running
) -> Envelope:
    """List the exports of the last week."""
    return await queries.transfers.answer(runtime, query, kind=TransferKind.EXPORT)


@exports.get("/{id}", response_model=Success[TransferOut])
@requires(EXPORT)
async def get_product_export(_actor: SignedIn, transfer_id: TransferId, runtime: Running) -> Envelope:
    """See how far an export is."""
    return Envelope(await transfers.get_transfer(runtime.database, TransferKind.EXPORT, transfer_id))


@exports.get("/{id}/content", response_class=Response, responses={200: _CSV})
@requires(EXPORT)
async def download_product_export(actor: SignedIn, transfer_id: TransferId, db: Db) -> Response:
    """Download the file of a completed export."""
    content = await transfers.open_export(db, actor, transfer_id)
    headers = {
        "Content-Disposition": 'attachment; filename="products.csv"',
        "Content-Length": str(content.size),
    }
    return StreamingResponse(content.chunks, media_type="text/csv", headers=headers)
