"""The list in CONTRIBUTING.md does what is said of it there: it is run as it stands."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import psycopg
import pytest

from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.database import Base
from groundwork.kernel.settings import ROOT
from tests.conftest import PASSWORD, client_of, make_settings, new_email

pytestmark = pytest.mark.anyio

_AROUND = '''
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field
from sqlalchemy import Computed, bindparam, select
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.database import Record
from groundwork.kernel.domain import Domain
from groundwork.kernel.full_text import FullText
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Running, SignedIn
from groundwork.kernel.http.envelope import Envelope, Output
from groundwork.kernel.http.lists import Listing, ListQuery, Page
from groundwork.kernel.http.routing import router
from groundwork.kernel.permissions import Permission, Role

READ_OWN = "quotes:read:own"
routes = router("/quotes", "quotes")


class Quote(Record):
    """An quote."""

    __tablename__ = "quotes"

    user_id: Mapped[UUID]
    number: Mapped[str]
    status: Mapped[str]
    total: Mapped[Decimal]
    notes: Mapped[str]
    search: Mapped[Any] = mapped_column(TSVECTOR, Computed("search_vector('en', number, notes, '')"))


class QuoteOut(Output):
    """An quote."""

    id: UUID | None = None
    number: str | None = None
    status: str | None = None
    total: Decimal | None = None

{example}

domain = Domain("quotes", routers=[routes], permissions=[Permission(READ_OWN, "See one's quotes", frozenset(Role))])
'''


def block(language: str) -> str:
    """The first block in this language of the chapter on the resource pattern."""
    chapter = (ROOT / "CONTRIBUTING.md").read_text().partition("## The resource pattern")[2].partition("\n## ")[0]
    found = re.search(rf"```{language}\n(.*?)```", chapter, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The example as a package; it leaves no trace in what other tests look at."""
    (tmp_path / "acme_quotes.py").write_text(_AROUND.replace("{example}", block("python")))
    monkeypatch.syspath_prepend(tmp_path)
    yield "acme_quotes"
    module: ModuleType | None = sys.modules.pop("acme_quotes", None)
    if module is not None:
        Base.metadata.remove(module.Quote.__table__)
        Base.registry._dispose_cls(module.Quote)


async def test_the_example_is_a_whole_list(empty_database: str, package: str, tmp_path: Path) -> None:
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute(block("sql"))
    settings = make_settings(empty_database, tmp_path, groundwork_domains=package)
    async with open_runtime(settings).running() as runtime, client_of(create_asgi(runtime)) as client:
        form = {"email": new_email(), "password": PASSWORD, "firstName": "Ada", "lastName": "Byron"}
        answer = await client.post("/api/v1/auth/register", json=form, headers={"X-Client": "api"})
        signed_in = answer.json()["data"]
        with psycopg.connect(empty_database, autocommit=True) as connection:
            connection.execute(
                """INSERT INTO quotes (user_id, number, status, total, notes)
                   SELECT %s::uuid, 'R' || n, (ARRAY['open', 'paid'])[1 + n %% 2], n * 10.5, 'Two lamps and a desk'
                   FROM generate_series(1, 30) AS n""",
                [signed_in["user"]["id"]],
            )
        headers = {"Authorization": f"Bearer {signed_in['accessToken']}"}

        async def ask(**query: Any) -> httpx2.Response:
            return await client.get("/api/v1/quotes", params=query, headers=headers)

        assert (await client.get("/api/v1/quotes")).status_code == 401
        assert (await ask(sort="total", limit=1)).json()["data"][0]["total"] == "315.0"
        assert (await ask()).json()["pagination"]["total"] == 30
        assert (await ask(**{"filter[status]": "paid"})).json()["pagination"]["total"] == 15
        assert (await ask(totalMin="100", totalMax="200")).json()["pagination"]["total"] == 10
        assert (await ask(search="lamps", sort="relevance")).json()["pagination"]["total"] == 30
        assert (await ask(search="lmaps")).json()["pagination"]["total"] == 30
        assert (await ask(search="R7")).json()["data"][0]["number"] == "R7"
        first = (await ask(cursor="", limit=20, fields="number")).json()
        rest = (await ask(cursor=first["pagination"]["nextCursor"], limit=20, fields="number")).json()
        assert len({row["number"] for row in first["data"] + rest["data"]}) == 30
        for wrong in ("sort", "totalMin", "cursor", "fields", "color"):
            assert (await ask(**{wrong: "nonsense"})).status_code == 400
        contract = (await client.get("/api/openapi.json")).json()
        names = {parameter["name"] for parameter in contract["paths"]["/api/v1/quotes"]["get"]["parameters"]}
        assert {"filter[status]", "totalMin", "search", "cursor", "page", "fields"} <= names
