"""GET /roles, the table in the documents and the command show the rows that are checked."""

import re

import httpx2
import pytest

from groundwork.entrypoints.cli.permissions import markdown_table, matrix_of, permissions
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import ROOT
from tests.conftest import MakePerson
from tests.security.support import V1


@pytest.mark.anyio
async def test_everybody_sees_the_matrix(client: httpx2.AsyncClient, person: MakePerson, runtime: Runtime) -> None:
    answers = [await client.get(f"{V1}/roles")]
    answers += [await (await person(role=role)).get("/roles") for role in (Role.GUEST, Role.ADMIN)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    shown = answers[0].json()["data"]
    assert all(answer.json()["data"] == shown for answer in answers)
    assert [role["name"] for role in shown["roles"]] == ["admin", "manager", "user", "guest"]
    assert all(role["description"] for role in shown["roles"])
    assert [row["name"] for row in shown["permissions"]] == [row.name for row in runtime.matrix.permissions]
    for row in shown["permissions"]:
        holders = {role for role in Role if row["name"] in runtime.matrix.of(role)}
        assert row["roles"] == [role for role in Role if role in holders]
        assert row["inPerson"] == (row["name"] in runtime.matrix.in_person_only())
        assert row["grantable"] == (row["name"] in runtime.matrix.grantable())
    again = await client.get(f"{V1}/roles", headers={"If-None-Match": answers[0].headers["ETag"]})
    assert again.status_code == 304


def test_what_is_in_person_is_nothing_for_a_key() -> None:
    matrix = matrix_of(())
    assert not matrix.in_person_only() & matrix.grantable()
    assert "sessions:create" not in matrix.grantable()


def test_the_table_in_the_documents_is_current() -> None:
    text = (ROOT / "docs" / "guide" / "permissions.md").read_text()
    table = re.search(r"<!-- permissions -->\n(.*)<!-- /permissions -->", text, re.DOTALL)
    assert table is not None
    assert table[1].strip() == markdown_table(matrix_of(())).strip(), (
        "put the output of ./groundwork permissions --markdown there"
    )


def test_the_command_lists_every_permission(capsys: pytest.CaptureFixture[str]) -> None:
    rows = matrix_of(()).permissions
    permissions()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [row.name for row in rows]
    assert lines[0].split()[1:5] == ["admin", "manager", "user", "guest"]
    permissions(markdown=True)
    assert capsys.readouterr().out == markdown_table(matrix_of(()))
