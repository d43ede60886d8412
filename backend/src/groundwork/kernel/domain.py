"""A domain's manifest, and the composition of the application from a list of them."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.kernel.authentication import AuthenticatorFactory
from groundwork.kernel.database import Base
from groundwork.kernel.events import Subscriber
from groundwork.kernel.invitations import FindInvitation
from groundwork.kernel.jobs import Job
from groundwork.kernel.lifespan import Service
from groundwork.kernel.management import Manages
from groundwork.kernel.people import KnowsPeople
from groundwork.kernel.permissions import Permission
from groundwork.kernel.personal_data import PersonalData
from groundwork.kernel.refusals import OnRefusal
from groundwork.kernel.search import Searchable
from groundwork.kernel.settings import SettingsError


@dataclass(frozen=True, slots=True)
class Seed:
    """Data that a domain can put in. ``plant(db)`` leaves what is there alone, so it can run again."""

    name: str
    plant: Callable[[AsyncSession], Awaitable[None]]
    essential: bool = False
    """Whether production needs it too."""
    after: tuple[str, ...] = ()
    """Names of seeds whose data it builds on, where they are planted too."""


@dataclass(frozen=True, slots=True)
class BulkSeed:
    """Data by the million, to measure with. ``plant(runtime, rows, tell)`` adds so many rows, by COPY.

    ``tell(count)`` hears how many there are by then.
    """

    name: str
    plant: Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Domain:
    """What a part of the business brings to the application."""

    name: str
    routers: Sequence[APIRouter] = ()
    models: Sequence[type[Base]] = ()
    permissions: Sequence[Permission] = ()
    jobs: Sequence[Job] = ()
    subscribers: Sequence[Subscriber] = ()
    seeds: Sequence[Seed] = ()
    bulk_seeds: Sequence[BulkSeed] = ()
    authenticators: Sequence[AuthenticatorFactory] = ()
    services: Sequence[Service] = ()
    """What runs as long as the process does."""
    manages: Sequence[Manages] = ()
    """Who else says whom a manager manages."""
    invitations: Sequence[FindInvitation] = ()
    """Who else has invited people that register."""
    personal_data: Sequence[PersonalData] = ()
    """What it keeps about people, for their export and their erasure."""
    knows_people: Sequence[KnowsPeople] = ()
    """Who can tell people's names by their ids."""
    searchables: Sequence[Searchable] = ()
    """What of it a search over everything can find."""
    on_refusal: Sequence[OnRefusal] = ()
    """Who hears of what was refused."""
    mail_templates: Path | None = None
    migrations: Path | None = None
    """Alembic revisions of a domain from outside this repository."""


BUILT_IN = (
    "accounts",
    "api_keys",
    "audit",
    "auth",
    "catalog",
    "content",
    "files",
    "ledger",
    "orders",
    "payments",
    "reports",
    "search",
    "studio",
    "subscriptions",
    "teams",
)


def load_domains(packages: Iterable[str]) -> list[Domain]:
    """The built-in domains, those of the entry-point group ``groundwork.domains``, and those of the named packages.

    Raises:
        SettingsError: a package is missing, has no ``domain``, or two domains share a name.
    """
    names = [f"groundwork.domains.{name}" for name in BUILT_IN]
    names += [entry.value.partition(":")[0] for entry in entry_points(group="groundwork.domains")]
    names += [name for name in packages if name not in names]
    domains = [_load(name) for name in names]
    by_name: dict[str, Domain] = {}
    for domain in domains:
        if domain.name in by_name:
            raise SettingsError(f"GROUNDWORK_DOMAINS: two domains are named {domain.name!r}")
        by_name[domain.name] = domain
    return domains


def _load(package: str) -> Domain:
    try:
        module = import_module(package)
    except ModuleNotFoundError as error:
        raise SettingsError(f"GROUNDWORK_DOMAINS: cannot import {package!r} ({error})") from error
    domain = getattr(module, "domain", None)
    if not isinstance(domain, Domain):
        raise SettingsError(f"GROUNDWORK_DOMAINS: {package!r} has no 'domain = Domain(…)'")
    return domain
