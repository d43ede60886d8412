"""/audit-logs"""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response, StreamingResponse

from groundwork.domains.audit import queries, service
from groundwork.domains.audit.export import as_csv
from groundwork.domains.audit.policy import READ
from groundwork.domains.audit.schemas import AuditEntryOut, AuditQuery, VerificationOut
from groundwork.domains.audit.verification import verify
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.routing import router

audit_logs = router("/audit-logs", "audit-logs")

_PATIENCE = 20.0
_CSV = {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "A line of names, then one an entry"}


@audit_logs.get("", response_model=Page[AuditEntryOut])
@requires(READ)
async def list_audit_logs(_actor: SignedIn, query: Annotated[AuditQuery, Query()], runtime: Running) -> Envelope:
    """List who did what, the newest first."""
    return await queries.page(runtime, query)


@audit_logs.get("/export", response_class=Response, responses={200: _CSV})
@requires(READ)
async def export_audit_logs(actor: SignedIn, query: Annotated[AuditQuery, Query()], runtime: Running) -> Response:
    """Download all entries that the filters let through, as CSV. `page`, `limit` and `cursor` do not matter."""
    lines = as_csv(runtime, query)
    asked = query.model_dump(mode="json", by_alias=True, exclude_unset=True)
    await service.record_export(runtime, actor, asked)
    headers = {"Content-Disposition": 'attachment; filename="audit-logs.csv"'}
    return StreamingResponse(lines, media_type="text/csv", headers=headers)


@audit_logs.get("/verification", response_model=Success[VerificationOut])
@requires(READ)
async def verify_audit_logs(_actor: SignedIn, runtime: Running) -> Envelope:
    """Check that no entry was altered or removed. Takes at most 20 seconds; `complete` says whether that was enough."""
    return Envelope(await verify(runtime, patience=_PATIENCE))
