"""What becomes of somebody's articles when they are forgotten."""

import secrets
from uuid import UUID

import pytest

from groundwork.domains.content.personal_data import personal_data
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson
from tests.content.support import change, publish, write
from tests.security.support import fetch

pytestmark = pytest.mark.anyio


async def test_drafts_go_and_what_is_published_stays_by_nobody(person: MakePerson, runtime: Runtime) -> None:
    author, editor = await person(), await person(role="manager")
    draft, public = await write(author), await publish(author)
    scheduled, others = await write(author), await publish(editor)
    when = {"publishAt": "2099-01-01T00:00:00Z"}
    assert (await author.post(f"/content/{scheduled['id']}/publication", when)).status_code == 200
    await change(editor, public, body="edited")
    async with transaction(runtime) as db:
        exported = {part.table: await part.export(db, UUID(author.id)) for part in personal_data}
        for part in personal_data:
            await part.erase(db, UUID(author.id))
    titles = {str(row["id"]) for row in exported["content"]}
    assert titles == {draft["id"], public["id"], scheduled["id"]}
    assert len(exported["content_revisions"]) == 3
    for gone in (draft, scheduled):
        assert (await editor.get(f"/content/{gone['id']}")).status_code == 404
    left = (await editor.get(f"/content/{public['id']}")).json()["data"]
    assert (left["author"], left["status"], left["body"]) == (None, "published", "edited")
    rows = (await editor.get(f"/content/{public['id']}/revisions")).json()["data"]
    assert [row["author"] and row["author"]["id"] for row in rows] == [editor.id, None]
    assert (await editor.get(f"/content/{others['id']}")).json()["data"]["author"]["id"] == editor.id


async def test_words_that_only_the_drafts_had_are_forgotten(person: MakePerson, runtime: Runtime) -> None:
    author, other = await person(), await person()
    alone, shared = ("".join(secrets.choice("bcdfghjklmnp") for _ in range(12)) for _ in range(2))
    await write(author, title=f"{alone} {shared}", body=f"Mending {alone}")
    await publish(other, body=f"By {shared}")
    async with transaction(runtime) as db:
        for part in personal_data:
            await part.erase(db, UUID(author.id))
    kept = await fetch(runtime, "SELECT word FROM search_words WHERE word IN (:a, :b)", a=alone, b=shared)
    assert [row[0] for row in kept] == [shared]
