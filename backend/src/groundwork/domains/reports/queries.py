"""Reads of reports, and of the days that are over."""

from datetime import datetime

from sqlalchemy import Select, func, select

from groundwork.domains.reports.models import Report, RevenueDay
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read

reports = Listing(
    source=select(Report),
    columns={
        "id": Report.id,
        "kind": Report.kind,
        "month": Report.month,
        "status": Report.status,
        "figures": Report.figures,
        "createdAt": Report.created_at,
        "finishedAt": Report.finished_at,
    },
    sorts={"month": Report.month + Report.kind, "createdAt": Report.created_at},
    identity=Report.id,
    filters={"kind": Report.kind, "month": Report.month, "status": Report.status},
    search=(Report.month, Report.kind),
    created_at=Report.created_at,
)

last_closed_day = Read(select(func.max(RevenueDay.day).label("day")))
closed_days = Read(select(*RevenueDay.__table__.columns).order_by(RevenueDay.day))
"""All of them: a row for each day and currency in which something was earned."""


def report_on(month: str, kinds: list[str]) -> Select[Report]:
    """The reports on a month, of these kinds, locked."""
    return (
        select(Report)
        .where(Report.month == month, Report.kind.in_(kinds))
        .order_by(Report.kind.asc())
        .with_for_update()
    )


def months_reported() -> Select[str, str, datetime | None]:
    """Month and kind of every report, and when it was mailed."""
    return select(Report.month, Report.kind, Report.mailed_at)
