"""``groundwork serve``"""

from typing import Annotated

import typer

from groundwork.entrypoints.cli.context import settings_or_exit


def serve(
    reload: Annotated[bool, typer.Option("--reload", help="Start again when the code changes.")] = False,
) -> None:
    """Run the API and the interface as one process, on HOST and PORT."""
    settings = settings_or_exit()
    from groundwork.entrypoints import http

    raise typer.Exit(http.serve(settings, reload=reload))
