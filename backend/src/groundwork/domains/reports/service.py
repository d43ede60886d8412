"""What can be done with reports."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.reports import queries
from groundwork.domains.reports.errors import MonthNotOver, NotMade
from groundwork.domains.reports.making import make_reports
from groundwork.domains.reports.models import Report
from groundwork.domains.reports.months import is_over
from groundwork.domains.reports.revenue import close_days as close_days  # noqa: PLC0414  (for seeds)
from groundwork.domains.reports.schemas import ReportCreate, ReportOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import NotFound
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import defer
from groundwork.kernel.runtime import runtime_of
from groundwork.kernel.storage import OpenObject

MEDIA_TYPES = {"csv": "text/csv", "pdf": "application/pdf"}


async def request_report(db: AsyncSession, actor: Actor, form: ReportCreate) -> ReportOut:
    """Have a report made, or made again; one that waits already goes on waiting.

    Raises:
        MonthNotOver: there is nothing to report yet.
    """
    if not is_over(form.month, now()):
        raise MonthNotOver
    moment = now()
    added = await db.scalar(
        insert(Report)
        .values(id=uuid7(), kind=form.kind, month=form.month, created_at=moment, updated_at=moment)
        .on_conflict_do_nothing()
        .returning(Report.id)
    )
    report = (await db.scalars(queries.report_on(form.month, [form.kind]))).one()
    if added or not report.is_queued:
        report.queue()
        await defer(db, make_reports, month=form.month, kinds=str(form.kind), tell=False)
        await audit.record(
            db,
            actor,
            "report.requested",
            resource=("report", report.id),
            changes={"kind": form.kind, "month": form.month},
        )
    return ReportOut.model_validate(report)


async def get_report(db: AsyncSession, report_id: UUID) -> ReportOut:
    """A report.

    Raises:
        NotFound: there is none.
    """
    return ReportOut.model_validate(await _found(db, report_id))


async def open_report(db: AsyncSession, actor: Actor, report_id: UUID, form: str) -> tuple[str, OpenObject]:
    """The name and the content of a report's file. ``form``: ``csv`` or ``pdf``.

    Raises:
        NotFound: there is no report.
        NotMade: it is not completed.
    """
    report = await _found(db, report_id)
    content = await runtime_of(db).storage.open(report.path(form)) if report.finished_at else None
    if content is None or not report.is_complete:
        raise NotMade
    await audit.record(db, actor, "report.downloaded", resource=("report", report.id), changes={"format": form})
    return report.name(form), content


async def _found(db: AsyncSession, report_id: UUID) -> Report:
    report = await db.get(Report, report_id)
    if report is None:
        raise NotFound
    return report
