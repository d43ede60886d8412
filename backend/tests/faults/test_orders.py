"""f5, f8: orders while the API is killed, and while the acknowledgement of a commit gets lost."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.entrypoints.up.postgres import Cluster
from groundwork.kernel.ids import uuid7
from groundwork.kernel.settings import Settings
from tests.conftest import client_of, make_settings
from tests.faults.support import PASSWORD, Machine, repetitions, wait_for
from tests.policy.stage import open_stage

ORDERS = 120
_AT_ONCE = 8

_HALVES = """
    SELECT number FROM orders
    WHERE (SELECT count(*) FROM order_items WHERE order_id = orders.id) <> 2
       OR (SELECT sum(total_minor) FROM order_items WHERE order_id = orders.id) <> subtotal_minor
       OR (SELECT count(*) FROM order_steps WHERE order_id = orders.id) <> 1
       OR (SELECT sum(abs(amount_minor)) FROM ledger_lines JOIN ledger_transactions ON id = transaction_id
           WHERE reference = 'order:' || orders.id) <> 2 * total_minor
       OR (SELECT count(*) FROM procrastinate_jobs
           WHERE task_name = 'orders.expire' AND args->>'order_id' = orders.id::text) <> 1
       OR (SELECT count(*) FROM audit_logs WHERE resource_id = orders.id::text AND action = 'order.placed') <> 1"""
"""Orders of which something is missing, or there twice."""

_LEFT_OVERS = """
    SELECT (SELECT count(*) FROM ledger_transactions
            WHERE NOT EXISTS (SELECT 1 FROM orders WHERE 'order:' || id = reference)),
           (SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'orders.expire'
              AND NOT EXISTS (SELECT 1 FROM orders WHERE id::text = args->>'order_id')),
           (SELECT coalesce(sum(amount_minor), 0) FROM ledger_lines)"""
"""What belongs to an order that is not there, and what the ledger sums to."""


@dataclass
class Buyers:
    """People who order, each with a key, and again with the same key until they are answered."""

    machine: Machine
    token: str
    products: list[str]
    answers: dict[str, str] = field(default_factory=dict)
    """By key: the number of the order."""
    lost: int = 0

    def order(self, disaster: Callable[[], None]) -> None:
        """Let all of them order; ``disaster`` strikes when a third have been answered."""
        a_third = threading.Event()
        crowd = threading.Thread(target=lambda: asyncio.run(self._order(a_third)))
        crowd.start()
        assert a_third.wait(60)
        disaster()
        crowd.join()

    async def _order(self, a_third: threading.Event) -> None:
        waiting = [uuid7().hex for _ in range(ORDERS)]
        form = {"items": [{"productId": product, "quantity": 1} for product in self.products]}

        async def one_after_the_other(client: httpx2.AsyncClient) -> None:
            while waiting:
                key = waiting.pop()
                headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
                try:
                    answer = await client.post("/api/v1/orders", json=form, headers=headers)
                except httpx2.TransportError:
                    self.lost += 1
                    waiting.append(key)
                    await asyncio.sleep(0.1)
                    continue
                if answer.status_code in {409, 503}:
                    waiting.append(key)
                    await asyncio.sleep(0.1)
                    continue
                assert answer.status_code == 201, answer.text
                self.answers[key] = answer.json()["data"]["number"]
                if len(self.answers) >= ORDERS // 3:
                    a_third.set()

        async with httpx2.AsyncClient(base_url=self.machine.address, timeout=60) as client:
            await asyncio.gather(*(one_after_the_other(client) for _ in range(_AT_ONCE)))


@pytest.fixture(scope="module")
def products(computer: Machine) -> list[str]:
    """Two things of which there are enough."""
    rows = computer.query(
        """INSERT INTO products (sku, name, slug, price_minor, currency, stock)
           SELECT 'F5-' || i, 'Desk ' || i, 'f5-' || i, 4990 * i, 'USD', 1000000 FROM generate_series(1, 2) AS i
           RETURNING id::text"""
    )
    return [identity for (identity,) in rows]


@pytest.mark.parametrize("_round", range(repetitions(1)))
def test_f5_orders_survive_a_killed_api(computer: Machine, products: list[str], _round: int) -> None:
    """f5: ``kill -9`` of the API under orders; no half state, and a retry with its key has one effect."""
    running = [computer.serve()]
    form = {"email": f"{uuid7().hex}@example.com", "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
    joined = httpx2.post(f"{computer.address}/api/v1/auth/register", json=form, headers={"X-Client": "api"})
    buyers = Buyers(computer, joined.json()["data"]["accessToken"], products)
    [(before,)] = computer.query("SELECT count(*) FROM orders")

    def strike() -> None:
        computer.kill(running.pop())
        running.append(computer.serve())

    buyers.order(strike)
    assert buyers.lost
    [(after,)] = computer.query("SELECT count(*) FROM orders")
    assert after - before == len(set(buyers.answers.values())) == ORDERS
    assert computer.query(_HALVES) == []
    assert computer.query(_LEFT_OVERS) == [(0, 0, 0)]
    stock = "SELECT count(*) FROM products WHERE sku LIKE 'F5-%' AND stock <> 1000000 - (SELECT count(*) FROM orders)"
    wait_for(lambda: computer.query(stock) == [(0,)], 10)
    computer.kill(running.pop())


class Wire:
    """Between the application and PostgreSQL: hands everything on, and loses the answer to a COMMIT when it is told."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self.loses = False
        self.lost = 0

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """The port on which it listens."""
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        async with server:
            yield server.sockets[0].getsockname()[1]

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        cut = asyncio.Event()
        with suppress(ConnectionError):
            await asyncio.gather(self._forth(reader, back, cut), self._back(there, writer, cut))
        for end in (writer, back):
            end.close()

    async def _forth(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cut: asyncio.Event) -> None:
        while data := await reader.read(65536):
            if self.loses and b"COMMIT" in data:
                self.loses = False
                self.lost += 1
                cut.set()
            writer.write(data)
            await writer.drain()
        writer.write_eof()

    async def _back(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, cut: asyncio.Event) -> None:
        while data := await reader.read(65536):
            if cut.is_set():
                break
            writer.write(data)
            await writer.drain()
        writer.close()


