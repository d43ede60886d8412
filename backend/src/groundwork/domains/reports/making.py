"""Making reports: a job that reads the books of a month, writes the files, and tells the administrators."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.reports import letters, queries
from groundwork.domains.reports.books import Books, entries_of
from groundwork.domains.reports.models import Report, ReportKind
from groundwork.domains.reports.papers import pdf_of
from groundwork.domains.reports.tables import SALES_COLUMNS, sales_lines, tax_lines
from groundwork.kernel.cells import line
from groundwork.kernel.clock import now
from groundwork.kernel.jobs import Job
from groundwork.kernel.runtime import Runtime, runtime_of

_ATTEMPTS = 8


async def _make(db: AsyncSession, *, month: str, kinds: str, tell: bool) -> None:
    """``kinds``: one or more, separated by commas. ``tell``: whether they are mailed to the administrators, once."""
    reports = (await db.scalars(queries.report_on(month, kinds.split(",")))).all()
    queued = [report for report in reports if report.is_queued]
    if queued:
        await write(runtime_of(db), month, queued, now())
    if tell:
        await _tell(db, month, [report for report in reports if report.is_complete])


async def write(runtime: Runtime, month: str, reports: list[Report], moment: datetime) -> None:
    """Write the files of the reports on a month, and complete them ``moment``. Files appear whole or not at all."""
    books = Books(month)
    with tempfile.TemporaryDirectory(prefix="report-") as folder:
        sales = await _write_sales(runtime, books, Path(folder) / "sales.csv")
        for report in reports:
            table = sales if report.kind == ReportKind.SALES else b"".join(tax_lines(books))
            await runtime.storage.put(report.path("csv"), table)
            await runtime.storage.put(report.path("pdf"), await pdf_of(ReportKind(report.kind), books, moment))
            report.complete(moment, _figures(books))


async def _write_sales(runtime: Runtime, books: Books, target: Path) -> Path:
    with target.open("wb") as file:
        file.write(line(SALES_COLUMNS))
        async for entries in entries_of(runtime.database, books.month):
            for entry in entries:
                books.note(entry)
            file.write(sales_lines(entries))
    return target


def _figures(books: Books) -> list[dict[str, Any]]:
    return [
        {"currency": currency, **figures.shown(currency)} for currency, figures in sorted(books.by_currency.items())
    ]


async def _tell(db: AsyncSession, month: str, reports: Sequence[Report]) -> None:
    if reports and not any(report.mailed_at for report in reports):
        await letters.send_reports(db, month, reports)
        for report in reports:
            report.mailed_at = now()


async def _note_interruption(db: AsyncSession, _error: Exception, *, month: str, kinds: str, tell: bool) -> None:  # noqa: ARG001
    for report in await db.scalars(queries.report_on(month, kinds.split(","))):
        if report.is_queued:
            report.interrupt(now(), most=_ATTEMPTS)


make_reports = Job("reports.make", _make, failed=_note_interruption, attempts=_ATTEMPTS)
