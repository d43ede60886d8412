"""An administrator, and time that can be moved."""

import pytest

from groundwork.kernel.permissions import Role
from tests.conftest import MakePerson, Person
from tests.security.support import travel

__all__ = ["travel"]


@pytest.fixture
async def admin(person: MakePerson) -> Person:
    """An administrator."""
    return await person(role=Role.ADMIN)
