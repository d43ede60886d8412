"""``groundwork work``"""

import typer

from groundwork.entrypoints.cli.context import settings_or_exit


def work() -> None:
    """Run the worker as one process: jobs and schedules."""
    settings = settings_or_exit()
    from groundwork.entrypoints import worker

    raise typer.Exit(worker.work(settings))
