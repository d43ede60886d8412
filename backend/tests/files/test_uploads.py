"""POST /files: what comes in as a form."""

import httpx2
import pytest

from tests.conftest import MakePerson, Person

pytestmark = pytest.mark.anyio


async def upload(who: Person, content: bytes, name: str = "notes.txt", **fields: str) -> httpx2.Response:
    """Send a file."""
    return await who.call("POST", "/files", files={"file": (name, content)}, data=fields)


async def test_a_file_comes_in(person: MakePerson) -> None:
    ada = await person()
    answer = await upload(ada, b"Notes", public="true")
    assert answer.status_code == 201, answer.text
    content = await ada.client.get(answer.json()["data"]["url"])
    assert content.content == b"Notes"
