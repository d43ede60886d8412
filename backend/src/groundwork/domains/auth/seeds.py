"""People to sign in as while developing."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.auth.service import create_verified_user
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.domain import Seed
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import runtime_of

DEVELOPMENT_PASSWORD = "Walk-the-groundwork-1"

_PEOPLE = (
    ("Mina", "Kolari", Role.MANAGER, "Runs the Helsinki studio. Coffee first, then roadmaps.", "Europe/Helsinki"),
    ("Tomás", "Ortega", Role.MANAGER, "Shop and fulfilment. Knows where every parcel is.", "Europe/Madrid"),
    ("Efua", "Nkrumah", Role.USER, "Writes about materials and the people who work them.", "Africa/Accra"),
    ("Jonas", "Lindqvist", Role.USER, "Photographs products until they look back.", "Europe/Stockholm"),
    ("Priya", "Raman", Role.USER, "Support lead; answers before you have finished asking.", "Asia/Kolkata"),
    ("Marcus", "Webb", Role.USER, "Backend developer who reads query plans for fun.", "America/New_York"),
    ("Hana", "Sato", Role.USER, "Illustrator of the seasonal catalog.", "Asia/Tokyo"),
    ("Lucía", "Fernández", Role.USER, "Customer since the first week, and says so.", "America/Buenos_Aires"),
    ("Noah", "Becker", Role.USER, "Books, ceramics, and spreadsheets about both.", "Europe/Berlin"),
    ("Amara", "Okafor", Role.USER, "Plans launches and the parties after them.", "Africa/Lagos"),
    ("Olivia", "Grant", Role.USER, "Interior architect; orders samples by the dozen.", "Europe/London"),
    ("Yusuf", "Demir", Role.GUEST, "Here to have a look around.", "Europe/Istanbul"),
)


async def _plant_people(db: AsyncSession) -> None:
    """A dozen people of every role; the password is the same for all and is printed by the seed command."""
    runtime = runtime_of(db)
    for index, (first_name, last_name, role, bio, zone) in enumerate(_PEOPLE):
        email = f"{_ascii(first_name)}.{_ascii(last_name)}@example.com"
        if await accounts.credentials_of(runtime.database, email):
            continue
        await create_verified_user(
            db, Actor(), email=email, password=DEVELOPMENT_PASSWORD, names=(first_name, last_name), role=role
        )
        await accounts.backdate(db, email, joined=now() - timedelta(days=330 - 13 * index), bio=bio, timezone=zone)


def _ascii(name: str) -> str:
    return name.lower().translate(str.maketrans("áéíóúüö", "aeiouuo"))


seeds = [Seed("people", _plant_people)]
