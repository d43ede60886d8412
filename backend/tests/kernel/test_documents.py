"""Documents: what comes as data stays text, and a template opens nothing but the house style."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from groundwork.kernel.documents import render_pdf

pytestmark = pytest.mark.anyio
MADE = datetime(2026, 10, 2, 8, 30, tzinfo=UTC)
TEMPLATE = """
#import "/house.typ": *
#let data = json(bytes(sys.inputs.data))
#show: house.with(title: "Receipt " + data.number, kind: "Receipt", number: data.number)
#party("For", (data.name, none))
#lines(("Item", "Total"), columns: (1fr, auto), right: (1,), ((data.name, amount(data.total, "USD")),))
#totals((("Total", amount(data.total, "CHF")),))
#bars(("Mo", "Tu"), (0, 3))
"""
MARKUP = '#panic("no") *bold* _it_ `code` $x^2$ \\ @ref <label> [b] // gone /* gone */ #import "/etc/passwd" = A'


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template as a domain has it."""
    path = tmp_path / "receipt.typ"
    path.write_text(TEMPLATE)
    return path


def read(content: bytes) -> pypdf.PdfReader:
    """The document as a program reads it."""
    return pypdf.PdfReader(io.BytesIO(content), strict=True)


def text_of(content: bytes) -> str:
    """All that it says, in one line."""
    pages = " ".join(page.extract_text() for page in read(content).pages)
    return " ".join(pages.replace("\u200b", "").split())


async def test_a_document_says_what_it_was_given(template: Path) -> None:
    content = await render_pdf(
        template, {"number": "7K3Q-M9TD", "name": "Field laptop", "total": "-1249.00"}, made=MADE
    )
    document = read(content)
    assert len(document.pages) == 1
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata.author) == ("Receipt 7K3Q-M9TD", "Groundwork")
    assert document.metadata.creation_date == MADE
    said = text_of(content)
    assert "For Field laptop Item Total Field laptop −$1,249.00 Total −CHF 1,249.00" in said.replace("\xa0", " ")
    assert "1 / 1" in said


async def test_the_same_data_give_the_same_bytes(template: Path) -> None:
    data = {"number": "1", "name": "Desk", "total": "1.00"}
    first, second = [await render_pdf(template, data, made=MADE) for _ in range(2)]
    assert first == second
    assert await render_pdf(template, data | {"total": "2.00"}, made=MADE) != first
    assert await render_pdf(template, data) != first, "another date"


async def test_markup_in_a_name_is_text(template: Path) -> None:
    said = text_of(await render_pdf(template, {"number": MARKUP, "name": MARKUP, "total": "1"}, made=MADE))
    assert said.replace(" ", "").count(MARKUP.replace(" ", "")) == 4, "header, party, line, footer"


@pytest.mark.parametrize(
    "name",
    [
        "Zażółć gęślą jaźń, Nguyễn, Ελληνικά, Кириллица, ½ €",
        "x\x00y\x07z\x1b[31m",
        "gp\u202ej.exe",
        "'\"</text>&amp;\\u{41}",
    ],
)
async def test_letters_of_any_kind_come_out(template: Path, name: str) -> None:
    said = text_of(await render_pdf(template, {"number": "1", "name": name, "total": "1"}, made=MADE))
    seen = "".join(letter for letter in name if letter.isprintable())
    assert all(letter in said for letter in seen)
    assert not {"\x00", "\x07", "\x1b", "\u202e"} & set(said)


@pytest.mark.parametrize("name", ["שלום עולם", "مرحبا بالعالم", "日本語の椅子", "😀 👩\u200d👩\u200d👧 chair"])
async def test_scripts_of_other_directions_and_pictures_break_nothing(template: Path, name: str) -> None:
    content = await render_pdf(template, {"number": "1", "name": name, "total": "1.00"}, made=MADE)
    assert "$1.00TotalCHF1.00" in text_of(content).replace(" ", "").replace("\xa0", "")
    assert len(read(content).pages) == 1


async def test_a_word_of_ten_thousand_letters_breaks_over_pages(template: Path) -> None:
    content = await render_pdf(template, {"number": "1", "name": "W" * 10_000, "total": "1"}, made=MADE)
    document = read(content)
    assert 2 <= len(document.pages) <= 20
    assert text_of(content).replace(" ", "").count("W") == 20_000, "as a party, and as a line"


async def test_numbers_and_dates_of_python_are_data(template: Path) -> None:
    said = text_of(await render_pdf(template, {"number": "1", "name": 12, "total": "1234567.5"}, made=MADE))
    assert "12 $1,234,567.5" in said


@pytest.mark.parametrize(
    "line",
    [
        '#read("/etc/passwd")',
        '#read("../../mail.py")',
        '#read("/../layout.html")',
        '#include "/../documents.py"',
    ],
)
async def test_a_template_opens_nothing_outside_the_house(tmp_path: Path, line: str) -> None:
    path = tmp_path / "curious.typ"
    path.write_text(line)
    (tmp_path / "beside.txt").write_text("beside")
    with pytest.raises(RuntimeError, match=r"not found|escape the project root"):
        await render_pdf(path, {}, made=MADE)


async def test_a_template_cannot_read_what_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "curious.typ"
    path.write_text('#read("beside.txt")')
    (tmp_path / "beside.txt").write_text("beside")
    with pytest.raises(RuntimeError, match="not found"):
        await render_pdf(path, {}, made=MADE)


async def test_a_template_with_an_error_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wrong.typ"
    path.write_text("#let data = json(bytes(sys.inputs.data))\n#data.missing")
    with pytest.raises(RuntimeError, match="missing"):
        await render_pdf(path, {}, made=MADE)
