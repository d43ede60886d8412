"""Forms with files, however they are cut into pieces."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from groundwork.kernel.errors import BadRequest, UnsupportedMediaType
from groundwork.kernel.http.multipart import Form

TYPE = "multipart/form-data; boundary=x"


def body(parts: list[tuple[str, bytes]], boundary: bytes = b"x") -> bytes:
    """A form as a browser writes it."""
    lines = [
        b"--%b\r\nContent-Disposition: form-data; %b\r\nContent-Type: a/b\r\n\r\n%b\r\n"
        % (boundary, head.encode(), rest)
        for head, rest in parts
    ]
    return b"".join(lines) + b"--%b--\r\n" % boundary


def read(content: bytes, size: int = 10_000, kind: str = TYPE) -> list[tuple[str, str | None, bytes]]:
    """The parts of a body that comes in pieces of ``size`` bytes."""

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(content), size):
            yield content[start : start + size]

    async def all_parts() -> list[tuple[str, str | None, bytes]]:
        return [
            (part.name, part.filename, b"".join([chunk async for chunk in part.chunks]))
            async for part in Form(kind, pieces()).parts()
        ]

    return asyncio.run(all_parts())


@given(st.lists(st.binary(max_size=200), max_size=5), st.integers(1, 50))
@example([b"\r\n--x", b"\r\n--", b"--x--\r\n"], 1)
def test_a_form_is_read_as_it_was_written(contents: list[bytes], size: int) -> None:
    parts = [(f'name="f{number}"; filename="a"', content) for number, content in enumerate(contents)]
    boundary = b"----boundary-that-is-in-none-of-them"
    found = read(body(parts, boundary), size, f'multipart/form-data; boundary="{boundary.decode()}"')
    assert found == [(f"f{number}", "a", content) for number, content in enumerate(contents)]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('filename="ü.txt"', "ü.txt"),
        ('filename="a%22b%0D%0A.txt"', 'a"b\r\n.txt'),
        ('filename="a\\"b.txt"', 'a"b.txt'),
        ('filename="C:\\Users\\a.txt"', "a.txt"),
        ("filename=a.txt", "a.txt"),
        ('filename=""', ""),
        ("filename=\"plain.txt\"; filename*=UTF-8''evil.txt", "plain.txt"),
    ],
)
def test_names_are_read_as_browsers_write_them(head: str, name: str) -> None:
    assert read(body([(f'name="file"; {head}', b"1")])) == [("file", name, b"1")]


def test_what_is_left_of_a_part_is_passed_over() -> None:
    async def names() -> list[str]:
        async def pieces() -> AsyncIterator[bytes]:
            yield body([('name="a"', b"1" * 100), ('name="b"', b"2")])

        return [part.name async for part in Form(TYPE, pieces()).parts()]

    assert asyncio.run(names()) == ["a", "b"]


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data", "multipart/mixed; boundary=x"])
def test_another_type_is_no_form(kind: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        read(b"", kind=kind)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        body([('name="a"', b"1")])[:-6],
        body([('name="a"', b"1")])[:60],
        body([("filename=a", b"1")]),
        b"--x\r\n\r\n1\r\n--x--\r\n",
        b"--x\r\n" + b"A: b\r\n" * 100 + b"\r\n1\r\n--x--\r\n",
        b"--x\r\nA: " + b"b" * 100_000 + b"\r\n\r\n1\r\n--x--\r\n",
        body([('name="a"', b"1")] * 21),
    ],
)
def test_a_form_that_is_none_is_told(content: bytes) -> None:
    with pytest.raises(BadRequest):
        read(content)


@given(st.binary(max_size=300), st.integers(1, 40))
def test_whatever_comes_is_read_or_refused(content: bytes, size: int) -> None:
    with suppress(BadRequest):
        read(b"--x\r\n" + content, size)
