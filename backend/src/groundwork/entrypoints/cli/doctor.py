"""``groundwork doctor``"""

import json
import shutil
import sys
from collections.abc import Callable
from typing import Annotated, NamedTuple

import psycopg
import typer

from groundwork.entrypoints import migrations
from groundwork.entrypoints.cli.context import database_running, settings_or_exit
from groundwork.kernel.domain import load_domains
from groundwork.kernel.http.interface import DIST
from groundwork.kernel.settings import Settings

_LEAST_FREE = 500 * 1024 * 1024


class Finding(NamedTuple):
    """One thing that was looked at."""

    what: str
    good: bool
    detail: str


def doctor(as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False) -> None:
    """Look for what is wrong with this installation. Exits with 1 when something is."""
    settings = settings_or_exit()
    findings = [_python(), _disk(settings), _interface(), _domains(settings), _payments(settings), *_database()]
    if as_json:
        typer.echo(json.dumps([finding._asdict() for finding in findings]))
    else:
        for finding in findings:
            typer.echo(f"{'ok' if finding.good else 'WRONG':<7}{finding.what:<14}{finding.detail}")
    raise typer.Exit(0 if all(finding.good for finding in findings) else 1)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), version)


def _disk(settings: Settings) -> Finding:
    home = settings.groundwork_home
    place = home if home.exists() else home.parent
    free = shutil.disk_usage(place).free
    return Finding("disk", free > _LEAST_FREE, f"{free // 1024**2} MB free at {home}")


def _interface() -> Finding:
    built = (DIST / "index.html").is_file()
    return Finding("interface", built, "built" if built else "not built: ./groundwork up builds it")


def _domains(settings: Settings) -> Finding:
    names = [domain.name for domain in load_domains(settings.groundwork_domains)]
    return Finding("domains", True, ", ".join(names))


def _payments(settings: Settings) -> Finding:
    if not settings.stripe_secret_key:
        return Finding("payments", True, "the sandbox, which takes no money; Stripe with STRIPE_SECRET_KEY")
    needed = ("stripe_webhook_secret", "stripe_publishable_key")
    missing = [name.upper() for name in needed if not getattr(settings, name)]
    return Finding("payments", not missing, f"Stripe; not set: {', '.join(missing)}" if missing else "Stripe")


def _database() -> list[Finding]:
    with database_running() as settings:
        return [_try("database", lambda: _server(settings)), _try("migrations", lambda: _migrations(settings))]


def _try(what: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except psycopg.Error as error:
        return Finding(what, False, str(error).strip())


def _server(settings: Settings) -> Finding:
    with psycopg.connect(settings.postgres_url, connect_timeout=5) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    return Finding("database", True, f"PostgreSQL {row[0] if row else ''}")


def _migrations(settings: Settings) -> Finding:
    pending = [row.revision for row in migrations.status(settings) if not row.applied]
    detail = f"pending: {', '.join(pending)}; run ./groundwork db migrate" if pending else "all applied"
    return Finding("migrations", not pending, detail)
