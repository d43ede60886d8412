"""Making, listing and revoking keys."""


import pytest
from starlette.types import ASGIApp

from tests.api_keys.support import ask, make_key
from tests.conftest import MakePerson

pytestmark = pytest.mark.anyio


async def test_a_key_is_made_and_used(app: ASGIApp, person: MakePerson) -> None:
    someone = await person()
    made = await make_key(someone, name="  Nightly import ")
    assert made["name"] == "Nightly import"
    assert made["key"].startswith(f"gw_{made['prefix']}_")
    assert len(made["key"]) == 55
    answer = await ask(app, made["key"])
    assert answer.status_code == 200
    assert answer.json()["data"] == (await someone.get("/auth/me")).json()["data"]