@pytest.mark.anyio
async def test_f8_the_acknowledgement_of_a_commit_is_lost(cluster: Cluster, migrated: Settings) -> None:
    """f8: the commit took effect, its acknowledgement got lost; the retry gets the original answer, and one effect."""
    async with open_stage(cluster, migrated) as stage:
        buyer = stage.people["outsider"]
        product = (
            await stage.sql(
                """INSERT INTO products (sku, name, slug, price_minor, currency, stock)
               VALUES ('F8', 'Desk', 'f8-desk', 4990, 'USD', 5) RETURNING id::text"""
            )
        )[0]["id"]
        address = urlsplit(stage.runtime.database.url)
        place = parse_qs(address.query)
        wire = Wire(f"{place['host'][0]}/.s.PGSQL.{place['port'][0]}")
        async with wire.listening() as port:
            url = address._replace(
                netloc=f"{address.username}:{address.password}@127.0.0.1:{port}", query="sslmode=disable"
            ).geturl()
            settings = make_settings(url, migrated.groundwork_home)
            async with open_runtime(settings).running() as runtime, client_of(create_asgi(runtime)) as client:
                runtime.queue.serve(runtime)
                headers = {"Authorization": f"Bearer {buyer.access}", "Idempotency-Key": uuid7().hex}
                form = {"items": [{"productId": product, "quantity": 2}]}
                # What else commits, as the last use of the session, is not what gets lost.
                assert (await client.get("/api/v1/orders", headers=headers)).json()["data"] == []
                wire.loses = True
                lost = await client.post("/api/v1/orders", json=form, headers=headers)
                assert (lost.status_code, wire.lost) == (503, 1)
                again = await client.post("/api/v1/orders", json=form, headers=headers)
        assert (again.status_code, again.headers["idempotent-replayed"]) == (201, "true")
        placed = await stage.sql("SELECT id::text, number FROM orders")
        assert [(row["id"], row["number"]) for row in placed] == [
            (again.json()["data"]["id"], again.json()["data"]["number"])
        ]
        assert await stage.sql("SELECT stock FROM products WHERE sku = 'F8'") == [{"stock": 3}]
        assert await stage.sql("SELECT count(*) AS postings FROM ledger_transactions") == [{"postings": 1}]
