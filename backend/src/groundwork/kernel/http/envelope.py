"""The envelope of chapter 6.4 around every answer."""

from collections.abc import Mapping
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from groundwork import __version__
from groundwork.kernel.clock import now, rfc3339
from groundwork.kernel.http.request_state import RequestState

T = TypeVar("T")


class Output(BaseModel):
    """The base of everything that leaves: camelCase on the wire, only declared fields, read from rows."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class Meta(Output):
    """About the answer itself."""

    request_id: str = Field(examples=["req_0197f2a4c1d27e4b"])
    timestamp: str = Field(examples=["2026-01-15T10:30:00.000Z"])
    version: str = Field(examples=["0.1.0"])


class Success(Output, Generic[T]):
    """A successful answer."""

    success: bool = Field(default=True, examples=[True])
    data: T
    message: str | None = None
    meta: Meta


class Done(Output):
    """A successful answer that has nothing to say but that it is done."""

    success: bool = Field(default=True, examples=[True])
    message: str
    meta: Meta


class ErrorDetail(Output):
    """What is wrong with one field."""

    field: str
    message: str


class ErrorBody(Output):
    """What went wrong."""

    code: str = Field(examples=["VALIDATION_ERROR"])
    message: str
    details: list[ErrorDetail] = []


class Failure(Output):
    """An answer that tells an error (chapter 16.1)."""

    success: bool = Field(default=False, examples=[False])
    error: ErrorBody
    meta: Meta
    retry_after: int | None = None


class Envelope(Response):
    """A response that wraps ``data`` when it is sent, since only then the request id is known.

    ``data`` is a model, or plain values from a hot read. ``etag`` adds the header and answers 304 when the client has
    that version already. ``extra`` goes beside ``data``.
    """

    media_type = "application/json"

    def __init__(
        self,
        data: Any = None,
        *,
        message: str | None = None,
        status: int = 200,
        etag: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        self.data = data
        self.message = message
        self.status_code = status
        self.background = None
        self.extra = extra
        self.etag = etag
        self.raw_headers = [(b"content-type", b"application/json")]
        if etag is not None:
            self.raw_headers.append((b"etag", etag.encode()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  (ASGI's interface)
        """Send it."""
        headers = self.raw_headers.copy()  # the edge adds to them, and an answer may be sent again
        if self.etag is not None and _has_version(scope, self.etag):
            await send({"type": "http.response.start", "status": 304, "headers": headers[1:]})
            await send({"type": "http.response.body", "body": b""})
            return
        body = self.envelop(scope)
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def envelop(self, scope: Scope) -> bytes:
        """The body as JSON."""
        return to_json({**self.content(), "meta": meta(scope)})

    def prepared(self) -> "Prepared":
        """The answer as it can be sent more than once; its entity tag is made of it when it has none."""
        beginning = to_json(self.content())[:-1] + b',"meta":'
        return Prepared(beginning, self.etag or etag_of(beginning))

    def content(self) -> dict[str, Any]:
        """The body without ``meta``."""
        content: dict[str, Any] = {"success": True}
        if self.data is not None or self.message is None:
            content["data"] = self.data
        if self.message is not None:
            content["message"] = self.message
        if self.extra:
            content.update(self.extra)
        return content


class Prepared(Envelope):
    """An answer of which only ``meta`` is still to be made; it can be sent any number of times."""

    def __init__(self, beginning: bytes, etag: str) -> None:
        """``beginning``: the body up to the value of ``meta``."""
        super().__init__(etag=etag)
        self.beginning = beginning
        # Browsers may keep it, and ask each time whether it is still true.
        self.raw_headers += [(b"cache-control", b"private, no-cache"), (b"vary", b"Authorization")]

    def envelop(self, scope: Scope) -> bytes:
        """The body as JSON."""
        return b"%s%s}" % (self.beginning, to_json(meta(scope)))


def meta(scope: Scope) -> dict[str, str]:
    """The ``meta`` of an answer."""
    return {"requestId": RequestState.of(scope).request_id, "timestamp": rfc3339(now()), "version": __version__}


def to_json(content: Any) -> bytes:
    """JSON with times in RFC 3339, exact numbers as strings and models by their wire names."""
    return orjson.dumps(content, default=_plain, option=orjson.OPT_UTC_Z)


def etag_of(*parts: object) -> str:
    """A strong entity tag (RFC 9110, section 8.8.3) for the version that ``parts`` name."""
    return f'"{blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def matches(header: str, etag: str) -> bool:
    """Whether an ``If-Match`` or ``If-None-Match`` header names ``etag`` (weak comparison, RFC 9110, section 13.1)."""
    return header.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _has_version(scope: Scope, etag: str) -> bool:
    header = next((value for name, value in scope["headers"] if name == b"if-none-match"), None)
    return header is not None and scope["method"] in {"GET", "HEAD"} and matches(header.decode("latin-1"), etag)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"{type(value).__name__} has no form in JSON")
