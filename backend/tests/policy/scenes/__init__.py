"""A scene for each operation: how to make the object that it is about, and a body that it accepts.

A new operation needs one line here, in the file of its domain; without it the matrix test fails.
"""

from tests.policy.scenes import (
    accounts,
    api_keys,
    auth,
    catalog,
    content,
    factors,
    files,
    ledger,
    oauth,
    orders,
    payments,
    reports,
    search,
    studio,
    subscriptions,
    teams,
)
from tests.policy.scenes.scene import About, Json, Scene

SCENES: dict[str, Scene] = {
    **auth.scenes,
    **factors.scenes,
    **oauth.scenes,
    **accounts.scenes,
    **teams.scenes,
    **api_keys.scenes,
    **search.scenes,
    **files.scenes,
    **content.scenes,
    **catalog.scenes,
    **ledger.scenes,
    **orders.scenes,
    **reports.scenes,
    **subscriptions.scenes,
    **payments.scenes,
    **studio.scenes,
}

__all__ = ["SCENES", "About", "Json", "Scene"]
