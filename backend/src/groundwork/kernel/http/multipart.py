"""Forms with files (multipart/form-data, RFC 7578), read piece by piece: nothing is gathered, in memory or on disk."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from groundwork.kernel.errors import BadRequest, UnsupportedMediaType

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

_MOST_PARTS = 20
_MOST_VALUE = 1024
"""Bytes of a part that is no file."""


@dataclass(slots=True)
class Part:
    """One part of a form: its field, the file's name as the client wrote it (none for plain fields), its content."""

    name: str
    filename: str | None
    chunks: AsyncIterator[bytes]

    async def text(self) -> str:
        """The content of a plain field.

        Raises:
            BadRequest: it is longer than any, or no text.
        """
        content = bytearray()
        async for chunk in self.chunks:
            content += chunk
            if len(content) > _MOST_VALUE:
                raise BadRequest(f"The field {self.name!r} is too long")
        try:
            return content.decode()
        except UnicodeDecodeError:
            raise BadRequest(f"The field {self.name!r} is not text") from None


@dataclass(slots=True)
class _Heading:
    """The headers of a part, as they come in."""

    name: bytearray = field(default_factory=bytearray)
    value: bytearray = field(default_factory=bytearray)
    disposition: str = ""


_Event = _Heading | bytes | None
"""A part begins; some of its content; it ends."""


class Form:
    """The parts of a form in their order. Each is read before the next: what is left of one is passed over."""

    def __init__(self, content_type: str, stream: AsyncIterator[bytes]) -> None:
        """``stream``: the body.

        Raises:
            UnsupportedMediaType: it is declared as something else.
        """
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not 0 < len(boundary) <= 70:  # RFC 2046, section 5.1.1
            raise UnsupportedMediaType("Content-Type must be multipart/form-data")
        self._stream = stream
        self._events: deque[_Event] = deque()
        self._heading = _Heading()
        self._is_complete = False
        self._parser = MultipartParser(boundary, self._callbacks())

    async def parts(self) -> AsyncIterator[Part]:
        """Each part.

        Raises:
            BadRequest: the body is not what its type says, or ends too early.
        """
        count = 0
        while (event := await self._next()) is not _END:
            if isinstance(event, _Heading):
                count += 1
                if count > _MOST_PARTS:
                    raise BadRequest("The form has too many parts")
                yield self._part(event)
        if not self._is_complete:
            raise BadRequest("The request ended before its body did")

    def _part(self, heading: _Heading) -> Part:
        kind, options = parse_options_header(heading.disposition)
        if kind != b"form-data" or b"name" not in options:
            raise BadRequest("A part of the form has no name")
        filename = options.get(b"filename")
        return Part(_decoded(options[b"name"]), None if filename is None else _decoded(filename), self._content())

    async def _content(self) -> AsyncIterator[bytes]:
        while (event := await self._next()) is not None:
            if not isinstance(event, bytes):
                raise BadRequest("The request ended before its body did")
            yield event

    async def _next(self) -> "_Event | _End":
        while not self._events:
            try:
                piece = await anext(self._stream)
            except StopAsyncIteration:
                return _END
            try:
                self._parser.write(piece)
            except FormParserError:
                raise BadRequest("The body is not a form as its Content-Type says") from None
        return self._events.popleft()

    def _callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._heading.name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._heading.value.extend(data[start:end]),
            "on_header_end": self._end_header,
            "on_headers_finished": lambda: self._events.append(self._heading),
            "on_part_data": lambda data, start, end: self._events.append(data[start:end]),
            "on_part_end": lambda: self._events.append(None),
            "on_end": self._complete,
        }

    def _begin(self) -> None:
        self._heading = _Heading()

    def _end_header(self) -> None:
        heading = self._heading
        if heading.name.lower() == b"content-disposition":
            heading.disposition = heading.value.decode("latin-1")
        heading.name.clear()
        heading.value.clear()

    def _complete(self) -> None:
        self._is_complete = True


class _End:
    """The body is at its end."""


_END = _End()


def _decoded(value: bytes) -> str:
    """Browsers write names in UTF-8, with quotes and line ends as %22, %0D and %0A (the HTML standard, form-data)."""
    text = value.decode(errors="replace")
    return text.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
