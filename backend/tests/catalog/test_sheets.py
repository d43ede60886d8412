"""CSV as people make it, and cells that no spreadsheet computes."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.catalog.sheets import Unreadable, count_rows, open_sheet
from groundwork.kernel.cells import guarded, line, unguarded

_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def rows_of(path: Path, content: bytes) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """The columns and the rows of a file."""
    file = path / "products.csv"
    file.write_bytes(content)
    with open_sheet(file) as sheet:
        return sheet.columns, sheet.batch(1000)


@pytest.mark.parametrize(
    "content",
    [
        b"sku,name\r\nA,Desk\r\nB,Lamp\r\n",
        b"sku,name\nA,Desk\nB,Lamp",
        b"\xef\xbb\xbfsku,name\r\nA,Desk\r\nB,Lamp\r\n",
        b"sku;name\r\nA;Desk\r\nB;Lamp\r\n",
        b"sku\tname\nA\tDesk\nB\tLamp\n",
        b' SKU ,"Name"\r\n"A","Desk"\r\n"B","Lamp"\r\n',
    ],
)
def test_files_of_all_makers_are_read(tmp_path: Path, content: bytes) -> None:
    assert rows_of(tmp_path, content) == (("sku", "name"), [(2, ["A", "Desk"]), (3, ["B", "Lamp"])])
    assert count_rows(tmp_path / "products.csv") == 2


def test_rows_count_as_in_a_spreadsheet(tmp_path: Path) -> None:
    content = 'sku,name\r\nA,"Two\nlines; ""quoted"""\r\n\r\nB,ström\r\n'.encode()
    _, rows = rows_of(tmp_path, content)
    assert rows == [(2, ["A", 'Two\nlines; "quoted"']), (4, ["B", "ström"])]


@pytest.mark.parametrize(
    ("names", "field", "message"),
    [
        (b"", "sku", "The column is missing"),
        (b"name,price", "sku", "The column is missing"),
        (b"sku,price", "currency", "A price and its currency come together"),
        (b"sku,currency", "price", "A price and its currency come together"),
        (b"sku,color", "color", "There is no such column"),
        (b"sku,name,Name", "name", "The column is there more than once"),
        (b"sku,attribute:", "attribute:", "There is no such column"),
        (b"sku,\xff", "?", "There is no such column"),
        (b"sku" + b",attribute:x" * 500, None, "There are more than 500 columns"),
    ],
)
def test_a_line_of_names_that_makes_no_sense_is_told(
    tmp_path: Path, names: bytes, field: str | None, message: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        rows_of(tmp_path, names + b"\r\nA,Desk\r\n")
    assert (1, field, message) in refused.value.problems


def test_what_is_not_csv_is_told_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "products.csv"
    file.write_bytes(b'sku,name\r\nA,Desk\r\nB,"never closed\r\n')
    with pytest.raises(Unreadable) as refused:
        count_rows(file)
    [problem] = refused.value.problems
    assert problem.row == 3
    assert problem.message.startswith("This is not CSV")


@given(_CELLS)
def test_a_guarded_cell_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(_CELLS, min_size=2, max_size=5))
def test_a_line_is_read_as_it_was_written(cells: list[str]) -> None:
    [read] = csv.reader(io.StringIO(line(cells).decode(), newline=""))
    assert [unguarded(cell) for cell in read] == cells


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("'=1", "''=1"),
        ("'plain'", "'plain'"),
        (None, ""),
        (True, "true"),
        (-3, "-3"),
    ],
)
def test_what_a_spreadsheet_would_compute_is_guarded(value: object, written: str) -> None:
    assert line([value, "x"]) == f"{written},x\r\n".encode()
