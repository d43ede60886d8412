"""Somebody who manages the catalog."""

import pytest

from groundwork.kernel.permissions import Role
from tests.conftest import MakePerson, Person


@pytest.fixture
async def manager(person: MakePerson) -> Person:
    """A manager."""
    return await person(role=Role.MANAGER)
