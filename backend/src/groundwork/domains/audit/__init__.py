"""Audit: who did what, when, from where. Lowest of the domains: everyone records here, it calls nobody."""

from groundwork.domains.audit.jobs import jobs
from groundwork.domains.audit.models import (
    AuditChain,
    AuditLog,
    Checkpoint,
    CountedUpTo,
    DayCount,
    DroppedStretch,
    PersonKey,
)
from groundwork.domains.audit.personal_data import personal_data
from groundwork.domains.audit.policy import permissions
from groundwork.domains.audit.routes import audit_logs
from groundwork.domains.audit.service import record_refusal
from groundwork.kernel.domain import Domain

domain = Domain(
    "audit",
    routers=[audit_logs],
    models=[AuditLog, AuditChain, DroppedStretch, Checkpoint, DayCount, CountedUpTo, PersonKey],
    permissions=permissions,
    jobs=jobs,
    personal_data=personal_data,
    on_refusal=[record_refusal],
)
