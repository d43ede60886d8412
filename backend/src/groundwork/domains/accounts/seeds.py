"""People to look at while developing: colleagues and customers who joined over the last year."""

import unicodedata
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import avatars, pictures, service
from groundwork.domains.accounts.portraits import portrait
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.domain import Seed
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import runtime_of

_NAMES = """
    Aiko Tanaka, Alejandro Ruiz, Amélie Laurent, Anders Holm, Anika Patel, Antoine Girard, Beatriz Costa,
    Björn Nyström, Camila Rojas, Chidi Eze, Chiara Romano, Daan Visser, Daria Kowalska, Dmitri Volkov, Eilidh
    Fraser, Elif Yılmaz, Emeka Obi, Emma Schneider, Fatima Zahra, Felix Brandt, Freya Jensen, Gabriel Santos,
    Giulia Conti, Hugo Martin, Ida Virtanen, Imani Otieno, Isaac Cohen, Jana Nováková, Jin Park, Julia Weber,
    Kaito Mori, Karim Haddad, Katya Ivanova, Lars Berg, Leila Farahani, Liam Murphy, Linh Nguyễn, Magda
    Zielińska, Mateo Silva, Mei Chen, Nadia Rahman, Nils Krüger, Oluwaseun Bello, Paula Moreno, Rafael
    Oliveira, Sana Iqbal, Theo Dubois, Wanjiru Kamau
"""
_BIOS = (
    "Keeps the numbers honest.",
    "Turns rough sketches into things one can hold.",
    "Answers on Tuesdays, bakes on Sundays.",
    "Looks after suppliers from Porto to Pusan.",
    None,
    "New here; still finding the coffee.",
    None,
)


class _Person(NamedTuple):
    number: int
    first_name: str
    last_name: str

    @property
    def email(self) -> str:
        return f"{_plain(self.first_name)}.{_plain(self.last_name)}@example.com"

    @property
    def role(self) -> Role:
        return {0: Role.GUEST, 7: Role.MANAGER}.get(self.number % 16, Role.USER)

    @property
    def is_active(self) -> bool:
        return self.number % 11 != 4

    @property
    def has_verified(self) -> bool:
        return self.number % 9 != 5


async def _plant_users(db: AsyncSession) -> None:
    """Four dozen people without a password, most of them with a portrait; who is there already stays as they are."""
    runtime = runtime_of(db)
    people = [_Person(number, *name.split()) for number, name in enumerate(_NAMES.replace("\n", " ").split(","))]
    for person in people:
        if not await service.credentials_of(runtime.database, person.email):
            await _plant(db, person, of=len(people))


async def _plant(db: AsyncSession, person: _Person, *, of: int) -> None:
    user = await service.create_user(
        db,
        Actor(),
        email=person.email,
        password_hash=None,
        first_name=person.first_name,
        last_name=person.last_name,
        role=person.role,
        email_verified=True,  # a mail to each would fill the outbox
    )
    joined = now() - timedelta(days=2 + 360 * (29 * person.number % of) / of, hours=7 * person.number % 24)
    user.email_verified, user.is_active = person.has_verified, person.is_active
    if person.has_verified and person.number % 6:
        user.last_login_at = joined + (now() - joined) * ((37 * person.number % 100) / 100)
    if person.number % 4:
        runtime = runtime_of(db)
        key = await avatars.store(runtime, await pictures.draw_anew(portrait(person.number)))
        user.show_picture(avatars.address_of(key))
    await service.backdate(db, person.email, joined=joined, bio=_BIOS[person.number % len(_BIOS)], timezone=None)


def _plain(name: str) -> str:
    """The name as addresses have it."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return letters.encode("ascii", "ignore").decode()


seeds = [Seed("users", _plant_users)]
