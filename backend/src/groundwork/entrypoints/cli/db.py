"""``groundwork db``: migrations."""

import json
from typing import Annotated

import typer

from groundwork.entrypoints import migrations
from groundwork.entrypoints.cli.context import database_running, fail, settings_or_exit
from groundwork.kernel.settings import Environment, SettingsError

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, help="The database's schema."
)

AsJson = Annotated[bool, typer.Option("--json", help="For scripts.")]


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="What it does, as in create_users_table")],
    domain: Annotated[str | None, typer.Option(help="The domain from outside whose migration it is.")] = None,
) -> None:
    """Write a new migration, filled with what the models have and the database has not."""
    with database_running() as settings:
        try:
            typer.echo(f"Written: {migrations.create(settings, name, domain)}")
        except SettingsError as error:
            raise fail(error) from None


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    with database_running() as settings:
        for revision in migrations.migrate(settings):
            typer.echo(f"Applied {revision}")
    typer.echo("The database is up to date.")


@app.command()
def rollback() -> None:
    """Undo the last migration."""
    with database_running() as settings:
        undone = migrations.rollback(settings)
    typer.echo(f"Rolled back {undone}" if undone else "There is nothing to roll back.")


@app.command()
def reset(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete everything in the database and migrate anew. Refused in production."""
    if settings_or_exit().node_env is Environment.PRODUCTION:
        raise fail("Refused: this would delete the production database. Drop it by hand if that is what you want.")
    if not yes:
        typer.confirm("Delete everything in the database?", abort=True)
    with database_running() as settings:
        migrations.reset(settings)
    typer.echo("The database is empty and up to date.")


@app.command()
def status(as_json: AsJson = False) -> None:
    """Which migrations there are, and which the database has. Exits with 1 when some are pending."""
    with database_running() as settings:
        rows = migrations.status(settings)
    if as_json:
        typer.echo(json.dumps([row._asdict() for row in rows]))
    else:
        for row in rows:
            typer.echo(f"{'applied' if row.applied else 'PENDING':<9}{row.revision}  {row.name}")
    raise typer.Exit(0 if all(row.applied for row in rows) else 1)
