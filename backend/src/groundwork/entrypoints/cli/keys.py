"""``groundwork keys``"""

import asyncio

import typer

from groundwork.entrypoints.cli.context import database_running, runtime_for
from groundwork.kernel.crypto import FieldCipher
from groundwork.kernel.key_rotation import Rotation, rotate_keys
from groundwork.kernel.settings import Settings

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, help="The keys of encrypted columns."
)


@app.callback()
def keys() -> None:
    """The keys of encrypted columns."""


@app.command()
def rotate() -> None:
    """Encrypt all columns anew under the first of ENCRYPTION_KEYS. Exits with 1 when some values have lost their key.

    To change the key: put the new one in front and restart every process; run this; take the old one out.
    """
    with database_running() as settings:
        done = asyncio.run(_rotate(settings))
    for table in done:
        lost = f", {table.unreadable} unreadable: their key is not among ENCRYPTION_KEYS" if table.unreadable else ""
        typer.echo(f"{table.table:<24}{table.rotated} encrypted anew, {table.newest} were already{lost}")
    raise typer.Exit(1 if any(table.unreadable for table in done) else 0)


async def _rotate(settings: Settings) -> list[Rotation]:
    cipher = FieldCipher([key.get_secret_value() for key in settings.encryption_keys])
    async with runtime_for(settings) as runtime:
        return await rotate_keys(runtime, cipher)
