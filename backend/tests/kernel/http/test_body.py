"""f21, f22: bodies over the limit and malformed JSON of every kind get a clear 4xx, never a 5xx."""

import json
import time
from collections.abc import AsyncIterator, Callable

import httpx2
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from tests.conftest import client_of

pytestmark = pytest.mark.anyio
ECHO = "/api/v1/notes/echo"
JSON = {"Content-Type": "application/json"}
NUL = "\\u0000"

MALFORMED = {
    "not JSON": b"{",
    "text": b"title=a",
    "trailing comma": b'{"title": "a",}',
    "single quotes": b"{'title': 'a'}",
    "a comment": b'{"title": "a"} // no',
    "two documents": b'{"title": "a"}{"title": "b"}',
    "a lone surrogate": b'{"title": "\\ud800"}',
    "a lone surrogate, encoded": b'{"title": "\xed\xa0\x80"}',
    "a raw NUL": b'{"title": "a\x00"}',
    "invalid UTF-8": b'{"title": "\xff\xfe"}',
    "overlong UTF-8": b'{"title": "\xc0\xaf"}',
    "UTF-16": '{"title": "a"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"title": "a"}',
    "NaN": b'{"title": "a", "pageCount": NaN}',
    "Infinity": b'{"title": "a", "pageCount": -Infinity}',
    "a leading zero": b'{"title": "a", "pageCount": 01}',
    "depth 100,000, open": b"[" * 100_000,
    "depth 100,000, closed": b"[" * 100_000 + b"]" * 100_000,
    "depth 100,000, objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
}
INVALID = {
    "a huge integer": b'{"title": "a", "pageCount": ' + b"9" * 10_000 + b"}",
    "a huge exponent": b'{"title": "a", "pageCount": 1e999}',
    "an integer beyond 64 bits": b'{"title": "a", "pageCount": 18446744073709551616}',
    "NUL in a value": f'{{"title": "a{NUL}"}}'.encode(),
    "NUL in a key": f'{{"title": "a", "tags": {{"x{NUL}": true}}}}'.encode(),
    "NUL in the name of a field": f'{{"title{NUL}": "a"}}'.encode(),
    "NUL in a list in the wrapped form": f'{{"data": {{"title": ["{NUL}"]}}}}'.encode(),
    "a hundred thousand keys": orjson.dumps({f"key{number}": 1 for number in range(100_000)}),
    "the same, in a field": orjson.dumps({"title": "a", "tags": {f"key{number}": 1.5 for number in range(100_000)}}),
    "a very long key": orjson.dumps({"k" * 1_000_000: 1}),
    "NUL at depth 1,000": b"[" * 1000 + f'"{NUL}"'.encode() + b"]" * 1000,
    "NUL at depth 1,000 in a field": b'{"title":' + b"[" * 1000 + f'"{NUL}"'.encode() + b"]" * 1000 + b"}",
    "depth 1,000": b"[" * 1000 + b"]" * 1000,
}


async def post(api: httpx2.AsyncClient, body: bytes, **headers: str) -> httpx2.Response:
    """Send a body as JSON."""
    return await api.post(ECHO, content=body, headers={**JSON, **headers})


@pytest.mark.parametrize("kind", MALFORMED)
async def test_f22_what_does_not_parse_is_a_bad_request(api: httpx2.AsyncClient, kind: str) -> None:
    answer = await post(api, MALFORMED[kind])
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["code"] == "BAD_REQUEST"
    assert answer.json()["error"]["message"].startswith("The body is not valid JSON")
    assert len(answer.content) < 1000


@pytest.mark.parametrize("kind", INVALID)
async def test_f22_what_parses_and_makes_no_note_is_a_validation_error(api: httpx2.AsyncClient, kind: str) -> None:
    started = time.monotonic()
    answer = await post(api, INVALID[kind])
    assert answer.status_code == 400, answer.text[:500]
    assert answer.json()["error"]["code"] in {"VALIDATION_ERROR", "BAD_REQUEST"}
    assert answer.json()["error"]["details"] or answer.json()["error"]["code"] == "BAD_REQUEST"
    assert time.monotonic() - started < 10
    assert len(answer.content) < 100_000, "what is wrong is told in bounded space"


async def test_a_nul_that_is_only_spelled_is_fine(api: httpx2.AsyncClient) -> None:
    answer = await post(api, b'{"title": "a\\\\u0000"}')
    assert answer.json()["data"]["title"] == "a\\u0000"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["title", "tags"]), inner),
        ).map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")),
    )
)
async def test_f22_any_body_at_all_is_at_worst_the_clients_fault(api: httpx2.AsyncClient, body: bytes) -> None:
    assert (await post(api, body)).status_code in {200, 400}


