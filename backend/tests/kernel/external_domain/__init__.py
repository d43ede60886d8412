"""Notes: a domain as somebody else would write it, in a package of its own. The kernel's tests run on it."""

from contextlib import asynccontextmanager
from pathlib import Path

from groundwork.domains.accounts.events import UserRegistered
from groundwork.kernel.domain import Domain, Seed
from groundwork.kernel.events import Subscriber
from tests.kernel.external_domain import service
from tests.kernel.external_domain.jobs import jobs
from tests.kernel.external_domain.models import Note
from tests.kernel.external_domain.policy import permissions
from tests.kernel.external_domain.routes import notes

running: list[str] = []
"""What the domain's service has noted of its life."""


@asynccontextmanager
async def _librarian(_runtime):
    running.append("started")
    yield
    running.append("stopped")


domain = Domain(
    "notes",
    routers=[notes],
    models=[Note],
    permissions=permissions,
    jobs=jobs,
    subscribers=[Subscriber(UserRegistered, service.write_first_note), Subscriber(service.NoteWritten, service.index)],
    seeds=[
        Seed("first shelf", service.plant),
        Seed("house rules", service.plant_rules, essential=True),
    ],
    services=[_librarian],
    mail_templates=Path(__file__).parent / "mails",
    migrations=Path(__file__).parent / "migrations",
)
