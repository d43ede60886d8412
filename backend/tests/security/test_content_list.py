"""Hostile values in the list of articles."""

import time

import pytest

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson
from tests.content.support import kept, publish
from tests.security.answers import check_answer
from tests.security.test_sql import SQL

pytestmark = pytest.mark.anyio

PARAMETERS = (
    *("page", "limit", "sort", "order", "search", "fields", "cursor", "dateFrom", "dateTo"),
    *("filter[status]", "filter[tag]", "filter[teamId]", "filter[authorId]"),
)


async def test_s52_sql_in_the_list_of_articles_is_only_text(person: MakePerson, runtime: Runtime) -> None:
    """In every parameter, as guest, user and administrator: no 5xx, no delay, nothing changed or told. [ASVS 1.2.4]"""
    author, admin = await person(), await person(role="admin")
    await publish(author, tags=["wool"])
    before = await kept(runtime)
    for name in PARAMETERS:
        for probe in SQL:
            for asker in (author, admin):
                started = time.perf_counter()
                answer = await asker.get(
                    "/content", params={name: probe, "limit": "1"} if name != "limit" else {name: probe}
                )
                check_answer(answer, time.perf_counter() - started, f"{name}={probe}")
                if name in {"sort", "order", "fields", "filter[status]", "filter[teamId]", "filter[authorId]"}:
                    assert answer.status_code == 400, (name, probe)
                elif name == "filter[tag]" and answer.is_success:
                    assert answer.json()["data"] == [], (name, probe)
    assert await kept(runtime) == before
