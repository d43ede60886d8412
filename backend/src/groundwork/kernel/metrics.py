"""Metrics of chapter 15.2 for Prometheus; memory and CPU come with the client's own process collector."""

from prometheus_client import REGISTRY, Counter, Gauge, Histogram, generate_latest

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS = Counter("http_requests_total", "Requests answered", ["method", "route", "status"])
REQUEST_SECONDS = Histogram("http_request_duration_seconds", "Time to answer", ["method", "route"], buckets=_BUCKETS)
QUERY_SECONDS = Histogram(
    "db_query_duration_seconds",
    "Time of database statements, of hot reads and of units of work",
    ["path"],
    buckets=_BUCKETS,
)
POOL_WAITING = Gauge("db_pool_waiting", "Requests that wait for a database connection")
POOL_SIZE = Gauge("db_pool_connections", "Open database connections of this process")
JOBS = Counter("jobs_total", "Jobs run", ["job", "outcome"])
PAYMENT_DRIFT = Counter(
    "payment_drift_total", "Differences from the payment provider that reconciliation found", ["kind", "outcome"]
)
SIGN_INS = Counter("sign_ins_total", "Attempts to sign in", ["outcome"])

_seen: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request. ``route``: the path's template, so that the number of series is bounded."""
    key = (method, route, status)
    series = _seen.get(key)
    if series is None:
        series = _seen[key] = (REQUESTS.labels(method, route, str(status)), REQUEST_SECONDS.labels(method, route))
    series[0].inc()
    series[1].observe(seconds)


def exposition() -> bytes:
    """All metrics of this process in the text format of Prometheus."""
    return generate_latest(REGISTRY)
