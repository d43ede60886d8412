"""The issuer of a test."""

from collections.abc import Iterator

import pytest

from tests.auth.oauth.issuer import Issuer


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """An issuer on loopback."""
    made = Issuer()
    yield made
    made.server.stop()


@pytest.fixture
def second_issuer() -> Iterator[Issuer]:
    """Another one."""
    made = Issuer()
    yield made
    made.server.stop()
