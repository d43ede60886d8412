"""The ledger's row of the permission matrix."""

from groundwork.kernel.permissions import Permission, Role

READ = "ledger:read"

permissions = [Permission(READ, "See the ledger: every posting and what each account holds", frozenset({Role.ADMIN}))]
