"""Load from wrk: one thread, sixteen connections, from the core that the database also has."""

import json
import os
import secrets
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from harness.errors import BenchmarkError

SCRIPT = Path(__file__).with_name("wrk.lua")
CONNECTIONS = 16


class Load(NamedTuple):
    """What wrk saw. Times in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    longest: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


def put_load(
    url: str, token: str | None, seconds: int, pause_ms: int | None = None, bodies: Sequence[object] = ()
) -> Load:
    """Request `url` for `seconds`, as fast as it answers, or resting `pause_ms` on average between two requests.

    With `bodies`, one of them by chance is posted as JSON; NUMBER in it becomes one that no other request has.

    Raises:
        BenchmarkError: an answer was not 2xx or 3xx, a connection broke, or there was no answer.
    """
    arguments = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(SCRIPT)]
    if token:
        arguments += ["-H", f"Authorization: Bearer {token}"]
    environment = os.environ | ({} if pause_ms is None else {"PAUSE_MS": str(pause_ms)})
    if bodies:
        environment |= {"BODIES": "\n".join(map(json.dumps, bodies)), "RUN": secrets.token_hex(4)}
    done = subprocess.run(
        [*arguments, url], capture_output=True, text=True, timeout=seconds + 30, check=False, env=environment
    )
    report = next((line for line in done.stdout.splitlines() if line.startswith('{"requests"')), None)
    if report is None:
        raise BenchmarkError(f"wrk gave no report for {url}: {done.stdout}{done.stderr}")
    seen = json.loads(report)
    if seen["refused"] or seen["broken"]:
        raise BenchmarkError(f"{url}: {seen['refused']} answers not 2xx, {seen['broken']} broken connections")
    if not seen["requests"]:
        raise BenchmarkError(f"{url}: no answer within {seconds} s")
    return Load(
        requests=seen["requests"],
        seconds=seen["microseconds"] / 1e6,
        p50=seen["p50"] / 1e3,
        p99=seen["p99"] / 1e3,
        longest=seen["max"] / 1e3,
    )
