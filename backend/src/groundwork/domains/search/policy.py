"""The search's row of the permission matrix. What is found is what the asker may read anyway."""

from groundwork.kernel.permissions import Permission, Role

SEARCH = "search:read"

permissions = [Permission(SEARCH, "Search in everything that one may see", frozenset(Role))]
