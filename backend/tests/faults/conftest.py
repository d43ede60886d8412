"""A machine for the fault tests of a process."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.support import Machine, machine


@pytest.fixture(scope="module")
def computer() -> Iterator[Machine]:
    """A machine whose database survives crashes, without API and worker yet."""
    with tempfile.TemporaryDirectory(prefix="gw-fault-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with machine(Path(folder) / "home") as made:
            yield made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every fault is one of a real machine."""
    for item in items:
        if "computer" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.integration)
