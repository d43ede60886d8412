"""`GET /auth/me`: the request that every page makes, with the session checked."""

from harness import http
from harness.bench import API, Bench, Served
from harness.errors import BenchmarkError
from harness.people import reader
from harness.results import Result
from rows.side_by_side import Target, Work, measure

PATH = f"{API}/auth/me"
FIELDS = {"id", "email", "firstName", "lastName", "role", "profilePicture", "emailVerified", "createdAt"}


def run(bench: Bench) -> Result:
    """Measure signed-in reads of one's own account, everything on."""
    return measure(
        bench,
        Work(
            name="me",
            title="GET /auth/me, signed in",
            path=PATH,
            check=check,
            contenders=("groundwork", "limit", "limit-query", "express", "conventional"),
            targets=(Target("express", "rate", 3.0), Target("limit", "cpu_us", 3.5)),
            notes=(
                "Groundwork has everything on: rate limits, security headers, logs, metrics, the session check.",
                "The limit holds verified sessions in process, as Groundwork does; “one query” asks the database each "
                "time, which is the least a server without such a memory can do. Express and FastAPI + ORM look up "
                "the session, then the user.",
            ),
        ),
    )


def check(served: Served, token: str | None) -> None:
    """Make sure that the contender answers with the reader, in the agreed shape, and only to him."""
    url = f"{served.url}{PATH}"
    status, body = http.call("GET", url, token=token)
    if status != 200 or body["success"] is not True or not {"requestId", "timestamp", "version"} <= set(body["meta"]):
        raise BenchmarkError(f"{served.contender.title}: GET {PATH} answers {status} {body}")
    if set(body["data"]) != FIELDS or body["data"]["email"] != reader(served.contender):
        raise BenchmarkError(f"{served.contender.title}: GET {PATH} answers with {body['data']}")
    for refused in (None, forged(token)):
        if (status := http.call("GET", url, token=refused).status) not in {401, 403}:
            raise BenchmarkError(f"{served.contender.title} answers {status} to a request without a valid token")


def forged(token: str | None) -> str:
    """The token with a signature that is not its own."""
    header, payload, signature = (token or "..").split(".")
    return f"{header}.{payload}.{signature[:-4]}{'AAAA' if signature[-4:] != 'AAAA' else 'BBBB'}"
