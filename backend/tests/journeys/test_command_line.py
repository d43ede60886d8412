"""The command line, as an operator uses it, on a database of its own."""

import asyncio
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest

from groundwork.domains.auth.seeds import DEVELOPMENT_PASSWORD
from groundwork.entrypoints.cli.main import dispatch
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.domain import BUILT_IN
from groundwork.kernel.settings import Settings
from tests.conftest import client_of, make_settings

BACKEND = Path(__file__).resolve().parents[2]
SECRETS = {
    "JWT_SECRET": "j" * 48,
    "REFRESH_TOKEN_SECRET": "r" * 48,
    "SESSION_SECRET": "s" * 48,
    "ENCRYPTION_KEYS": "e" * 48,
}
PRODUCTION = {"NODE_ENV": "production", "PASSWORD_ROUNDS": "12"}


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def environ(empty_database: str, tmp_path: Path) -> dict[str, str]:
    """The environment of an operator's shell."""
    return {
        "NODE_ENV": "test",
        "DATABASE_URL": empty_database,
        "GROUNDWORK_HOME": str(tmp_path / "home"),
        "PASSWORD_ROUNDS": "4",
        **SECRETS,
    }


@pytest.fixture
def run(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``groundwork ARGUMENTS`` in this process: ``run("db", "status", NODE_ENV="production")``."""

    def groundwork(*arguments: str, stdin: str = "", **changes: str) -> Done:
        output, errors = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch, redirect_stdout(output), redirect_stderr(errors):
            for name, value in {**environ, **changes}.items():
                patch.setenv(name, value)
            patch.setattr("sys.stdin", io.StringIO(stdin))
            code = dispatch(list(arguments))
        return Done(code, output.getvalue(), errors.getvalue())

    return groundwork


def test_it_is_a_program(environ: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "groundwork", "db", "status", "--json"],
        cwd=BACKEND,
        env={**os.environ, **environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert all(row["applied"] for row in json.loads(done.stdout))


def count(url: str, table: str = "users") -> int:
    """How many rows a table has."""
    with psycopg.connect(url) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def test_a_user_is_created_and_can_sign_in(run: Run, empty_database: str, home: Path) -> None:
    made = run("user", "create", "--email", "Boss@Example.com", "--admin", "--json")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert (told["email"], told["role"], told["created"]) == ("boss@example.com", "admin", True)
    answer = asyncio.run(_sign_in(make_settings(empty_database, home), told["email"], told["password"]))
    assert answer.status_code == 200
    assert answer.json()["data"]["user"]["role"] == "admin"
    assert count(empty_database, "mails") == 0, "the operator vouches for the address"


async def _sign_in(settings: Settings, email: str, password: str) -> httpx2.Response:
    async with open_runtime(settings).running(serving=False) as runtime, client_of(create_asgi(runtime)) as calling:
        return await calling.post("/api/v1/auth/login", json={"email": email, "password": password})


def test_creating_a_user_says_what_is_wrong(run: Run, empty_database: str) -> None:
    given = ("user", "create", "--email", "ada@example.com", "--password-stdin")
    assert run(*given, stdin="Correct-Horse-9\n").returncode == 0
    taken = run(*given, stdin="Correct-Horse-9\n")
    assert (taken.returncode, taken.stderr) == (1, "There is a user ada@example.com already.\n")
    again = run(*given, "--if-absent", "--json", stdin="Correct-Horse-9\n")
    assert (again.returncode, json.loads(again.stdout)["created"]) == (0, False)
    assert "password" not in again.stdout
    weak = run("user", "create", "--email", "bob@example.com", "--password-stdin", stdin="weak\n")
    assert weak.returncode == 1
    assert "Must have at least 8 characters" in weak.stderr
    nonsense = run("user", "create", "--email", "nobody")
    assert (nonsense.returncode, nonsense.stderr) == (1, "'nobody' is not an email address.\n")
    assert count(empty_database) == 1


def test_lost_factors_are_reset(run: Run, empty_database: str) -> None:
    run("user", "create", "--email", "ada@example.com")
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO passkeys (user_id, name, credential_id, public_key) SELECT id, 'Lost', 'AA', '' FROM users"
        )
    done = run("user", "reset-factors", "Ada@Example.com")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "ada@example.com signs in with the password alone now, and is told so by mail.\n"
    assert (count(empty_database, "passkeys"), count(empty_database, "mails")) == (0, 1)
    unknown = run("user", "reset-factors", "bob@example.com")
    assert (unknown.returncode, unknown.stderr) == (1, "There is no user bob@example.com.\n")
    assert run("user", "reset-factors", "nobody").stderr == "'nobody' is not an email address.\n"


def test_seeds_can_be_planted_twice(run: Run, empty_database: str) -> None:
    first = run("seed")
    assert first.returncode == 0, first.stderr
    assert "Planted people" in first.stdout
    people = count(empty_database)
    assert people >= 10
    assert (count(empty_database, "products"), count(empty_database, "content")) == (60, 30), "with those of the teams"
    assert run("seed", "people").returncode == 0
    assert count(empty_database) == people
    unknown = run("seed", "plants")
    assert unknown.returncode == 1
    assert re.search("There is no seed 'plants' here. There are: .*people", unknown.stderr)
    assert DEVELOPMENT_PASSWORD not in first.stderr


def test_a_table_is_filled_to_measure_with_but_never_in_production(run: Run, empty_database: str) -> None:
    planted = run("seed", "bench", "--rows", "2500")
    assert planted.returncode == 0, planted.stderr
    assert "Planted bench: 2,500 rows in " in planted.stdout
    assert run("seed", "bench", "--rows", "500").returncode == 0
    with psycopg.connect(empty_database) as connection:

        def ask(question: str) -> Any:
            return connection.execute(question).fetchone()

        assert ask("SELECT count(*), count(DISTINCT sku), count(DISTINCT slug) FROM products") == (3000, 3000, 3000)
        assert ask("SELECT sum(entries) FROM products_counts") == (3000,)
        assert ask("SELECT min(price) >= 1, max(price) <= 5000, min(currency) FROM products") == (True, True, "USD")
        gone, rare = ask("SELECT avg((stock = 0)::int), count(DISTINCT name) FROM products")
        assert 0.15 < gone < 0.25
        assert rare > 2900
        [years] = ask("SELECT extract(days FROM max(created_at) - min(created_at)) / 365 FROM products")
        assert 2.9 < years < 3
        laptops = "SELECT count(*) FROM products WHERE search @@ search_query('laptop')"
        assert 20 < ask(laptops)[0] < 1500
        indexes = "SELECT count(*) FROM pg_indexes WHERE tablename = 'products'"
        assert ask(indexes)[0] >= 8
    refused = run("seed", "bench", "--rows", "10", **PRODUCTION)
    assert refused.returncode == 1
    assert "Refused" in refused.stderr
    for arguments in (("bench",), ("people", "--rows", "10"), ("--rows", "10")):
        assert run("seed", *arguments).returncode == 1
    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT count(*) FROM products").fetchone() == (3000,)


def test_seeding_anew_empties_the_database_but_never_in_production(run: Run, empty_database: str) -> None:
    run("user", "create", "--email", "ada@example.com")
    refused = run("seed", "--refresh", **PRODUCTION)
    assert refused.returncode == 1
    assert "Refused" in refused.stderr
    assert count(empty_database) == 1
    assert run("seed", **PRODUCTION).returncode == 0
    assert count(empty_database) == 1, "production gets only what must be there"
    assert run("seed", "--refresh").returncode == 0
    with psycopg.connect(empty_database) as connection:
        found = connection.execute("SELECT count(*) FROM users WHERE email = 'ada@example.com'").fetchone()
    assert found == (0,)


def test_migrations_are_applied_undone_and_reset(run: Run, empty_database: str) -> None:
    status = run("db", "status", "--json")
    assert status.returncode == 0
    rows = json.loads(status.stdout)
    assert len(rows) >= 9
    assert all(set(row) == {"revision", "name", "applied"} and row["applied"] for row in rows)
    assert "applied  20261122080001  create users table" in run("db", "status").stdout
    assert run("db", "rollback").stdout == f"Rolled back {rows[-1]['revision']}\n"
    pending = run("db", "status")
    assert pending.returncode == 1
    assert f"PENDING  {rows[-1]['revision']}" in pending.stdout
    assert f"Applied {rows[-1]['revision']}" in run("db", "migrate").stdout
    assert run("db", "migrate").stdout == "The database is up to date.\n"
    run("user", "create", "--email", "ada@example.com")
    assert run("db", "reset", stdin="n\n").returncode == 1
    production = run("db", "reset", "--yes", **PRODUCTION)
    assert (production.returncode, count(empty_database)) == (1, 1)
    assert run("db", "reset", "--yes").returncode == 0
    assert count(empty_database) == 0


def test_settings_are_shown_without_their_secrets(run: Run) -> None:
    canaries = {
        "JWT_SECRET": "canary-jwt",
        "SMTP_URL": "smtp://u:canary-smtp@mail",
        "ENCRYPTION_KEYS": "canary-1,canary-2",
    }
    shown = run("settings", "--json", **canaries)
    values = json.loads(shown.stdout)
    assert values["NODE_ENV"] == "test"
    assert values["PASSWORD_ROUNDS"] == "4"
    assert values["JWT_SECRET"] == values["DATABASE_URL"] == "set, hidden"
    assert values["STRIPE_SECRET_KEY"] == ""
    assert values["RATE_LIMIT_ANONYMOUS"] == "100/hour"
    people = run("settings", **canaries)
    assert "* JWT_SECRET" in people.stdout
    assert "canary" not in shown.stdout + people.stdout


def test_settings_that_cannot_be_used_are_told_without_a_trace(run: Run) -> None:
    for command in (["settings"], ["db", "status"], ["serve"], ["work"], ["doctor"]):
        wrong = run(*command, PORT="many", JWT_SECRET="", **PRODUCTION)
        assert wrong.returncode == 1, command
        assert "PORT: " in wrong.stderr
        assert "JWT_SECRET" in wrong.stderr
        assert "Traceback" not in wrong.stderr


def test_the_doctor_finds_what_is_wrong(run: Run, empty_database: str) -> None:
    findings = {row["what"]: row for row in json.loads(run("doctor", "--json").stdout)}
    assert set(findings) == {"python", "disk", "interface", "domains", "payments", "database", "migrations"}
    assert findings["database"]["good"]
    assert findings["database"]["detail"].startswith("PostgreSQL ")
    assert findings["migrations"] == {"what": "migrations", "good": True, "detail": "all applied"}
    assert findings["domains"]["detail"] == ", ".join(BUILT_IN)
    assert findings["payments"]["good"]
    half = json.loads(run("doctor", "--json", STRIPE_SECRET_KEY="sk_test_1").stdout)
    assert {"what": "payments", "good": False} in [{"what": row["what"], "good": row["good"]} for row in half]
    run("db", "rollback")
    ill = run("doctor")
    assert ill.returncode == 1
    assert "WRONG  migrations    pending: " in ill.stdout
    away = run("doctor", DATABASE_URL="postgresql:///nowhere?host=/nonexistent")
    assert away.returncode == 1
    assert "WRONG  database" in away.stdout
    assert "Traceback" not in away.stderr


def test_the_contract_is_written_and_checked(run: Run, tmp_path: Path) -> None:
    output = str(tmp_path / "contract.json")
    missing = run("openapi", "--check", "--output", output)
    assert (missing.returncode, missing.stdout) == (1, "contract.json is out of date: run ./groundwork openapi\n")
    assert run("openapi", "--output", output).returncode == 0
    assert run("openapi", "--check", "--output", output).returncode == 0
    assert json.loads(Path(output).read_text())["info"]["title"] == "Groundwork"


def test_a_domain_that_is_missing_is_told_without_a_trace(run: Run) -> None:
    for command in (["db", "status"], ["seed"], ["doctor"]):
        wrong = run(*command, GROUNDWORK_DOMAINS="acme_shop")
        assert wrong.returncode == 1, command
        assert "GROUNDWORK_DOMAINS: cannot import 'acme_shop'" in wrong.stderr
        assert "Traceback" not in wrong.stderr, command


def test_a_database_that_is_away_is_told_without_a_trace(run: Run) -> None:
    for command in (["db", "status"], ["db", "migrate"], ["seed"], ["user", "create", "--email", "ada@example.com"]):
        wrong = run(*command, DATABASE_URL="postgresql:///nowhere?host=/nonexistent", DB_POOL_TIMEOUT="0.2")
        assert wrong.returncode == 1, command
        assert wrong.stderr.startswith("The database does not answer: "), command


def test_help_and_commands_that_do_not_exist(run: Run) -> None:
    overview = run("--help")
    assert overview.returncode == 0
    assert "seed" in overview.stdout
    assert run().stdout == overview.stdout
    unknown = run("seeed")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "Did you mean seed?" in unknown.stderr
    assert run("db", "fly").returncode == 2


def test_a_migration_of_a_domain_that_has_none_is_told(run: Run) -> None:
    wrong = run("db", "create", "orders", "--domain", "shop")
    assert wrong.returncode == 1
    assert wrong.stderr == "There is no domain 'shop' with a folder of migrations\n"
