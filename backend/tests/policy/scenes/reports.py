"""Monthly reports, and what was earned. They belong to nobody."""

from groundwork.domains.reports.models import Report, ReportKind, ReportStatus
from groundwork.kernel.clock import now
from tests.policy.scenes.scene import About, Json, Scene, keep
from tests.policy.stage import Member, Stage

_months = (f"20{year:02}-{month:02}" for year in range(99) for month in range(1, 13))


async def report(stage: Stage, _whose: Member) -> Json:
    """A report whose files are there."""
    row = Report(kind=ReportKind.TAX, month=next(_months), status=ReportStatus.COMPLETED, finished_at=now())
    made = await keep(stage, row)
    await stage.runtime.storage.put(f"reports/{made}.pdf", b"%PDF")
    return {"id": made}


scenes = {
    "list_reports": Scene(),
    "create_report": Scene(body={"month": "2026-01", "kind": "sales"}),
    "get_revenue": Scene(),
    "get_report": Scene(About.NOBODY, report),
    "get_report_content": Scene(About.NOBODY, report),
}
