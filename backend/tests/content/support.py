"""What the tests of articles share."""

from typing import Any

from groundwork.kernel.runtime import Runtime
from tests.conftest import Person
from tests.security.support import fetch

Json = dict[str, Any]


async def write(author: Person, **form: Any) -> Json:
    """A new draft."""
    answer = await author.post("/content", {"title": "How we dye our wool", **form})
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def publish(author: Person, **form: Any) -> Json:
    """A new article that is published."""
    article = await write(author, **form)
    answer = await author.post(f"/content/{article['id']}/publication", {})
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


async def change(author: Person, article: Json, **changes: Any) -> Json:
    """The article with changes."""
    answer = await author.call("PATCH", f"/content/{article['id']}", json=changes)
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


async def audited(runtime: Runtime, article: Json) -> list[str]:
    """What the audit trail says was done with an article, oldest first."""
    rows = await fetch(
        runtime,
        "SELECT action FROM audit_logs WHERE resource_type = 'article' AND resource_id = :a ORDER BY id",
        a=article["id"],
    )
    return [row[0] for row in rows]


async def kept(runtime: Runtime) -> dict[str, list[Any]]:
    """Everything that is kept of articles."""
    tables = {"content": "id", "content_slugs": "slug", "content_revisions": "id"}
    return {
        table: await fetch(runtime, f"SELECT to_jsonb(t) FROM {table} t ORDER BY {key}")
        for table, key in tables.items()
    }
