"""The audit trail with a million entries: pages of it, its verification, and what auditing adds to a write."""

import base64
import json
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from harness import audit_trail, http, people, processes
from harness.bench import API, Bench, Served
from harness.errors import BenchmarkError
from harness.machine import ROOT
from harness.results import Chart, Reach, Result, Times, summed_up, thousands

ENTRIES = 1_000_000
PAGES = 150
WRITES = 300
WARM_UP = 20
REACH_PAGE_MS = 50.0
REACH_RATE = 50_000
REACH_OVERHEAD = 0.15
PRODUCT, UNAUDITED = "groundwork", "unaudited"
UNAUDITED_PROGRAM = ROOT / "benchmarks" / "baselines" / "unaudited" / "server.py"


def run(bench: Bench) -> Result:
    """Fill the trail; read pages of every kind; verify; then write with and without audit, in turns."""
    product = bench.contenders[PRODUCT]
    audit_trail.fill(bench.database_url, product, ENTRIES)
    with people.acting_as(bench.database_url, "admin", people.reader(product)), bench.serving(PRODUCT) as served:
        with processes.watching(served.process.pid, bench.server_core) as watch:
            pages = read_pages(bench, served)
        audited, unaudited, overhead = measure_writes(bench, served)
    rate = verification_rate(bench)
    worst = max(times.p99 for times in pages.values())
    return Result(
        name="audit",
        title=f"The audit trail, {thousands(ENTRIES)} entries",
        chart=Chart.PAGES,
        header=("what", "p50 ms", "p99 ms"),
        lines=[
            *((name, f"{times.p50:.1f}", f"{times.p99:.1f}") for name, times in pages.items()),
            ("PATCH of a user, audited", f"{audited.p50:.2f}", f"{audited.p99:.2f}"),
            ("the same, not audited", f"{unaudited.p50:.2f}", f"{unaudited.p99:.2f}"),
        ],
        reaches=[
            Reach(f"a page with its total: p99 ≤ {REACH_PAGE_MS:g} ms", f"{worst:.1f} ms", worst <= REACH_PAGE_MS),
            Reach(f"verification ≥ {thousands(REACH_RATE)} entries/s", f"{thousands(rate)}/s", rate >= REACH_RATE),
            Reach(f"auditing ≤ {REACH_OVERHEAD:.0%} of a write", f"{overhead:.1%}", overhead <= REACH_OVERHEAD),
        ],
        figures={
            "pages": {name: times._asdict() for name, times in pages.items()},
            "reach": REACH_PAGE_MS,
            "verification_rate": rate,
            "write_overhead": overhead,
            "audited": audited._asdict(),
            "unaudited": unaudited._asdict(),
        },
        notes=[
            f"A year's entries of {audit_trail.PEOPLE} people. {PAGES} pages of 20 of each kind, one after the other, "
            "each with its exact total, but for those after a cursor, which have none. Verification is `./groundwork "
            f"audit verify`. {WRITES} changes of a name each on two servers that differ in nothing but the trail, in "
            "turns; the overhead is the median of the ratios of ten at a time.",
        ],
        disturbance=watch.disturbance,
    )


def read_pages(bench: Bench, served: Served) -> dict[str, Times]:
    """Time every kind of page.

    Raises:
        BenchmarkError: the trail is not as it was filled.
    """
    token = bench.sign_in(served)
    first = read(served, token)
    actors = [entry["actorId"] for entry in first["data"] if entry["ipAddress"] == audit_trail.ADDRESS]
    if first["pagination"]["total"] < ENTRIES or not actors:
        raise BenchmarkError(f"The trail holds {first['pagination']['total']} entries, of which {actors} can be opened")
    kinds: dict[str, dict[str, str]] = {
        "the first page": {},
        "by an action that half of all have": {"filter[action]": audit_trail.FREQUENT},
        "by a type of resource": {"filter[resourceType]": "user"},
        "by dates, begun days at both ends": {"dateFrom": ago(200), "dateTo": ago(20)},
        "by actor": {"filter[actor]": actors[0]},
        "by actor and action": {"filter[actor]": actors[-1], "filter[action]": audit_trail.FREQUENT},
        "after a cursor": {"cursor": ""},
    }
    return {name: time_pages(served, token, query) for name, query in kinds.items()}


def time_pages(served: Served, token: str, query: dict[str, str]) -> Times:
    """Read pages one after the other; where there is a cursor, each continues the one before."""
    taken = []
    for _ in range(PAGES):
        start = time.perf_counter()
        page = read(served, token, **query)
        taken.append((time.perf_counter() - start) * 1000)
        if "cursor" in query:
            query = {"cursor": page["pagination"]["nextCursor"]}
    return summed_up(taken)


def read(served: Served, token: str, **query: str) -> Any:
    """One page, which is not empty.

    Raises:
        BenchmarkError: it is.
    """
    status, body = http.call("GET", f"{served.url}{API}/audit-logs?{urlencode(query)}", token=token)
    if status != 200 or not body["data"]:
        raise BenchmarkError(f"GET /audit-logs with {query} answers {status} {body}")
    return body


def ago(days: int) -> str:
    """The moment so many days ago."""
    return (datetime.now(UTC) - timedelta(days=days)).isoformat()


def verification_rate(bench: Bench) -> float:
    """Entries a second, by the product's own command.

    Raises:
        BenchmarkError: it found something, or not all.
    """
    done = subprocess.run(
        [sys.executable, "-m", "groundwork", "audit", "verify", "--json"],
        cwd=ROOT,
        env=bench.contenders[PRODUCT].environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"The trail is not intact: {done.stdout}{done.stderr}")
    found = json.loads(done.stdout)
    if found["entries"] < ENTRIES:
        raise BenchmarkError(f"Only {found['entries']} entries were verified")
    return float(found["entries"] / found["seconds"])


def measure_writes(bench: Bench, served: Served) -> tuple[Times, Times, float]:
    """Change a name on two servers in turns; the times on each, and what the trail adds as a share."""
    bench.contenders[UNAUDITED] = replace(
        served.contender, name=UNAUDITED, arguments=(sys.executable, str(UNAUDITED_PROGRAM), "serve")
    )
    taken: tuple[list[float], list[float]] = ([], [])
    with bench.serving(UNAUDITED) as other:
        # Each issues tokens of its own; the reader is the product's on both.
        tokens = [bench.sign_in(replace(server, contender=served.contender)) for server in (served, other)]
        for number in range(-WARM_UP, WRITES):
            for server, token, times in zip((served, other), tokens, taken, strict=True):
                spent = write(server, token, number)
                if number >= 0:
                    times.append(spent)
    ratios = [sum(taken[0][first : first + 10]) / sum(taken[1][first : first + 10]) for first in range(0, WRITES, 10)]
    return summed_up(taken[0]), summed_up(taken[1]), statistics.median(ratios) - 1


def write(served: Served, token: str, number: int) -> float:
    """Change the reader's own name; milliseconds.

    Raises:
        BenchmarkError: it was not changed.
    """
    name = f"Ada {served.contender.name} {'even' if number % 2 else 'odd'}"
    start = time.perf_counter()
    status, body = http.call("PATCH", f"{served.url}{API}/users/{own_id(token)}", {"firstName": name}, token)
    spent = (time.perf_counter() - start) * 1000
    if status != 200 or body["data"]["firstName"] != name:
        raise BenchmarkError(f"PATCH /users/{own_id(token)} answers {status} {body}")
    return spent


def own_id(token: str) -> str:
    """Whose token it is."""
    payload = token.split(".")[1]
    claims: dict[str, str] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return claims["userId"]
