"""Lists: pages, cursors, sorting, filters, search, dates and field selection."""

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.kernel.external_domain.models import Note

pytestmark = pytest.mark.anyio
SOME_ID = "01a20240-0000-7000-8000-000000000000"
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class Shelf:
    """A shelf of notes, asked for through the API."""

    name: str
    client: httpx2.AsyncClient

    async def ask(self, **query: Any) -> httpx2.Response:
        """A list of this shelf; ``dateFrom`` and others by their names on the wire."""
        parameters = {"filter[shelf]": self.name, **query}
        return await self.client.get("/api/v1/notes", params=parameters)

    async def titles(self, **query: Any) -> list[str]:
        """The titles of a list of this shelf."""
        answer = await self.ask(**query)
        assert answer.status_code == 200, answer.text
        return [row["title"] for row in answer.json()["data"]]

    async def walk(self, *, by: str, **query: Any) -> list[str]:
        """The ids of all pages, one after the other: by ``page`` or by ``cursor``."""
        ids: list[str] = []
        step: dict[str, Any] = {"page": 1} if by == "page" else {"cursor": ""}
        while True:
            answer = await self.ask(**query, **step)
            assert answer.status_code == 200, answer.text
            ids += [row["id"] for row in answer.json()["data"]]
            pagination = answer.json()["pagination"]
            if not pagination["hasNext"]:
                return ids
            step = {"page": pagination["page"] + 1} if by == "page" else {"cursor": pagination["nextCursor"]}


async def fill(runtime: Runtime, name: str, notes: list[Note]) -> None:
    """Put notes on a shelf."""
    for note in notes:
        note.shelf = name
    async with transaction(runtime) as db:
        db.add_all(notes)


@pytest.fixture
async def shelf(workshop: Runtime, api: httpx2.AsyncClient) -> AsyncIterator[Shelf]:
    """Seven notes, one every day at noon; the titles sort against the days."""
    made = Shelf(uuid7().hex, api)
    titles = ["g 100%", "f", "e_e", "d%d", "c\\c", "b", "A"]
    await fill(
        workshop,
        made.name,
        [Note(title=title, pages=day // 2, created_at=START + timedelta(days=day)) for day, title in enumerate(titles)],
    )
    yield made


def problem(answer: httpx2.Response) -> tuple[str, str]:
    """The one thing that is wrong: field and message."""
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["code"] == "VALIDATION_ERROR"
    [detail] = answer.json()["error"]["details"]
    return detail["field"], detail["message"]


async def test_pages(shelf: Shelf) -> None:
    first = (await shelf.ask(limit=3)).json()
    assert [row["title"] for row in first["data"]] == ["A", "b", "c\\c"], "the newest first"
    assert first["pagination"] == {
        "page": 1,
        "limit": 3,
        "total": 7,
        "totalPages": 3,
        "hasNext": True,
        "hasPrev": False,
    }
    last = (await shelf.ask(limit=3, page=3)).json()
    assert [row["title"] for row in last["data"]] == ["g 100%"]
    assert last["pagination"] | {"hasNext": False, "hasPrev": True} == last["pagination"]


async def test_a_page_past_the_end_is_empty(shelf: Shelf) -> None:
    content = (await shelf.ask(page=1_000_000, limit=100)).json()
    assert content["success"]
    assert content["data"] == []
    assert content["pagination"] | {"total": 7, "totalPages": 1, "hasNext": False} == content["pagination"]


async def test_an_empty_list_has_no_pages(api: httpx2.AsyncClient) -> None:
    content = (await Shelf("nothing here", api).ask()).json()
    assert content["pagination"] == {
        "page": 1,
        "limit": 20,
        "total": 0,
        "totalPages": 0,
        "hasNext": False,
        "hasPrev": False,
    }
    assert (await Shelf("nothing here", api).ask(cursor="")).json()["pagination"] == {
        "limit": 20,
        "nextCursor": None,
        "hasNext": False,
    }


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "1000001"),
        ("page", "two"),
        ("page", "1.5"),
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "9" * 30),
        ("order", "up"),
        ("sort", "secret"),
        ("sort", "title; DROP TABLE notes"),
        ("search", "x" * 201),
        ("dateFrom", "yesterday"),
        ("dateFrom", "0.5"),
        ("dateFrom", "1767225600"),
        ("dateTo", "2026-02-30"),
        ("dateTo", "2026-W07-1"),
        ("cursor", "x" * 501),
    ],
)
async def test_what_makes_no_sense_is_told_with_its_name(shelf: Shelf, parameter: str, value: str) -> None:
    field, message = _first_problem(await shelf.ask(**{parameter: value}))
    assert field.startswith(parameter)
    assert message


