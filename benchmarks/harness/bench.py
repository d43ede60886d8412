"""One run: the database, who competes, who signs in, and how hard to press."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

import psutil

from harness import contenders, http, people, postgres, processes
from harness.contenders import Contender
from harness.errors import BenchmarkError

FIRST_PORT = 3300
LAST_PORT = 3399
API = "/api/v1"


@dataclass(frozen=True)
class Served:
    """A contender that is up: where it answers, and the process (with all below it) that is measured."""

    contender: Contender
    url: str
    process: psutil.Process


@dataclass(frozen=True)
class Bench:
    """What a row gets to work with. `seconds` is the length of one measurement, `rounds` how often each is repeated."""

    rounds: int
    seconds: int
    server_core: int
    load_core: int
    scratch: Path
    database_url: str
    contenders: dict[str, Contender]
    large: bool = False
    """Whether a row may take half an hour."""

    @contextmanager
    def serving(self, name: str) -> Iterator[Served]:
        """Run a contender on the server's core while the block lasts."""
        contender = self.contenders[name]
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        log = self.scratch / f"{name}.log"
        command = processes.Command(
            arguments=[argument.format(port=port) for argument in contender.arguments],
            environment=contender.environment | {"PORT": str(port)},
            directory=contender.directory,
            cores=frozenset({self.server_core}),
        )
        with processes.running(command, log) as process:
            processes.wait_until_answering(f"{url}/api/health", process, log)
            try:
                yield Served(contender, url, process)
            except (OSError, HTTPException) as error:
                message = f"{contender.title} stopped answering ({error}). The end of its log:\n{processes.tail(log)}"
                raise BenchmarkError(message) from error

    def sign_in(self, served: Served) -> str:
        """Sign the contender's reader in and return the access token.

        Raises:
            BenchmarkError: the contender did not answer as the contract has it.
        """
        email = people.reader(served.contender)
        credentials = {"email": email, "password": people.PASSWORD}
        status, body = http.call("POST", f"{served.url}{API}/auth/login", credentials)
        if status != 200 or body["data"]["user"]["email"] != email or not body["data"]["accessToken"]:
            raise BenchmarkError(f"{served.contender.title} did not sign {email} in: {status} {body}")
        token: str = body["data"]["accessToken"]
        return token


@contextmanager
def prepared(rounds: int, seconds: int, cores: tuple[int, int], *, large: bool = False) -> Iterator[Bench]:
    """Yield a run whose database is migrated and holds the people; everything goes away with the block.

    This process, the database and the load share one core from here on; the other belongs to the server under test.
    """
    server_core, load_core = cores
    os.sched_setaffinity(0, {load_core})
    contenders.install_express()
    with tempfile.TemporaryDirectory(prefix="groundwork-bench-") as folder, postgres.running(Path(folder)) as url:
        scratch = Path(folder)
        rivals = contenders.all_contenders(url, scratch)
        by_name = {rival.name: rival for rival in rivals}
        bench = Bench(rounds, seconds, server_core, load_core, scratch, url, by_name, large)
        with bench.serving("groundwork") as product:
            people.settle(product.url, url)
        yield bench


def free_port() -> int:
    """Return a port of the benchmarks' range on which nothing listens.

    Raises:
        BenchmarkError: they are all taken.
    """
    taken = {connection.laddr.port for connection in psutil.net_connections("tcp") if connection.laddr}
    for port in range(FIRST_PORT, LAST_PORT + 1):
        if port not in taken:
            return port
    raise BenchmarkError(f"The ports {FIRST_PORT} to {LAST_PORT} are all taken.")
