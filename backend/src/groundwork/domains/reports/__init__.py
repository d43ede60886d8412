"""Reports: what was earned, by day and by month. Monthly sales and tax as CSV and PDF, mailed to administrators.

All figures come from ``ledger``, so each is the sum of postings that can be looked at. Calls ``orders`` for the rates
of tax, ``accounts`` for whom to write to, ``audit``.
"""

from pathlib import Path

from groundwork.domains.reports.jobs import jobs
from groundwork.domains.reports.models import Report, RevenueDay
from groundwork.domains.reports.policy import permissions
from groundwork.domains.reports.routes import reports
from groundwork.domains.reports.seeds import seeds
from groundwork.kernel.domain import Domain

domain = Domain(
    "reports",
    routers=[reports],
    models=[Report, RevenueDay],
    permissions=permissions,
    jobs=jobs,
    seeds=seeds,
    mail_templates=Path(__file__).parent / "mails",
)
