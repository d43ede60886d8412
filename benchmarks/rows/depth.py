"""Pages at any depth of tables of any size: a page's cost must not grow with what lies before it or around it."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import psycopg

from groundwork.domains.catalog.queries import all_products
from groundwork.domains.catalog.schemas import ProductQuery
from groundwork.kernel.http.asked import Asked
from harness import catalog, http, people, processes
from harness.bench import API, Bench
from harness.errors import BenchmarkError
from harness.results import Chart, Reach, Result, Times, summed_up, thousands, times

SIZES = (1_000, 100_000, 1_000_000)
LARGE = 10_000_000
LIMIT = 20
PAGES = 150
PAGES_IN_THE_MIDDLE = 5
"""By their number these cost more the larger the table is; that is shown, and nothing is judged by it."""
WARM_UP = 30
REACH = 1.5
FIRST, LAST, CURSOR, MIDDLE = "the first page", "the deepest page", "after a cursor", "the middle page"

Get = Callable[[str], http.Answer]


def run(bench: Bench) -> Result:
    """Fill the table further and further, and read its pages."""
    sizes = (*SIZES, LARGE) if bench.large else SIZES
    measured: dict[str, Times] = {}
    filled: dict[int, float] = {}
    disturbances = []
    with people.acting_as(bench.database_url, "manager", people.reader(bench.contenders["groundwork"])):
        for rows in sizes:
            start = time.monotonic()
            catalog.fill(bench, rows)
            filled[rows] = time.monotonic() - start
            with (
                bench.serving("groundwork") as served,
                http.conversation(served.url, bench.sign_in(served)) as get,
                processes.watching(served.process.pid, bench.server_core) as watch,
            ):
                for kind, pages in read_all(bench, get, rows).items():
                    measured[f"{kind} of {thousands(rows)}"] = pages
            disturbances.append(watch.disturbance)
    return report(measured, filled, max(disturbances))


def read_all(bench: Bench, get: Get, rows: int) -> dict[str, Times]:
    """Time every kind of page."""
    last = rows // LIMIT
    return {
        FIRST: time_pages(get, PAGES, {"page": "1"}, rows),
        LAST: time_pages(get, PAGES, {"page": str(last)}, rows),
        CURSOR: time_pages(get, PAGES, {"cursor": middle_cursor(bench, rows)}, rows),
        MIDDLE: time_pages(get, PAGES_IN_THE_MIDDLE, {"page": str(last // 2)}, rows),
    }


def time_pages(get: Get, count: int, query: dict[str, str], rows: int) -> Times:
    """Read a page again and again, after some more to warm up; after a cursor, a few pages on and back again.

    Raises:
        BenchmarkError: a page is not whole.
    """
    first, taken = query, []
    for number in range(-min(WARM_UP, count), count):
        start = time.perf_counter()
        status, body = get(f"{API}/products?{urlencode({'limit': LIMIT, **query})}")
        spent = (time.perf_counter() - start) * 1000
        if number >= 0:
            taken.append(spent)
        if status != 200 or len(body["data"]) != LIMIT or body["pagination"].get("total", rows) != rows:
            raise BenchmarkError(f"GET /products with {query} of {rows} answers {status} {body}")
        if "cursor" in query:
            query = {"cursor": body["pagination"]["nextCursor"]} if number % 10 else first
    return summed_up(taken)


def middle_cursor(bench: Bench, rows: int) -> str:
    """The cursor that a reader has who came half-way through the list, as the product makes it."""
    with psycopg.connect(bench.database_url) as connection:
        place = connection.execute(
            "SELECT created_at, id FROM products WHERE lower(sku) = %s", [f"b-{rows // 2:08d}"]
        ).fetchone()
    if place is None:
        raise BenchmarkError(f"There is no product in the middle of {rows}")
    return Asked(all_products, ProductQuery()).cursor({"_sort": place[0], "_id": place[1]})


def report(measured: dict[str, Times], filled: dict[int, float], disturbance: float) -> Result:
    """Hold the slowest kind of page against the fastest."""
    judged = {name: pages.p50 for name, pages in measured.items() if not name.startswith(MIDDLE)}
    smallest = min(judged.values())
    ratio = max(judged.values()) / smallest
    seconds = ", ".join(f"{thousands(rows)} in {taken:.0f} s" for rows, taken in filled.items())
    figures: dict[str, Any] = {
        "pages": {name: measured[name]._asdict() for name in judged},
        "middle": {name: pages._asdict() for name, pages in measured.items() if name not in judged},
        "judged_by": "p50",
        "reach": REACH * smallest,
        "ratio": ratio,
        "filled_s": {str(rows): taken for rows, taken in filled.items()},
    }
    return Result(
        name="depth",
        title=f"Pages of up to {thousands(max(filled))} products",
        chart=Chart.PAGES,
        header=("what", "p50 ms", "p99 ms", "p50, to the smallest"),
        lines=[
            (name, f"{pages.p50:.2f}", f"{pages.p99:.2f}", times(pages.p50 / smallest))
            for name, pages in measured.items()
        ],
        reaches=[Reach(f"p50 of every page ≤ {REACH:g} × the smallest", times(ratio), ratio <= REACH)],
        figures=figures,
        notes=[
            f"{PAGES} pages of {LIMIT} whole products of each kind, newest first, one after the other, read from the "
            "database for a manager each time; those by number with the exact total, which is held until a product "
            f"changes. Filled up to {seconds}.",
            f"A page by number is reached from the nearer end of the list, so that “{MIDDLE}” is the dearest there is "
            f"({PAGES_IN_THE_MIDDLE} of each); nothing is judged by it. Cursors are those of readers who came "
            "half-way through the list.",
        ],
        disturbance=disturbance,
    )
