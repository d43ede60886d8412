"""Covers: pictures from one's files, shown to whoever reads the article."""

import secrets
from io import BytesIO

import httpx2
import pytest
from PIL import Image

from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.content.support import Json, change, kept, publish, write
from tests.security.support import V1

pytestmark = pytest.mark.anyio


async def upload(owner: Person, content: bytes | None = None) -> Json:
    """A file of somebody's: a picture, 40 by 30, unless something else is given."""
    if content is None:
        written = BytesIO()
        Image.new("RGB", (40, 30), "teal").save(written, "PNG")
        content = written.getvalue()
    answer = await owner.call("POST", "/files", files={"file": ("wool.png", content)})
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def test_a_cover_becomes_public_and_cannot_be_deleted(person: MakePerson, client: httpx2.AsyncClient) -> None:
    author = await person()
    picture = await upload(author)
    assert (await client.get(picture["url"])).status_code in {401, 404}
    title = f"Covered {secrets.token_hex(4)}"
    article = await publish(author, title=title, coverId=picture["id"])
    cover = {"fileId": picture["id"], "alt": None, "width": 40, "height": 30}
    assert (article["coverId"], article["cover"]) == (picture["id"], cover)
    read = await client.get(f"{V1}/content/{article['id']}")
    assert read.json()["data"]["cover"] == cover
    listed = await client.get(f"{V1}/content", params={"search": title})
    assert [item["cover"] for item in listed.json()["data"]] == [cover]
    found = await client.get(f"{V1}/search", params={"q": title, "types": "content"})
    assert [hit["picture"] for hit in found.json()["data"]] == [cover]
    assert (await client.get(picture["url"])).status_code == 200
    refused = await author.call("DELETE", f"/files/{picture['id']}")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "CONFLICT")
    assert (await change(author, article, coverId=None))["cover"] is None
    assert (await author.call("DELETE", f"/files/{picture['id']}")).status_code == 200


async def test_only_ones_own_pictures_can_be_covers(person: MakePerson, runtime: Runtime) -> None:
    author, other = await person(), await person()
    article = await write(author)
    wrong = [
        (await upload(other))["id"],
        (await upload(author, b"only text"))["id"],
        "0197f2a4-c1d2-7e4b-8000-000000000000",
    ]
    before = await kept(runtime)
    for picture in wrong:
        for answer in (
            await author.post("/content", {"title": "Wool", "coverId": picture}),
            await author.call("PATCH", f"/content/{article['id']}", json={"coverId": picture}),
        ):
            assert (answer.status_code, answer.json()["error"]["details"][0]["field"]) == (400, "coverId")
    assert await kept(runtime) == before


async def test_an_editor_keeps_the_cover_of_somebody_else(person: MakePerson) -> None:
    author, editor = await person(), await person(role="manager")
    article = await write(author, coverId=(await upload(author))["id"])
    changed = await change(editor, article, title="Edited", coverId=article["coverId"])
    assert changed["cover"] == article["cover"]
