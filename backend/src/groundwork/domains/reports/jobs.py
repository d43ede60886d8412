"""The jobs of reports."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.ledger import service as ledger
from groundwork.domains.reports import queries
from groundwork.domains.reports.making import make_reports
from groundwork.domains.reports.models import Report, ReportKind
from groundwork.domains.reports.months import months_between
from groundwork.domains.reports.revenue import close_days
from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from groundwork.kernel.jobs import Job, defer
from groundwork.kernel.runtime import runtime_of


async def _make_due(db: AsyncSession) -> None:
    """Have every month that is over reported, since the first posting; the last of them is mailed, once, as a whole.

    It runs each night, so that a month whose first night was missed is made in the next.
    """
    first, moment = await ledger.first_posting(runtime_of(db).database), now()
    months = list(months_between(first, moment)) if first else []
    known = {(row.month, row.kind): row.mailed_at for row in await db.execute(queries.months_reported())}
    for month in months:
        missing = [kind for kind in ReportKind if (month, kind) not in known]
        tell = month == months[-1] and not any(known.get((month, kind)) for kind in ReportKind)
        for kind in missing:
            await db.execute(
                insert(Report)
                .values(id=uuid7(), kind=kind, month=month, created_at=moment, updated_at=moment)
                .on_conflict_do_nothing()
            )
        if missing or tell:
            await defer(db, make_reports, month=month, kinds=",".join(ReportKind if tell else missing), tell=tell)


make_due = Job("reports.make_due", _make_due, schedule="0 2 * * *")
jobs = [make_reports, make_due, Job("reports.close_days", close_days, schedule="30 0 * * *")]
