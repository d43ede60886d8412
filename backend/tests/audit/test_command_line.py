"""``groundwork audit verify``, as an operator uses it."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from groundwork.domains.audit import service as audit
from groundwork.domains.audit.checkpoints import take_checkpoint
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from tests.audit.support import tamper
from tests.conftest import make_settings
from tests.journeys.test_command_line import environ, run

__all__ = ["environ", "run"]


@pytest.fixture
def filled(environ: dict[str, str], one_chain: None) -> str:
    """The address of a database with a short trail."""

    async def fill() -> None:
        settings = make_settings(environ["DATABASE_URL"], home=environ["GROUNDWORK_HOME"])  # type: ignore[arg-type]
        async with open_runtime(settings).running(serving=False) as runtime:
            async with transaction(runtime) as db:
                for _ in range(4):
                    await audit.record(db, Actor(), "test.done")
            async with transaction(runtime) as db:
                await take_checkpoint(db)

    asyncio.run(fill())
    return environ["DATABASE_URL"]


def test_an_intact_trail(filled: str, run: Callable[..., Any]) -> None:
    done = run("audit", "verify")
    assert done.returncode == 0
    assert done.stdout.startswith("The audit trail is intact: 4 entries in 64 chains, ")
    assert "newest checkpoint 20" in done.stdout
    told = json.loads(run("audit", "verify", "--json").stdout)
    assert (told["intact"], told["entries"], told["problem"]) == (True, 4, None)


def test_a_trail_that_was_touched(filled: str, run: Callable[..., Any]) -> None:
    """Exits with 1 and names the place."""
    tamper(filled, "UPDATE audit_logs SET action = 'nothing.happened' WHERE seq = 2")
    done = run("audit", "verify")
    assert done.returncode == 1
    assert "NOT intact: altered at chain 63, entry 2 (" in done.stdout
    done = run("audit", "verify", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["problem"] | {"entryId": 0, "createdAt": 0} == {
        "kind": "altered", "chain": 63, "sequence": 2, "entryId": 0, "createdAt": 0,
    }  # fmt: skip
