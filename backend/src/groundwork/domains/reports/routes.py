"""/reports"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response, StreamingResponse

from groundwork.domains.reports import queries, service
from groundwork.domains.reports.errors import MonthNotOver, NotMade
from groundwork.domains.reports.policy import CREATE, READ, READ_REVENUE
from groundwork.domains.reports.revenue import revenue
from groundwork.domains.reports.schemas import (
    ContentQuery,
    ReportCreate,
    ReportOut,
    ReportQuery,
    RevenueOut,
    RevenueQuery,
)
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success, etag_of
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.routing import router

reports = router("/reports", "reports")

_FILE: dict[str, Any] = {
    "description": "The file",
    "content": {
        "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        "text/csv": {"schema": {"type": "string"}},
    },
}


@reports.get("", response_model=Page[ReportOut])
@requires(READ)
async def list_reports(query: Annotated[ReportQuery, Query()], runtime: Running) -> Envelope:
    """List the monthly reports, the newest month first."""
    return await queries.reports.answer(runtime, query)


@reports.post("", status_code=202, response_model=Success[ReportOut], responses=refusals(MonthNotOver))
@requires(CREATE)
async def create_report(actor: SignedIn, form: ReportCreate, db: Db) -> Envelope:
    """Have a report on a month made, or made again. Those on the last month are made by themselves on its first day."""
    return Envelope(await service.request_report(db, actor, form), status=202)


@reports.get("/revenue", response_model=Success[RevenueOut])
@requires(READ_REVENUE)
async def get_revenue(query: Annotated[RevenueQuery, Query()], runtime: Running) -> Envelope:
    """See what was earned over time, by day, week or month (UTC), and in the span before."""
    return Envelope(await revenue(runtime.database, query))


@reports.get("/{id}", response_model=Success[ReportOut], responses=VERSIONED)
@requires(READ)
async def get_report(id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """See how far a report is, and its figures."""
    report = await service.get_report(db, id)
    return Envelope(report, etag=etag_of(report.model_dump_json()))


@reports.get("/{id}/content", response_class=Response, responses={200: _FILE, **refusals(NotMade)})
@requires(READ)
async def get_report_content(
    actor: SignedIn,
    id: UUID,  # noqa: A002  (the name on the wire)
    query: Annotated[ContentQuery, Query()],
    db: Db,
) -> Response:
    """Download a completed report: every sale as CSV, or a summary as PDF."""
    name, content = await service.open_report(db, actor, id, query.format)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(content.size)}
    return StreamingResponse(content.chunks, media_type=service.MEDIA_TYPES[query.format], headers=headers)
