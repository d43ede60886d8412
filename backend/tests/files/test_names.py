"""Names of files."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from groundwork.domains.files.names import LONGEST, clean, disposition


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("notes.txt", "notes.txt"),
        ("Übersicht März.pdf", "Übersicht März.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\Users\\Ada\\view.png", "view.png"),
        ("/", "file"),
        ("", "file"),
        ("...", "file"),
        ("\0\x1b[31m.txt", "[31m.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("invisible\u200b\ufeff.txt", "invisible.txt"),
        ("line\r\nSet-Cookie: a=b.txt", "lineSet-Cookie_ a=b.txt"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("console.txt", "console.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("trailing. . ", "trailing"),
        ("  many   spaces  .txt", "many spaces.txt"),
        ("e\u0301.txt", "é.txt"),
        ("\ud800.txt", "txt"),
    ],
)
def test_a_name_is_made_harmless(name: str, seen: str) -> None:
    assert clean(name) == seen


def test_a_long_name_keeps_its_ending() -> None:
    assert clean("x" * 1000 + ".tar.gz").endswith("x.gz")
    assert len(clean("ü" * 1000 + ".txt").encode()) <= LONGEST
    assert clean("🎉" * 100) == "🎉" * 63


@given(st.text(max_size=600))
@example("." * 300 + "a")
@example("x." + "y" * 400)
def test_whatever_it_was_it_is_good_everywhere(name: str) -> None:
    seen = clean(name)
    assert seen
    assert len(seen) <= LONGEST
    assert len(seen.encode()) <= LONGEST
    assert not re.search(r'[\x00-\x1f\x7f-\x9f/\\<>:"|?*\u202a-\u202e\u2066-\u2069]', seen)
    assert seen not in {".", ".."}
    assert clean(seen) == seen


@given(st.text(max_size=300), st.booleans())
def test_the_header_says_the_name_and_nothing_else(name: str, inline: bool) -> None:
    """RFC 6266, appendix D; RFC 8187. Nothing in a name ends the header or the quotes."""
    seen = clean(name)
    header = disposition(seen, inline=inline)
    found = re.fullmatch(
        r"(inline|attachment); filename=\"([ !#-\[\]-~]+)\"(?:; filename\*=UTF-8''([A-Za-z0-9._~%-]+))?", header
    )
    assert found, header
    assert found[1] == ("inline" if inline else "attachment")
    assert (unquote(found[3]) if found[3] else found[2]) == seen


def test_old_clients_get_the_name_in_ascii() -> None:
    assert disposition("Übersicht 50%.pdf", inline=False) == (
        "attachment; filename=\"Ubersicht 50_.pdf\"; filename*=UTF-8''%C3%9Cbersicht%2050%25.pdf"
    )
