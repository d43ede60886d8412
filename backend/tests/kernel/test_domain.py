"""The application is composed from manifests; one from outside counts like those of the house."""

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import httpx2
import psycopg
import pytest
from sqlalchemy import select

from groundwork.entrypoints import migrations
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_app
from groundwork.kernel.database import transaction
from groundwork.kernel.domain import BUILT_IN, Domain, load_domains
from groundwork.kernel.migrations import FOLDER, _revisions, pending_revisions
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings, SettingsError
from tests.conftest import Person, make_settings
from tests.kernel import external_domain
from tests.kernel.conftest import EXTERNAL
from tests.kernel.external_domain.models import Note


@pytest.fixture
def module() -> Iterator[ModuleType]:
    """A package of somebody's, called ``shop``."""
    made = ModuleType("shop")
    sys.modules["shop"] = made
    yield made
    del sys.modules["shop"]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The domain from outside comes with an installed package."""
    entry = importlib.metadata.EntryPoint("notes", f"{EXTERNAL}:domain", "groundwork.domains")
    monkeypatch.setattr("groundwork.kernel.domain.entry_points", lambda group: [entry] if group == entry.group else [])


def test_the_built_in_domains_are_always_there() -> None:
    assert [domain.name for domain in load_domains([])] == list(BUILT_IN)
    folders = {path.name for path in (Path(load_domains.__code__.co_filename).parents[1] / "domains").glob("[a-z]*")}
    assert set(BUILT_IN) == folders


def test_a_domain_is_found_by_the_setting() -> None:
    assert load_domains([EXTERNAL])[-1] is external_domain.domain


@pytest.mark.usefixtures("installed")
def test_a_domain_is_found_by_its_entry_point_and_counts_once() -> None:
    assert load_domains([])[-1] is external_domain.domain
    assert len(load_domains([EXTERNAL])) == len(BUILT_IN) + 1


def test_a_package_that_is_missing_is_told() -> None:
    with pytest.raises(SettingsError, match=r"GROUNDWORK_DOMAINS: cannot import 'acme_shop' \(No module named"):
        load_domains(["acme_shop"])


@pytest.mark.parametrize("content", [None, "a string", Domain])
def test_a_package_without_a_manifest_is_told(module: ModuleType, content: object) -> None:
    module.domain = content
    with pytest.raises(SettingsError, match=r"GROUNDWORK_DOMAINS: 'shop' has no 'domain = Domain\(…\)'"):
        load_domains(["shop"])


@pytest.mark.parametrize("name", ["notes", "accounts"])
def test_two_domains_of_one_name_are_told(module: ModuleType, name: str) -> None:
    module.domain = Domain(name)
    with pytest.raises(SettingsError, match=f"GROUNDWORK_DOMAINS: two domains are named '{name}'"):
        load_domains([EXTERNAL, "shop"])


@pytest.mark.anyio
async def test_its_route_is_served_with_its_table_and_its_permission(
    librarian: Person, api: httpx2.AsyncClient, workshop: Runtime
) -> None:
    form = {"title": "From outside", "shelf": "domain"}
    assert (await api.post("/api/v1/notes", json=form)).status_code == 401
    written = await librarian.post("/notes", form)
    assert written.status_code == 201
    read = await api.get(f"/api/v1/notes/{written.json()['data']['id']}")
    assert read.json()["data"]["title"] == "From outside"
    assert "notes:write" in workshop.matrix.of("manager")
    assert "/api/v1/notes/{id}" in create_app(workshop).openapi()["paths"]


@pytest.mark.anyio
async def test_a_role_without_its_permission_is_refused(librarian: Person, workshop: Runtime) -> None:
    async with transaction(workshop) as db:
        connection = await db.connection()
        await connection.exec_driver_sql("UPDATE users SET role = 'user' WHERE id = %s", (librarian.id,))
    workshop.local.drop(f"user:{librarian.id}")
    answer = await librarian.post("/notes", {"title": "Mine", "shelf": "refused"})
    assert answer.status_code == 403
    async with transaction(workshop) as db:
        assert await db.scalar(select(Note).where(Note.shelf == "refused")) is None


@pytest.mark.anyio
async def test_its_services_live_as_long_as_the_process(workshop_settings: Settings) -> None:
    external_domain.running.clear()
    async with open_runtime(workshop_settings).running():
        assert external_domain.running == ["started"]
    assert external_domain.running == ["started", "stopped"]
    async with open_runtime(workshop_settings).running(serving=False):
        assert external_domain.running == ["started", "stopped"]


@pytest.mark.anyio
async def test_its_seeds_leave_alone_what_is_there(workshop: Runtime) -> None:
    seeds = {seed.name: seed for domain in workshop.domains for seed in domain.seeds}
    assert seeds["house rules"].essential
    assert not seeds["first shelf"].essential
    for _ in range(2):
        async with transaction(workshop) as db:
            await seeds["first shelf"].plant(db)
    async with transaction(workshop) as db:
        assert sorted(await db.scalars(select(Note.title).where(Note.shelf == "seeded"))) == ["One", "Three", "Two"]


def test_its_migration_is_applied_and_undone(empty_database: str, home: Path) -> None:
    """Undoing it undoes nothing of the house."""
    settings = make_settings(empty_database, home, groundwork_domains=EXTERNAL)
    assert pending(settings) == ["20261122100000"]
    assert migrations.migrate(settings) == ["20261122100000"]
    assert migrations.migrate(settings) == []
    assert pending(settings) == []
    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)
    assert migrations.rollback(settings) == "20261122100000"
    assert pending(settings) == ["20261122100000"]
    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT to_regclass('notes')").fetchone() == (None,)
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,)
    assert pending(make_settings(empty_database, home)) == []


def pending(settings: Settings) -> list[str]:
    """What the command line says is pending."""
    return [row.revision for row in migrations.status(settings) if not row.applied]


@pytest.mark.anyio
async def test_readiness_sees_its_migrations_and_those_of_the_house(
    workshop: Runtime, workshop_settings: Settings, empty_database: str
) -> None:
    """Its newest one depends on the newest of the house, which Alembic then no longer names by itself."""
    folder = external_domain.domain.migrations
    async with workshop.database.reading() as connection:
        assert await pending_revisions(connection, [folder]) == []
    async with await psycopg.AsyncConnection.connect(empty_database) as connection:
        assert await pending_revisions(connection) == []
        assert await pending_revisions(connection, [folder]) == ["20261122100000"]
        *_, last_but_two, last_but_one, last = sorted(_revisions(FOLDER / "versions"))
        await connection.execute("UPDATE alembic_version SET version_num = %s", (last_but_two,))
        assert await pending_revisions(connection) == [last_but_one, last]


def test_migrations_are_read_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "20300101000000_first.py").write_text('revision: str = "20300101000000"\ndown_revision = None\n')
    (tmp_path / "20300101000001_second.py").write_text(
        'revision = "20300101000001"\ndown_revision = ("20300101000000",)\ndepends_on: str = "a"\nx = y = print\n'
    )
    (tmp_path / "notes.py").write_text("no migration")
    assert _revisions(tmp_path) == {"20300101000000": (), "20300101000001": ("20300101000000", "a")}
