"""Creating, running and undoing migrations, by Alembic."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory

import groundwork.adapters.payments.sandbox_tables  # noqa: F401  (its tables are compared as well)
from groundwork.kernel.domain import Domain, load_domains
from groundwork.kernel.migrations import FOLDER
from groundwork.kernel.settings import Settings, SettingsError

_LOCK = 0x67770000
"""The advisory lock that makes several nodes, started at once, migrate one after the other."""


class Revision(NamedTuple):
    """A migration and whether the database has it."""

    revision: str
    name: str
    applied: bool


def create(settings: Settings, name: str, domain: str | None = None) -> str:
    """Write a migration from the difference between models and database; returns its path.

    ``domain``: one from outside, whose own folder it goes into; this repository's otherwise.
    """
    revision = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    with _alembic(settings) as config:
        ours = FOLDER / "versions"
        folder = ours if domain is None else _folder_of(domain, config.attributes["domains"])
        heads = {Path(script.path).parent: script.revision for script in _heads(config)}
        script = command.revision(
            config,
            message=name,
            autogenerate=True,
            rev_id=revision,
            head=heads.get(folder, "base"),
            depends_on=None if folder in heads else heads[ours],
            version_path=str(folder),
        )
    if script is None or isinstance(script, list):
        raise RuntimeError("Alembic wrote no single script")
    return str(script.path)


def _folder_of(name: str, domains: Iterable[Domain]) -> Path:
    folder = next((domain.migrations for domain in domains if domain.name == name), None)
    if folder is None:
        raise SettingsError(f"There is no domain {name!r} with a folder of migrations")
    return folder


def _heads(config: Config) -> Sequence[Script]:
    """The newest migration of each branch, also of one that another depends on."""
    scripts = ScriptDirectory.from_config(config)
    return [script for script in scripts.walk_revisions() if not script.nextrev]


def migrate(settings: Settings) -> list[str]:
    """Apply what is pending; returns the revisions that were applied."""
    with _alembic(settings) as config:
        before = {row.revision for row in _status(config, settings) if row.applied}
        command.upgrade(config, "heads")
        return [row.revision for row in _status(config, settings) if row.applied and row.revision not in before]


def rollback(settings: Settings) -> str | None:
    """Undo the newest migration; returns its revision, or none when there is none."""
    with _alembic(settings) as config:
        applied = [row.revision for row in _status(config, settings) if row.applied]
        if not applied:
            return None
        script = ScriptDirectory.from_config(config).get_revision(applied[-1])
        # Within its own branch: the first migration of a domain from outside has only itself to undo.
        command.downgrade(config, f"{applied[-1]}@{script.down_revision or 'base'}")
        return applied[-1]


def reset(settings: Settings) -> None:
    """Delete everything and migrate anew."""
    with psycopg.connect(settings.postgres_url, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '10s'")
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    migrate(settings)


def status(settings: Settings) -> list[Revision]:
    """All migrations, oldest first."""
    with _alembic(settings) as config:
        return _status(config, settings)


def _status(config: Config, settings: Settings) -> list[Revision]:
    scripts = ScriptDirectory.from_config(config)
    with psycopg.connect(settings.postgres_url) as connection:
        present = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        rows = (
            connection.execute("SELECT version_num FROM alembic_version").fetchall() if present and present[0] else []
        )
    applied = {script.revision for (head,) in rows for script in scripts.iterate_revisions(head, "base")}
    every = sorted(scripts.walk_revisions(), key=lambda script: script.revision)
    return [Revision(script.revision, script.doc, script.revision in applied) for script in every]


@contextmanager
def _alembic(settings: Settings) -> Iterator[Config]:
    """Alembic's configuration, while nobody else migrates."""
    domains = load_domains(settings.groundwork_domains)
    keys = [key.get_secret_value() for key in settings.encryption_keys]
    config = Config(attributes={"postgres_url": settings.postgres_url, "domains": domains, "encryption_keys": keys})
    config.set_main_option("script_location", _escaped(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("truncate_slug_length", "60")
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(_escaped(path) for path in _locations(domains)))
    with psycopg.connect(settings.postgres_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield config


def _locations(domains: Sequence[Domain]) -> list[Path]:
    return [FOLDER / "versions", *(domain.migrations for domain in domains if domain.migrations)]


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
