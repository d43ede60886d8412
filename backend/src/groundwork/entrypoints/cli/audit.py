"""``groundwork audit``"""

import asyncio
import sys
from typing import Annotated

import typer

from groundwork.domains.audit.schemas import VerificationOut
from groundwork.domains.audit.verification import verify as verify_trail
from groundwork.entrypoints.cli.context import database_running, runtime_for
from groundwork.kernel.settings import Settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, help="The audit trail.")


@app.callback()
def trail() -> None:
    """The audit trail."""


@app.command()
def verify(as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False) -> None:
    """Check that no entry was altered or removed. Exits with 1 and tells the place when one was."""
    with database_running() as settings:
        found = asyncio.run(_verify(settings, told=not as_json))
    typer.echo(found.model_dump_json(by_alias=True) if as_json else _sentence(found))
    if not found.intact:
        raise typer.Exit(1)


async def _verify(settings: Settings, *, told: bool) -> VerificationOut:
    async with runtime_for(settings) as runtime:
        return await verify_trail(runtime, progress=_show if told and sys.stderr.isatty() else None)


def _show(done: int, chains: int, entries: int) -> None:
    end = "\n" if done == chains else ""
    print(f"\rchain {done} of {chains}, {entries:,} entries", end=end, file=sys.stderr, flush=True)


def _sentence(found: VerificationOut) -> str:
    pace = f"{found.entries:,} entries in {found.chains} chains, {found.seconds:.1f} s"
    signed = f"newest checkpoint {found.checkpoint_at:%Y-%m-%d %H:%M} UTC" if found.checkpoint_at else "no checkpoint yet"
    problem = found.problem
    if problem is None:
        return f"The audit trail is intact: {pace}, {signed}."
    place = "" if problem.chain is None else f" at chain {problem.chain}, entry {problem.sequence}"
    known = "" if problem.entry_id is None else f" ({problem.entry_id} of {problem.created_at})"
    return f"The audit trail is NOT intact: {problem.kind}{place}{known}. Checked {pace}, {signed}."
