"""Fifty sign-ins a second beside people who only read: hashing passwords must not stall the readers.

bcrypt at 12 rounds costs about a quarter of a second of a core, so fifty a second are some ten times what the server's
core could ever hash. What counts is what the others feel. Readers come at a steady pace well below saturation, because
a reader who takes every free cycle would measure only how a core is divided.
"""

import asyncio
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from harness import load, processes
from harness.bench import API, Bench, Served
from harness.people import PASSWORD, crowd
from harness.results import Chart, Reach, Result, thousands, times
from rows import me

CONTENDERS = ("groundwork", "express", "conventional")
SIGN_INS_PER_SECOND = 50
STORM_SECONDS = 10
ROUNDS = 3
PATIENCE_SECONDS = 5
READER_PAUSE_MS = 32
"""Sixteen connections that rest so long make about 500 reads a second."""
REACH = 1.5


class SignIn(NamedTuple):
    """How one sign-in ended: the status, or 0 when no answer came in time, and how long it took."""

    status: int
    seconds: float


class Storm(NamedTuple):
    """Reads in quiet and in the storm, and what became of the sign-ins."""

    disturbance: float
    quiet: load.Load
    storm: load.Load
    sign_ins: list[SignIn]
    sent_per_second: float


def run(bench: Bench) -> Result:
    """Measure each contender in quiet, then under the storm, in turns.

    Each turn has a server of its own, since a storm may leave minutes of work behind.
    """
    storms: dict[str, list[Storm]] = {name: [] for name in CONTENDERS}
    for _ in range(ROUNDS):
        for name in CONTENDERS:
            with bench.serving(name) as served:
                token = bench.sign_in(served)
                me.check(served, token)
                storms[name].append(asyncio.run(weather(bench, served, token)))
    return report(storms, {name: bench.contenders[name].title for name in CONTENDERS})


async def weather(bench: Bench, served: Served, token: str) -> Storm:
    """Read for `STORM_SECONDS` in quiet, then for as long beside the sign-ins."""
    url = f"{served.url}{me.PATH}"
    load.put_load(url, token, 2)
    with processes.watching(served.process.pid, bench.server_core) as watch:
        quiet = await asyncio.to_thread(load.put_load, url, token, STORM_SECONDS, READER_PAUSE_MS)
    reading = asyncio.create_task(asyncio.to_thread(load.put_load, url, token, STORM_SECONDS, READER_PAUSE_MS))
    sign_ins, sent_per_second = await sign_everyone_in(served)
    return Storm(watch.disturbance, quiet, await reading, sign_ins, sent_per_second)


async def sign_everyone_in(served: Served) -> tuple[list[SignIn], float]:
    """Send sign-ins at their fixed moments, whether or not earlier ones were answered."""
    port = int(served.url.rsplit(":", 1)[1])
    emails = crowd(served.contender)[: SIGN_INS_PER_SECOND * STORM_SECONDS]
    start = time.monotonic()
    deadline = start + STORM_SECONDS + PATIENCE_SECONDS
    tasks = []
    for number, email in enumerate(emails):
        await asyncio.sleep(max(0.0, start + number / SIGN_INS_PER_SECOND - time.monotonic()))
        tasks.append(asyncio.create_task(sign_one_in(port, email, number, deadline)))
    sent_per_second = len(emails) / (time.monotonic() - start)
    return await asyncio.gather(*tasks), sent_per_second


async def sign_one_in(port: int, email: str, number: int, deadline: float) -> SignIn:
    """Sign one person in, from an address of his own on loopback."""
    start = time.monotonic()
    try:
        async with asyncio.timeout(deadline - start):
            status = await post_credentials(port, email, f"127.0.{1 + number // 250}.{1 + number % 250}")
    except (OSError, TimeoutError, ValueError, IndexError):
        status = 0
    return SignIn(status, time.monotonic() - start)


