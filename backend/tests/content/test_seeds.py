"""The articles of the demonstration shop: planted once, by its people, with covers and links that lead somewhere."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from groundwork.domains import accounts, auth, content, teams
from groundwork.domains.catalog.demo import goods
from groundwork.domains.content.demo.writings import writings
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import make_settings
from tests.security.support import fetch

pytestmark = pytest.mark.anyio

_EVERYTHING = (
    "SELECT (SELECT jsonb_agg(to_jsonb(c) - 'search' ORDER BY c.id) FROM content c),"
    " (SELECT jsonb_agg(r ORDER BY r.id) FROM content_revisions r), (SELECT jsonb_agg(f ORDER BY f.id) FROM files f)"
)


@pytest.fixture
async def fresh(empty_database: str, home: Path) -> AsyncIterator[Runtime]:
    """The application on an empty database."""
    async with open_runtime(make_settings(empty_database, home)).running() as running:
        yield running


async def _plant(runtime: Runtime) -> None:
    for domain in (accounts, auth, teams, content):
        for seed in domain.domain.seeds:
            async with transaction(runtime) as db:
                await seed.plant(db)


async def test_thirty_articles_are_planted_once_with_their_covers_and_their_past(fresh: Runtime) -> None:
    """Without the people there is nobody to have written them."""
    async with transaction(fresh) as db:
        await content.domain.seeds[0].plant(db)
    assert await fetch(fresh, "SELECT 1 FROM content") == []
    await _plant(fresh)
    first = await fetch(fresh, _EVERYTHING)
    await _plant(fresh)
    assert await fetch(fresh, _EVERYTHING) == first
    articles, revisions, files = first[0]
    assert Counter(article["status"] for article in articles) == {"published": 24, "scheduled": 2, "draft": 4}
    assert Counter(article["language"] for article in articles) == {"en": 24, "de": 6}
    assert sum(article["team_id"] is not None for article in articles) == 3
    assert len({article["author_id"] for article in articles}) >= 8
    assert len(revisions) == 60
    shown = {article["cover_id"] for article in articles}
    assert len(shown) == 30
    assert shown <= {file["id"] for file in files if file["public"] and file["width"] == 1600}
    past = await fetch(
        fresh,
        "SELECT count(*) FROM content WHERE published_at > now() OR created_at > coalesce(published_at, now())"
        " OR publish_at < now()",
    )
    assert past[0][0] == 0


def test_articles_are_long_enough_and_their_links_lead_somewhere() -> None:
    all_of_them = writings()
    places = {f"/products/{product.slug}" for product in goods.products()}
    shown = (writing for writing in all_of_them if writing.team is None and writing.status == "published")
    places |= {f"/articles/{writing.slug}" for writing in shown}
    for writing in all_of_them:
        assert 350 <= len(writing.body.split()) <= 900, writing.slug
        assert len(writing.first_draft) < len(writing.body), writing.slug
        assert writing.excerpt
        assert set(re.findall(r"\]\((/[^)]+)\)", writing.body)) <= places, writing.slug
        assert "\n## " in writing.body
    assert len({tag for writing in all_of_them for tag in writing.tags}) == 12
