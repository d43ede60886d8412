"""What commands share: settings with readable errors, a database that runs, a runtime in it."""

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import psycopg
import sqlalchemy.exc

from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.up.errors import StartError
from groundwork.entrypoints.up.postgres import running
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings, SettingsError, load_settings


def fail(message: object) -> SystemExit:
    """Tell what is wrong, on standard error, and how to exit for it."""
    print(message, file=sys.stderr)
    return SystemExit(1)


def settings_or_exit() -> Settings:
    """The settings.

    Raises:
        SystemExit: they cannot be used; what is wrong has been told.
    """
    try:
        return load_settings()
    except SettingsError as error:
        raise fail(error) from None


@contextmanager
def database_running() -> Iterator[Settings]:
    """The settings, with a database behind them: the configured one, or the embedded server for as long as it takes.

    Raises:
        SystemExit: there is none; what is wrong has been told.
    """
    settings = settings_or_exit()
    try:
        if settings.database_url or settings.db_host:
            yield settings
        else:
            with running(settings.groundwork_home):
                yield settings
    except StartError as error:
        raise fail(error) from None
    except (psycopg.OperationalError, sqlalchemy.exc.OperationalError) as error:
        raise fail(f"The database does not answer: {getattr(error, 'orig', error)}".strip()) from None


@asynccontextmanager
async def runtime_for(settings: Settings) -> AsyncIterator[Runtime]:
    """A runtime with open connections and no services."""
    async with open_runtime(settings).running(serving=False) as runtime:
        yield runtime
