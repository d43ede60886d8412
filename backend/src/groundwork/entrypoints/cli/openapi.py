"""``groundwork openapi``"""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from groundwork.kernel.settings import ROOT, Environment, Settings, load_settings


def openapi(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 when the file is not current.")
    ] = False,
    output: Annotated[Path, typer.Option(help="The file to write.")] = ROOT / "openapi.json",
) -> None:
    """Write openapi.json, the contract of the API, from the routes."""
    text = contract()
    if check:
        current = output.is_file() and output.read_text() == text
        typer.echo(f"{output.name} is {'current' if current else 'out of date: run ./groundwork openapi'}")
        raise typer.Exit(0 if current else 1)
    output.write_text(text)
    typer.echo(f"Written: {output}")


def contract(settings: Settings | None = None) -> str:
    """The text of ``openapi.json``, a line for each value, so that changes can be read. Needs no database."""
    from groundwork.entrypoints.composition import open_runtime
    from groundwork.entrypoints.http import create_app

    if settings is None:
        settings = load_settings().model_copy(update={"groundwork_domains": (), "node_env": Environment.DEVELOPMENT})
    offline = settings.model_copy(update={"database_url": SecretStr("postgresql://localhost/none")})
    return json.dumps(create_app(open_runtime(offline)).openapi(), indent=1, ensure_ascii=False) + "\n"