@pytest.mark.parametrize("name", ["colour", "filter[secret]", "filter", "Page", "sort[]", "dateFrom[]", "<script>"])
async def test_parameters_that_the_list_does_not_have_are_refused(shelf: Shelf, name: str) -> None:
    assert problem(await shelf.ask(**{name: "1"})) == (name, "Unknown query parameter")


@pytest.mark.parametrize("name", ["page", "search", "sort", "dateFrom", "fields", "cursor"])
async def test_a_parameter_of_one_value_is_given_once(shelf: Shelf, name: str) -> None:
    """Which of two would count is nothing that a client should have to guess."""
    assert problem(await shelf.ask(**{name: ["1", "2"]})) == (name, "Must be given once")


async def test_operations_without_parameters_refuse_all(api: httpx2.AsyncClient) -> None:
    assert problem(await api.get("/api/v1/notes/trouble/none?page=1")) == ("page", "Unknown query parameter")


async def test_sorting(shelf: Shelf) -> None:
    assert await shelf.titles(sort="title", order="asc", fields="title") == sorted(await shelf.titles())
    up = await shelf.titles(sort="createdAt", order="asc")
    assert up == list(reversed(await shelf.titles(sort="createdAt", order="desc")))
    pages = (await shelf.ask(sort="pages", order="asc")).json()["data"]
    assert [row["pages"] for row in pages] == [0, 0, 1, 1, 2, 2, 3]


async def test_any_of_several_filters(shelf: Shelf, workshop: Runtime, api: httpx2.AsyncClient) -> None:
    other = Shelf(uuid7().hex, api)
    await fill(workshop, other.name, [Note(title="other")])
    both = await api.get("/api/v1/notes", params=[("filter[shelf]", shelf.name), ("filter[shelf]", other.name)])
    assert both.json()["pagination"]["total"] == 8
    neither = await api.get("/api/v1/notes", params={"filter[shelf]": "' OR 1=1 --"})
    assert neither.json()["pagination"]["total"] == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a", ["A"]),
        ("100%", ["g 100%"]),
        ("%", ["d%d", "g 100%"]),
        ("_", ["e_e"]),
        ("\\", ["c\\c"]),
        ("e%e", []),
        ("  b ", ["b"]),
        ("", None),
        ("   ", None),
        ("'; DROP TABLE notes --", []),
        ("\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), []),
    ],
)
async def test_search_takes_every_character_at_its_word(shelf: Shelf, text: str, found: list[str] | None) -> None:
    assert await shelf.titles(search=text) == (await shelf.titles() if found is None else found)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ({"dateFrom": "2026-03-06"}, [6, 5]),
        ({"dateTo": "2026-03-02"}, [1, 0]),
        ({"dateFrom": "2026-03-03", "dateTo": "2026-03-03"}, [2]),
        ({"dateFrom": "2026-03-03T12:00:00Z", "dateTo": "2026-03-04T12:00:00Z"}, [3, 2]),
        ({"dateFrom": "2026-03-03T12:00:00.001Z", "dateTo": "2026-03-04T11:59:59Z"}, []),
        ({"dateFrom": "2026-03-07T14:00:00+02:00"}, [6]),
        ({"dateFrom": "2026-03-07T12:00:00"}, [6]),
        ({"dateFrom": "2026-03-07", "dateTo": "2026-03-01"}, []),
        ({"dateFrom": "0001-01-01", "dateTo": "9999-12-31"}, [6, 5, 4, 3, 2, 1, 0]),
        ({"dateFrom": "0001-01-01T00:00:00+14:00", "dateTo": "9999-12-31T23:59:59-12:00"}, [6, 5, 4, 3, 2, 1, 0]),
    ],
)
async def test_dates_are_inclusive_and_a_bare_date_is_the_whole_day(
    shelf: Shelf, dates: dict[str, str], days: list[int]
) -> None:
    rows = (await shelf.ask(**dates)).json()["data"]
    assert [row["createdAt"] for row in rows] == [
        (START + timedelta(days=day)).isoformat().replace("+00:00", "Z") for day in days
    ]


