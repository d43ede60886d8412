"""The audit trail's row of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ = "audit-logs:read"

permissions = [Permission(READ, "Read, export and verify the audit trail", frozenset({Role.ADMIN}))]
