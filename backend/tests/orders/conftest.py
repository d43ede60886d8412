"""Somebody who manages the shop, somebody who buys."""

import pytest

from groundwork.kernel.permissions import Role
from tests.conftest import MakePerson, Person


@pytest.fixture
async def manager(person: MakePerson) -> Person:
    """A manager."""
    return await person(role=Role.MANAGER)


@pytest.fixture
async def customer(person: MakePerson) -> Person:
    """A customer."""
    return await person()
