"""Uploading, and what comes of it."""

from typing import Any

import httpx2

from tests.conftest import Person

Json = dict[str, Any]


async def upload(who: Person, content: bytes, name: str = "notes.txt", **fields: str) -> httpx2.Response:
    """Send a file as a form."""
    return await who.call("POST", "/files", files={"file": (name, content)}, data=fields)


async def uploaded(who: Person, content: bytes, name: str = "notes.txt", **fields: str) -> Json:
    """The file that came of it."""
    answer = await upload(who, content, name, **fields)
    assert answer.status_code == 201, answer.text
    return dict(answer.json()["data"])


async def content_of(who: Person, file: Json, headers: dict[str, str] | None = None, **query: Any) -> httpx2.Response:
    """What is in a file."""
    return await who.get(f"/files/{file['id']}/content", headers=headers or {}, params=query)


async def file_of(who: Person, file_id: str) -> Json:
    """A file."""
    answer = await who.get(f"/files/{file_id}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])
