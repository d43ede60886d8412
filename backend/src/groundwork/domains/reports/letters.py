"""The mail with a month's reports."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.reports.models import Report
from groundwork.domains.reports.months import title_of
from groundwork.kernel.mail import send_mail
from groundwork.kernel.mail_attachments import Attachment
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import runtime_of


async def send_reports(db: AsyncSession, month: str, reports: Sequence[Report]) -> None:
    """Mail the reports on a month to every administrator who can sign in: one mail each, with the summaries as PDF."""
    context = {
        "month": title_of(month),
        "figures": reports[0].figures,
        "link": f"{runtime_of(db).settings.public_app_url}/studio/reports",
    }
    files = [Attachment(report.name("pdf"), "application/pdf", storage_path=report.path("pdf")) for report in reports]
    for person in await accounts.active_people(db, Role.ADMIN):
        mail = {**context, "first_name": person.first_name}
        await send_mail(db, to=person.email, template="reports/monthly", context=mail, attachments=files)
