"""Audit: who did what, when, from where. Lowest of the domains: everyone records here, it calls nobody."""

from groundwork.domains.audit.models import AuditLog
from groundwork.kernel.domain import Domain

domain = Domain("audit", models=[AuditLog])
