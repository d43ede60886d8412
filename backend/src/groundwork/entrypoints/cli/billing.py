"""``groundwork billing``"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from groundwork.domains.payments.reconciliation import LOOK_BACK, Finding, Reconciliation
from groundwork.domains.payments.reconciliation import reconcile as compare
from groundwork.entrypoints.cli.context import database_running, fail, runtime_for
from groundwork.kernel.clock import now
from groundwork.kernel.payment_provider import ProviderUnavailable
from groundwork.kernel.settings import Settings

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, help="Payments and their provider."
)


@app.callback()
def billing() -> None:
    """Payments and their provider."""


@app.command()
def reconcile(
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="From when on, UTC; the last seven days when left out."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what differs, and change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Compare payments, refunds, fees and the ledger with the payment provider, and repair what can be repaired.

    Exits with 1 when something is left that differs.
    """
    start = now() - LOOK_BACK if since is None else since.replace(tzinfo=UTC)
    with database_running() as settings:
        try:
            run = asyncio.run(_compare(settings, start, repair=not dry_run, told=not as_json))
        except ProviderUnavailable as error:
            raise fail(f"{error.message}. What was repaired by then is; run it again.") from None
    typer.echo(_as_json(run) if as_json else "\n".join(_table(run)))
    if run.left:
        raise typer.Exit(1)


async def _compare(settings: Settings, since: datetime, *, repair: bool, told: bool) -> Reconciliation:
    async with runtime_for(settings) as runtime:
        progress = _show if told and sys.stderr.isatty() else None
        run = await compare(runtime, since, repair=repair, progress=progress)
    if progress:
        print(file=sys.stderr)
    return run


def _show(run: Reconciliation) -> None:
    print(f"\r{_compared(run)}, {len(run.findings)} differ", end="", file=sys.stderr, flush=True)


def _compared(run: Reconciliation) -> str:
    return f"{run.payments:,} payments and {run.refunds:,} refunds of the provider since {run.since:%Y-%m-%d %H:%M} UTC"


def _table(run: Reconciliation) -> list[str]:
    if not run.findings:
        return [f"Nothing differs: {_compared(run)}."]
    rows = [(_outcome(finding), str(finding.drift), finding.subject, finding.told) for finding in run.findings]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [*lines, "", f"{len(rows)} differ, {len(run.left)} are left: {_compared(run)}."]


def _outcome(finding: Finding) -> str:
    if finding.repaired:
        return "repaired"
    return "can be repaired" if finding.repair else "LOOK AT THIS"


def _as_json(run: Reconciliation) -> str:
    found = [
        {
            "drift": finding.drift.name.lower(),
            "subject": finding.subject,
            "told": finding.told,
            "repairable": finding.repair is not None,
            "repaired": finding.repaired,
        }
        for finding in run.findings
    ]
    return json.dumps(
        {"since": run.since.isoformat(), "payments": run.payments, "refunds": run.refunds, "findings": found}
    )
