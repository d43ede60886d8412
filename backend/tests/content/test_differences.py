"""How texts differ: what is told makes both of them again, and is as little as it can be."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.content.differences import Piece, differences

TEXTS = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(["wool", " ", "\n", "dye", ".", "\r", "\x0b", "é"])).map("".join)
)


def told(old: str, new: str) -> list[tuple[str, str]]:
    """The pieces as plain pairs."""
    return [tuple(piece) for piece in differences(old, new)]


@given(TEXTS, TEXTS)
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != "insert") == old
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == new
    assert all(piece.text for piece in pieces)
    assert all((a.op, b.op) in _FOLLOW for a, b in pairwise(pieces))


_FOLLOW = {("equal", "delete"), ("equal", "insert"), ("delete", "insert"), ("delete", "equal"), ("insert", "equal")}


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == ([Piece("equal", text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "new", [("insert", "new")]),
        ("old", "", [("delete", "old")]),
        ("a red fox", "a blue fox", [("equal", "a "), ("delete", "red"), ("insert", "blue"), ("equal", " fox")]),
        ("one\ntwo\nthree\n", "one\nthree\n", [("equal", "one\n"), ("delete", "two\n"), ("equal", "three\n")]),
        ("one\nthree\n", "one\ntwo\nthree\n", [("equal", "one\n"), ("insert", "two\n"), ("equal", "three\n")]),
        (
            "Wool is washed.\nThen it dries.\n",
            "Wool is carded.\nThen it dries.\n",
            [("equal", "Wool is "), ("delete", "washed"), ("insert", "carded"), ("equal", ".\nThen it dries.\n")],
        ),
    ],
)
def test_words_are_told_apart(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert told(old, new) == pieces


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\n" * 100_000, "b\n" * 100_000),
        ("a\nb\n" * 50_000, "b\na\n" * 50_000),
        ("a b " * 50_000, "b a " * 50_000),
        ("".join(f"{n}\n" for n in range(30_000)), "".join(f"{n}\n" for n in range(30_000, 0, -1))),
        ("".join(f"{n % 190} " for n in range(2_000)), "".join(f"{n % 181} " for n in range(2_000))),
        ("x" * 200_000, "y" * 200_000),
    ],
)
def test_the_longest_texts_are_compared_within_seconds(old: str, new: str) -> None:
    started = time.thread_time()
    pieces = differences(old, new)
    assert time.thread_time() - started < 3
    assert "".join(piece.text for piece in pieces if piece.op != "delete") == new
