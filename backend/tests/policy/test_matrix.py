"""The matrix: what every operation of the contract answers to every kind of actor is what the policy says."""

import json
import sys

import pytest

from groundwork.kernel.settings import ROOT
from tests.policy.scenes import SCENES
from tests.policy.stage import Stage
from tests.policy.walk import walk
from tests.security.contract import Contract, Operation

OPERATIONS = [
    Operation(described["operationId"], method, path, described)
    for path, methods in json.loads((ROOT / "openapi.json").read_text())["paths"].items()
    for method, described in methods.items()
]
TAGS = sorted({operation.tag for operation in OPERATIONS})


def test_s41_every_operation_has_a_scene() -> None:
    """A new operation is walked, or it is told here. [ASVS 8.2.1]"""
    names = {operation.name for operation in OPERATIONS}
    assert names - SCENES.keys() == set(), "make a scene for it in tests/policy/scenes"
    assert SCENES.keys() - names == set(), "there is no such operation"


@pytest.mark.anyio
@pytest.mark.parametrize("tag", TAGS)
async def test_s41_every_cell_is_as_the_policy_says(stage: Stage, tag: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every operation × guest, bad token, outsider, roles, managers of this and another team, impersonator, each key.

    100% as the policy says; foreign objects are 404. [ASVS 8.2.1, 8.2.2, 8.4.1]
    """
    operations = [operation for operation in Contract(stage.runtime).operations() if operation.tag == tag]
    cells = await walk(stage, operations)
    differing = [str(cell) for cell in cells if cell.differs]
    with capsys.disabled():
        sys.stdout.write(f"\n{tag}: {len(operations)} operations, {len(cells)} cells, {len(differing)} differ ")
    assert not differing, "\n".join(differing)
    assert {cell.operation for cell in cells} == {operation.name for operation in operations}
