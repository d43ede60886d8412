"""/users/{id}/profile"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from groundwork.domains.accounts.schemas import ProfileUpdate
from groundwork.kernel.runtime import Runtime
from tests.audit.support import trail
from tests.conftest import MakePerson
from tests.security.support import code_of, fetch, fields_of

pytestmark = pytest.mark.anyio

EMPTY = {
    "bio": None,
    "phone": None,
    "dateOfBirth": None,
    "timezone": None,
    "language": "en",
    "notificationPreferences": {},
}
FULL = {
    "bio": "Analyst.\nWrites the first program. 🧮",
    "phone": "+44 (0)20 7946-0958",
    "dateOfBirth": "1915-12-10",
    "timezone": "Europe/London",
    "language": "de",
    "notificationPreferences": {"email.orders": True, "email.news": False},
}


async def test_a_new_profile_is_empty(person: MakePerson) -> None:
    """With exactly these keys."""
    someone = await person()
    data = (await someone.get(f"/users/{someone.id}/profile")).json()["data"]
    assert data == {**EMPTY, "updatedAt": data["updatedAt"]}


async def test_a_profile_is_filled_and_emptied(person: MakePerson, runtime: Runtime) -> None:
    """What is not sent stays; null empties; all of it is audited."""
    someone = await person()
    path = f"/users/{someone.id}/profile"
    filled = await someone.call("PATCH", path, json=FULL)
    assert filled.status_code == 200
    assert FULL.items() <= filled.json()["data"].items()
    for name in ("bio", "phone", "dateOfBirth", "timezone"):
        emptied = await someone.call("PATCH", path, json={name: None})
        assert emptied.json()["data"][name] is None
    left = (await someone.get(path)).json()["data"]
    assert (left["language"], left["notificationPreferences"]) == ("de", FULL["notificationPreferences"])
    audited = await trail(runtime, action="profile.updated", resource=someone.id)
    assert [sorted(entry["changes"]) for entry in audited] == [
        ["bio", "dateOfBirth", "language", "notificationPreferences", "phone", "timezone"],
        ["bio"],
        ["phone"],
        ["dateOfBirth"],
        ["timezone"],
    ]
    assert audited[3]["changes"]["dateOfBirth"] == {"from": "1915-12-10", "to": None}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"bio": "x" * 2001}, "bio"),
        ({"bio": "a\0b"}, "bio"),
        ({"phone": "call me"}, "phone"),
        ({"phone": "+1"}, "phone"),
        ({"phone": "1" * 20}, "phone"),
        ({"dateOfBirth": "1899-12-31"}, "dateOfBirth"),
        ({"dateOfBirth": (datetime.now(UTC).date() + timedelta(days=2)).isoformat()}, "dateOfBirth"),
        ({"dateOfBirth": "31.12.1999"}, "dateOfBirth"),
        ({"dateOfBirth": "2001-02-29"}, "dateOfBirth"),
        ({"dateOfBirth": 0}, "dateOfBirth"),
        ({"dateOfBirth": "0"}, "dateOfBirth"),
        ({"dateOfBirth": "2000-01-01T00:00:00Z"}, "dateOfBirth"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"timezone": ""}, "timezone"),
        ({"language": "tlh"}, "language"),
        ({"language": None}, "language"),
        ({"notificationPreferences": None}, "notificationPreferences"),
        ({"notificationPreferences": []}, "notificationPreferences"),
        ({"notificationPreferences": {"email": "yes"}}, "notificationPreferences.email"),
        ({"notificationPreferences": {"email": 1}}, "notificationPreferences.email"),
        ({"notificationPreferences": {"e mail": True}}, "notificationPreferences.e mail.[key]"),
        ({"notificationPreferences": {f"k{'x' * number}": True for number in range(60)}}, "notificationPreferences"),
        ({"userId": "1"}, "userId"),
        ({"avatar": "x"}, "avatar"),
    ],
)
async def test_invalid_profiles_are_refused(person: MakePerson, change: dict[str, Any], field: str) -> None:
    """Naming the field; nothing of it is kept."""
    someone = await person()
    path = f"/users/{someone.id}/profile"
    answer = await someone.call("PATCH", path, json={"bio": "Kept?", **change})
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert any(name == field or name.startswith(f"{field}.") for name in fields_of(answer)), answer.text
    data = (await someone.get(path)).json()["data"]
    assert data == {**EMPTY, "updatedAt": data["updatedAt"]}


async def test_a_profile_that_is_missing_is_not_found(person: MakePerson, runtime: Runtime) -> None:
    """404, not a fault."""
    someone = await person()
    await fetch(runtime, "DELETE FROM user_profiles WHERE user_id = :id", id=someone.id)
    assert code_of(await someone.get(f"/users/{someone.id}/profile")) == (404, "NOT_FOUND")
    answer = await someone.call("PATCH", f"/users/{someone.id}/profile", json={"bio": "x"})
    assert code_of(answer) == (404, "NOT_FOUND")


@examples(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=1998),
)
def test_any_past_date_and_any_text_are_fine(born: date, bio: str) -> None:
    """As JSON has them."""
    changes = ProfileUpdate.model_validate({"dateOfBirth": born.isoformat(), "bio": f"-{bio}-"}).changes()
    assert changes == {"date_of_birth": born, "bio": f"-{bio}-"}