async def test_fields(shelf: Shelf) -> None:
    rows = (await shelf.ask(fields=" title ,id,title", limit=1)).json()["data"]
    assert list(rows[0]) == ["id", "title"], "in the order of the list, each once"
    by_cursor = (await shelf.ask(fields="title", limit=1, cursor="")).json()["data"]
    assert by_cursor == [{"title": "A"}]
    whole = (await shelf.ask(fields="", limit=1)).json()["data"][0]
    assert list(whole) == ["id", "title", "shelf", "pages", "createdAt"]
    assert problem(await shelf.ask(fields="title,secret")) == ("fields", "Unknown field 'secret'")
    assert problem(await shelf.ask(fields="title,")) == ("fields", "Unknown field ''")


_TITLES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(_TITLES, st.integers(-(2**31), 2**31 - 1) | st.integers(0, 2), st.integers(0, 3)),
        max_size=25,
        unique_by=lambda row: row[0],
    ),
    query=st.fixed_dictionaries(
        {
            "sort": st.sampled_from(["createdAt", "title", "pages"]),
            "order": st.sampled_from(["asc", "desc"]),
            "limit": st.sampled_from([1, 2, 7, 100]),
        }
    ),
)
async def test_a_walk_by_cursor_sees_what_a_walk_by_page_sees(
    workshop: Runtime, api: httpx2.AsyncClient, rows: list[tuple[str, int, int]], query: dict[str, Any]
) -> None:
    """Whatever the rows: equal sort keys, odd titles, the same instant."""
    shelf = Shelf(uuid7().hex, api)
    await fill(
        workshop,
        shelf.name,
        [
            Note(title=title, pages=pages, created_at=START + timedelta(microseconds=number))
            for title, pages, number in rows
        ],
    )
    by_page = await shelf.walk(by="page", **query)
    assert await shelf.walk(by="cursor", **query) == by_page
    assert len(set(by_page)) == len(rows)


async def test_a_cursor_holds_its_place_while_rows_come(shelf: Shelf, workshop: Runtime) -> None:
    first = (await shelf.ask(limit=3, cursor="")).json()
    await fill(workshop, shelf.name, [Note(title="new", created_at=START + timedelta(days=99))])
    second = (await shelf.ask(limit=3, cursor=first["pagination"]["nextCursor"])).json()
    assert [row["title"] for row in first["data"] + second["data"]] == ["A", "b", "c\\c", "d%d", "e_e", "f"]


def cursor(*place: object) -> str:
    """A cursor that somebody made."""
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


@pytest.mark.parametrize(
    "forged",
    [
        "!",
        "AAAA",
        "é",
        "====",
        cursor(),
        cursor("createdAt"),
        cursor("createdAt", True, "2026-03-01", 5),
        cursor("createdAt", True, "2026-03-01", None),
        cursor("createdAt", True, "2026-03-01", []),
        cursor("createdAt", True, "2026-03-01", "not an id"),
        cursor("createdAt", True, "yesterday", SOME_ID),
        cursor("createdAt", True, 5, SOME_ID),
        cursor("createdAt", False, "2026-03-01", SOME_ID),
        cursor("title", True, "a", SOME_ID),
        cursor(["createdAt"], True, {}, {}),
        cursor("createdAt", True, "2026-03-01", SOME_ID, "more"),
        base64.urlsafe_b64encode(b'{"a": 1, "b": 2, "c": 3, "d": 4}').decode(),
        base64.urlsafe_b64encode(b"[" * 300).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
async def test_f23_a_cursor_that_was_tampered_with_is_refused(shelf: Shelf, forged: str) -> None:
    assert problem(await shelf.ask(cursor=forged)) == ("cursor", "Not a cursor of this list")


@pytest.mark.parametrize(
    ("sort", "value"),
    [
        ("title", "a\0b"),
        ("pages", "many"),
        ("pages", "9" * 400),
        ("pages", "1.5"),
        ("createdAt", "0001-01-01T00:00+23:59"),
    ],
)
async def test_f23_a_place_that_cannot_be_is_at_worst_the_clients_fault(shelf: Shelf, sort: str, value: str) -> None:
    answer = await shelf.ask(sort=sort, cursor=cursor(sort, True, value, SOME_ID))
    assert answer.status_code in {200, 400}


def _first_problem(answer: httpx2.Response) -> tuple[str, str]:
    assert answer.status_code == 400, answer.text
    detail = answer.json()["error"]["details"][0]
    return detail["field"], detail["message"]
