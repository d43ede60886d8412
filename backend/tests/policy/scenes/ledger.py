"""The ledger. It belongs to nobody."""

from tests.policy.scenes.scene import Scene

scenes = {
    "list_ledger_entries": Scene(),
    "get_ledger_balances": Scene(),
}
