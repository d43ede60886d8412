"""f13 with real processes: the worker is killed again and again while it works on the events of payments.

And what ``./groundwork billing reconcile`` says then.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.catalog.support import add_product
from tests.faults.market import register
from tests.faults.support import BACKEND, Machine, machine, repetitions, wait_for
from tests.stripe_peer import Peer

_ORDERS = 6
_KILLS = 3


@pytest.fixture(scope="module")
def computer(peer: Peer) -> Iterator[Machine]:
    """A machine whose API and worker take payments at the peer."""
    with tempfile.TemporaryDirectory(prefix="gw-fault-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with machine(Path(folder) / "home") as made:
            made.environ |= {name.upper(): value for name, value in peer.settings().items()}
            made.serve()
            yield made


async def buy(machine: Machine, peer: Peer) -> list[dict[str, Any]]:
    """Place orders, pay each at the peer, and let all events come twice; the answers are the payments."""
    async with httpx2.AsyncClient(base_url=machine.address, headers={"X-Client": "api"}, timeout=30) as client:
        customer = await register(client, machine)
        product = await add_product(await register(client, machine, "manager"), price="10.00", stock=1000)
        payments = []
        for _ in range(_ORDERS):
            items = [{"productId": product["id"], "quantity": 1}]
            order = (await customer.post("/orders", {"items": items})).json()["data"]
            payment = (await customer.post(f"/orders/{order['id']}/payment")).json()["data"]
            peer.pay(payment["clientSecret"].partition("_secret_")[0], payment["clientSecret"])
            payments.append(payment)
        await peer.settle()

        async def post(body: bytes, headers: dict[str, str]) -> int:
            return (await client.post("/api/v1/webhooks/stripe", content=body, headers=headers)).status_code

        await peer.relay.deliver(post, seed=13, copies=2)
    return payments


def worked_on(machine: Machine) -> int:
    """How many events have had their effect."""
    return int(machine.query("SELECT count(*) FROM payment_events WHERE status <> 'received'")[0][0])


def reconcile(machine: Machine, *options: str) -> tuple[int, str]:
    """Run the command; its exit code and what it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", "groundwork", "billing", "reconcile", *options],
        cwd=BACKEND,
        env={**machine.environ, "PYTHONPATH": "src", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("number", range(repetitions(1)))
def test_f13_workers_that_are_killed_leave_one_final_state(computer: Machine, peer: Peer, number: int) -> None:
    """Each is killed as soon as it has worked on something more; what it was at is done again, once."""
    asyncio.run(peer.reset())
    before, orders = worked_on(computer), len(computer.query("SELECT 1 FROM orders"))
    asyncio.run(buy(computer, peer))
    total = int(computer.query("SELECT count(*) FROM payment_events")[0][0])
    assert total - before >= 3 * _ORDERS
    kills = 0
    while worked_on(computer) < total:
        done = worked_on(computer)
        worker = computer.spawn("work")
        wait_for(lambda done=done: worked_on(computer) > done, 60)  # type: ignore[misc]
        computer.kill(worker)
        kills += 1
        if kills == _KILLS:
            break
    last = computer.spawn("work")
    wait_for(lambda: worked_on(computer) == total, 60)
    fees = "SELECT count(*) FROM payments WHERE fee_minor IS NULL"
    wait_for(lambda: computer.query(fees) == [(0,)], 60)
    assert kills >= 1
    statuses = computer.query("SELECT status, count(*) FROM orders GROUP BY status")
    assert statuses == [("paid", orders + _ORDERS)]
    assert computer.query("SELECT status, count(*) FROM payment_events WHERE status = 'failed' GROUP BY status") == []
    assert computer.query("SELECT 1 FROM ledger_lines GROUP BY transaction_id HAVING sum(amount_minor) <> 0") == []
    balances = dict(computer.query("SELECT account, sum(amount_minor) FROM ledger_lines GROUP BY account"))
    sold = (orders + _ORDERS) * 1080
    assert balances["provider"] + balances["fees"] == sold
    assert (balances["sales"], balances["tax"]) == (-(orders + _ORDERS) * 1000, -(orders + _ORDERS) * 80)
    assert {name for name, minor in balances.items() if minor} == {"provider", "fees", "sales", "tax"}
    assert sum(peer.desk.paid().values()) == _ORDERS * 1080
    steps = "SELECT order_id FROM order_steps WHERE status = 'paid' GROUP BY order_id HAVING count(*) <> 1"
    assert computer.query(steps) == []
    computer.kill(last)


def test_f15_the_command_tells_repairs_and_exits_with_1_when_something_is_left(computer: Machine, peer: Peer) -> None:
    asyncio.run(peer.reset())
    computer.query("UPDATE payments SET created_at = created_at - interval '30 days' RETURNING id")
    computer.query("UPDATE orders SET paid_at = paid_at - interval '30 days' RETURNING id")
    asyncio.run(buy(computer, peer))
    code, told = reconcile(computer, "--dry-run")
    assert code == 1
    assert told.count("can be repaired") == _ORDERS
    assert f"{_ORDERS} differ, {_ORDERS} are left" in told
    code, told = reconcile(computer)
    assert (code, told.count("repaired  payment is behind")) == (0, _ORDERS), told
    computer.query("UPDATE payments SET amount_minor = 7 WHERE created_at > now() - interval '1 day' RETURNING id")
    code, told = reconcile(computer, "--json")
    assert code == 1
    found = json.loads(told.splitlines()[-1])
    assert {finding["drift"] for finding in found["findings"]} == {"other_amount", "ledger"}
    assert not any(finding["repaired"] or finding["repairable"] for finding in found["findings"])


def test_the_command_says_when_the_provider_is_away(computer: Machine) -> None:
    code, told = reconcile(computer, "--since", "2035-01-01")
    assert (code, "Nothing differs: 0 payments" in told) == (0, True), told
    computer.environ["STRIPE_API_BASE"] = "http://127.0.0.1:9"
    code, told = reconcile(computer)
    assert (code, "does not answer" in told) == (1, True), told
    assert "Traceback" not in told