async def post_credentials(port: int, email: str, source: str) -> int:
    """Send one sign-in on a connection of its own and return the answer's status."""
    body = json.dumps({"email": email, "password": PASSWORD}).encode()
    head = (
        f"POST {API}/auth/login HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    try:
        writer.write(head.encode() + body)
        answer = await reader.readline()
        await reader.read()
        return int(answer.split(b" ")[1])
    finally:
        writer.close()


def report(storms: dict[str, list[Storm]], titles: dict[str, str]) -> Result:
    """Compare p99 in the storm with p99 in quiet: medians over the rounds, ratios taken round by round."""
    figures = {name: summed_up(of_one) | {"title": titles[name]} for name, of_one in storms.items()}
    measured = figures["groundwork"]["p99_ratio"]
    return Result(
        name="sign-in-storm",
        title=f"{SIGN_INS_PER_SECOND} sign-ins a second beside reads",
        chart=Chart.STORM,
        header=(
            "contender",
            "reads in quiet, p50 / p99 ms",
            "in the storm",
            "p99, storm to quiet",
            "reads/s, quiet / storm",
            "sign-ins sent",
            "answers",
            "p50 to a 200",
        ),
        lines=[line(of_one) for of_one in figures.values()],
        reaches=[Reach(f"p99 of reads ≤ {REACH:g} × its quiet value", times(measured), measured <= REACH)],
        figures=figures,
        notes=[
            f"{SIGN_INS_PER_SECOND * STORM_SECONDS} people sign in within {STORM_SECONDS} s, each from an address of "
            f"his own, {ROUNDS} times over. A sign-in not answered {PATIENCE_SECONDS} s after the last was sent counts "
            "as “no answer”. The core that serves can hash about four passwords a second at 12 rounds.",
        ],
        disturbance=statistics.median(storm.disturbance for of_one in storms.values() for storm in of_one),
    )


def summed_up(storms: list[Storm]) -> dict[str, Any]:
    """Return the medians of one contender's rounds; answers to sign-ins are added up."""
    sign_ins = [sign_in for storm in storms for sign_in in storm.sign_ins]
    taken = [sign_in.seconds for sign_in in sign_ins if sign_in.status == 200]

    def middle(figure: Callable[[Storm], float]) -> float:
        return statistics.median(map(figure, storms))

    return {
        "quiet_p50_ms": middle(lambda storm: storm.quiet.p50),
        "quiet_p99_ms": middle(lambda storm: storm.quiet.p99),
        "storm_p50_ms": middle(lambda storm: storm.storm.p50),
        "storm_p99_ms": middle(lambda storm: storm.storm.p99),
        "p99_ratio": middle(lambda storm: storm.storm.p99 / storm.quiet.p99),
        "p99_ratios": [storm.storm.p99 / storm.quiet.p99 for storm in storms],
        "quiet_reads_per_second": middle(lambda storm: storm.quiet.rate),
        "storm_reads_per_second": middle(lambda storm: storm.storm.rate),
        "sign_ins_sent_per_second": middle(lambda storm: storm.sent_per_second),
        "sign_ins": dict(Counter(str(sign_in.status or "no answer") for sign_in in sign_ins)),
        "signed_in_p50_s": statistics.median(taken) if taken else None,
    }


def line(of_one: dict[str, Any]) -> tuple[str, ...]:
    """Return a contender's line of the table."""
    taken = of_one["signed_in_p50_s"]
    return (
        of_one["title"],
        f"{of_one['quiet_p50_ms']:.2f} / {of_one['quiet_p99_ms']:.2f}",
        f"{of_one['storm_p50_ms']:.2f} / {of_one['storm_p99_ms']:.2f}",
        times(of_one["p99_ratio"]),
        f"{thousands(of_one['quiet_reads_per_second'])} / {thousands(of_one['storm_reads_per_second'])}",
        f"{of_one['sign_ins_sent_per_second']:.0f}/s",
        ", ".join(f"{count} × {status}" for status, count in sorted(of_one["sign_ins"].items())),
        "–" if taken is None else f"{taken:.1f} s",
    )
