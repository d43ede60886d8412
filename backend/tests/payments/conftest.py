"""Who sells, who buys, and who may give money back."""

import pytest

from groundwork.kernel.permissions import Role
from tests.conftest import MakePerson, Person


@pytest.fixture
async def manager(person: MakePerson) -> Person:
    """A manager."""
    return await person(role=Role.MANAGER)


@pytest.fixture
async def admin(person: MakePerson) -> Person:
    """An administrator."""
    return await person(role=Role.ADMIN)


@pytest.fixture
async def customer(person: MakePerson) -> Person:
    """A customer."""
    return await person()