@pytest.mark.parametrize(
    "media_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        "APPLICATION/JSON;charset=UTF-8",
        "application/merge-patch+json",
        "application/vnd.acme.v1+json",
    ],
)
async def test_json_is_read_by_any_of_its_names(api: httpx2.AsyncClient, media_type: str) -> None:
    answer = await api.post(ECHO, content=b'{"title": "a"}', headers={"Content-Type": media_type})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "media_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", "json", ""],
)
async def test_what_is_not_declared_as_json_is_not_read(api: httpx2.AsyncClient, media_type: str) -> None:
    """CVE-2021-32677: a form of another site can send text/plain without being asked."""
    answer = await api.post(ECHO, content=b'{"title": "a"}', headers={"Content-Type": media_type})
    assert answer.status_code == 415
    assert answer.json()["error"]["code"] == "UNSUPPORTED_MEDIA_TYPE"


class TestLimit:
    """Of 2,048 bytes."""

    @pytest.fixture
    async def small(self, app_with: Callable[..., ASGIApp]) -> AsyncIterator[httpx2.AsyncClient]:
        """An application with that limit."""
        async with client_of(app_with(max_body_size=2048)) as calling:
            yield calling

    @staticmethod
    def body(size: int) -> bytes:
        """A JSON body of exactly this size."""
        return b'{"title": "a"' + b" " * (size - 14) + b"}"

    async def test_f21_exactly_the_limit_is_fine(self, small: httpx2.AsyncClient) -> None:
        assert (await post(small, self.body(2048))).status_code == 200

    async def test_f21_one_byte_more_is_refused(self, small: httpx2.AsyncClient) -> None:
        answer = await post(small, self.body(2049))
        assert answer.status_code == 413
        assert answer.json()["error"]["code"] == "PAYLOAD_TOO_LARGE"
        assert answer.headers["connection"] == "close"

    async def test_f21_a_declared_length_is_refused_without_reading(self, app_with: Callable[..., ASGIApp]) -> None:
        async def never() -> dict[str, object]:
            raise AssertionError("nothing should be read")

        status, _ = await exchange(app_with(max_body_size=2048), never, {"content-length": "999999999999"})
        assert status == 413

    async def test_f21_a_body_in_chunks_is_counted_and_not_kept(self, app_with: Callable[..., ASGIApp]) -> None:
        taken = 0

        async def endless() -> dict[str, object]:
            nonlocal taken
            taken += 1
            return {"type": "http.request", "body": b" " * 1000, "more_body": True}

        status, _ = await exchange(app_with(max_body_size=2048), endless, {"transfer-encoding": "chunked"})
        assert (status, taken) == (413, 3)

    async def test_f21_a_length_that_lies_is_found_out(self, app_with: Callable[..., ASGIApp]) -> None:
        async def more() -> dict[str, object]:
            return {"type": "http.request", "body": b" " * 4096, "more_body": False}

        status, _ = await exchange(app_with(max_body_size=2048), more, {"content-length": "10"})
        assert status == 413

    @pytest.mark.parametrize("length", ["ten", "", "-5", "1e3", "9" * 5000])
    async def test_a_length_that_is_no_number_is_the_clients_fault(
        self, app_with: Callable[..., ASGIApp], length: str
    ) -> None:
        async def nothing() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        status, _ = await exchange(app_with(max_body_size=2048), nothing, {"content-length": length})
        assert status in {400, 413}

    async def test_a_client_that_leaves_is_no_error_of_ours(self, app_with: Callable[..., ASGIApp]) -> None:
        async def gone() -> dict[str, object]:
            return {"type": "http.disconnect"}

        status, _ = await exchange(app_with(max_body_size=2048), gone, {})
        assert status == 400


async def exchange(app: ASGIApp, receive, headers: dict[str, str]) -> tuple[int, bytes]:
    """A request that a client would not let one make: status and body of the answer."""
    sent: list[dict[str, object]] = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": ECHO,
        "raw_path": ECHO.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [
            (name.encode(), value.encode()) for name, value in {**headers, "content-type": JSON["Content-Type"]}.items()
        ],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 3000),
    }

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await app(scope, receive, send)  # type: ignore[arg-type]
    return int(sent[0]["status"]), b"".join(message.get("body", b"") for message in sent[1:])  # type: ignore[call-overload]
