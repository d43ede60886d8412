"""Publishing at once, at a time, and taking it back."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from groundwork.domains.content import publication
from groundwork.kernel.clock import now
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.content.support import Json, audited, kept, publish, write
from tests.security.support import V1, RunJobs, Travel, fetch

pytestmark = pytest.mark.anyio


async def schedule(author: Person, article: Json, moment: datetime) -> httpx2.Response:
    """Have an article published at a time."""
    return await author.post(f"/content/{article['id']}/publication", {"publishAt": moment.isoformat()})


async def state(runtime: Runtime, article: Json) -> Any:
    """Status and times of an article."""
    statement = "SELECT status, publish_at, published_at FROM content WHERE id = CAST(:id AS uuid)"
    return (await fetch(runtime, statement, id=article["id"]))[0]


async def sweep(runtime: Runtime) -> None:
    """What happens each minute."""
    async with transaction(runtime) as db:
        await publication.publish_due(db)


async def test_a_scheduled_article_is_published_by_its_job(
    person: MakePerson, runtime: Runtime, run_jobs: RunJobs, client: httpx2.AsyncClient
) -> None:
    author = await person()
    article = await write(author)
    await run_jobs()
    moment = now() + timedelta(seconds=2)
    answer = await schedule(author, article, moment)
    scheduled = answer.json()["data"]
    assert (answer.status_code, scheduled["status"], scheduled["publishedAt"]) == (200, "scheduled", None)
    assert datetime.fromisoformat(scheduled["publishAt"]) == moment
    await run_jobs()
    assert (await client.get(f"{V1}/content/{article['id']}")).status_code == 404
    await asyncio.sleep((moment - now()).total_seconds() + 0.1)
    await run_jobs()
    assert tuple(await state(runtime, article)) == ("published", None, moment)
    assert (await client.get(f"{V1}/content/{article['id']}")).status_code == 200
    assert await audited(runtime, article) == ["article.created", "article.scheduled", "article.published"]


async def test_what_the_job_missed_is_published_by_the_minute_and_once(
    person: MakePerson, runtime: Runtime, travel: Travel
) -> None:
    author = await person()
    article = await write(author)
    await schedule(author, article, now() + timedelta(hours=1))
    await sweep(runtime)
    assert (await state(runtime, article)).status == "scheduled"
    travel(timedelta(hours=1, seconds=1))

    async def by_its_job() -> None:
        async with transaction(runtime) as db:
            await publication.publish_scheduled.handler(db, article_id=article["id"])

    await asyncio.gather(*(act for _ in range(5) for act in (sweep(runtime), by_its_job())))
    assert (await state(runtime, article)).status == "published"
    assert (await audited(runtime, article)).count("article.published") == 1


async def test_taking_it_back_voids_the_schedule(person: MakePerson, runtime: Runtime, travel: Travel) -> None:
    author = await person()
    article = await write(author)
    await schedule(author, article, now() + timedelta(hours=1))
    answer = await author.call("DELETE", f"/content/{article['id']}/publication")
    assert (answer.json()["data"]["status"], answer.json()["data"]["publishAt"]) == ("draft", None)
    again = await author.call("DELETE", f"/content/{article['id']}/publication")
    assert (again.status_code, again.json()["error"]["code"]) == (422, "UNPROCESSABLE_ENTITY")
    travel(timedelta(hours=2))
    await sweep(runtime)
    async with transaction(runtime) as db:
        await publication.publish_scheduled.handler(db, article_id=article["id"])
    assert (await state(runtime, article)).status == "draft"


async def test_another_time_counts_instead_of_the_first(person: MakePerson, runtime: Runtime, travel: Travel) -> None:
    author = await person()
    article = await write(author)
    await schedule(author, article, now() + timedelta(hours=1))
    await schedule(author, article, now() + timedelta(hours=3))
    travel(timedelta(hours=2))
    async with transaction(runtime) as db:
        await publication.publish_scheduled.handler(db, article_id=article["id"])
    assert (await state(runtime, article)).status == "scheduled"
    travel(timedelta(hours=2))
    await sweep(runtime)
    assert (await state(runtime, article)).status == "published"


async def test_a_time_that_is_past_means_now(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    article = await write(author)
    before = now()
    answer = await schedule(author, article, datetime(2001, 1, 1, tzinfo=UTC))
    assert answer.json()["data"]["status"] == "published"
    assert before <= (await state(runtime, article)).published_at <= now()


async def test_what_is_published_stays_as_it_is_until_it_is_taken_back(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    article = await publish(author)
    again = await author.post(f"/content/{article['id']}/publication")
    assert (again.status_code, again.json()["data"]) == (200, article)
    before = await kept(runtime)
    late = await schedule(author, article, now() + timedelta(hours=1))
    assert (late.status_code, late.json()["error"]["code"]) == (422, "UNPROCESSABLE_ENTITY")
    naive = await author.post(f"/content/{article['id']}/publication", {"publishAt": "2030-01-01T10:00:00"})
    assert (naive.status_code, naive.json()["error"]["details"][0]["field"]) == (400, "publishAt")
    assert await kept(runtime) == before
    back = await author.call("DELETE", f"/content/{article['id']}/publication")
    assert (back.json()["data"]["status"], back.json()["data"]["publishedAt"]) == ("draft", None)


async def test_a_deleted_article_is_not_published(person: MakePerson, runtime: Runtime) -> None:
    author = await person()
    article = await write(author)
    await schedule(author, article, now() + timedelta(hours=1))
    assert (await author.call("DELETE", f"/content/{article['id']}")).status_code == 200
    async with transaction(runtime) as db:
        await publication.publish_scheduled.handler(db, article_id=article["id"])
    assert await audited(runtime, article) == ["article.created", "article.scheduled", "article.deleted"]
