"""How one text differs from another: by lines, and within changed lines by words."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Operation = Literal["equal", "insert", "delete"]
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_COMPARISONS = 4_000_000
"""Of lines or words with each other; more than that is told as one piece gone and one new."""


class Piece(NamedTuple):
    """Part of the two texts: in both, only in the new one, or only in the old one."""

    op: Operation
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """What to do to ``old`` to get ``new``: all but ``insert`` makes ``old``, all but ``delete`` makes ``new``."""
    return list(_joined(_by_lines(old.splitlines(keepends=True), new.splitlines(keepends=True))))


def _by_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for same, gone, come in _compared(old, new):
        if same:
            yield Piece("equal", "".join(same))
        elif gone and come:
            yield from _by_words("".join(gone), "".join(come))
        else:
            yield from _replaced(gone, come)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    for same, gone, come in _compared(_WORDS.findall(old), _WORDS.findall(new)):
        if same:
            yield Piece("equal", "".join(same))
        yield from _replaced(gone, come)


def _replaced(gone: Sequence[str], come: Sequence[str]) -> Iterator[Piece]:
    if gone:
        yield Piece("delete", "".join(gone))
    if come:
        yield Piece("insert", "".join(come))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str], Sequence[str]]]:
    """Stretches of both: what is the same, or what is gone and what has come. The ends that agree cost nothing."""
    first = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    longest = min(len(old), len(new)) - first
    last = next((place for place in range(longest) if old[-1 - place] != new[-1 - place]), longest)
    changed, written = old[first : len(old) - last], new[first : len(new) - last]
    yield old[:first], (), ()
    if len(changed) * len(written) > _MOST_COMPARISONS:
        yield (), changed, written
    else:
        for op, a, b, c, d in SequenceMatcher(None, changed, written).get_opcodes():
            yield (changed[a:b], (), ()) if op == "equal" else ((), changed[a:b], written[c:d])
    yield old[len(old) - last :], (), ()


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbors of a kind as one; between two that are equal, what is gone before what has come."""
    held: dict[Operation, list[str]] = {"delete": [], "insert": []}
    same: list[str] = []
    for op, text in pieces:
        if op == "equal":
            if held["delete"] or held["insert"]:
                yield from _told(same, held)
                same, held = [], {"delete": [], "insert": []}
            same.append(text)
        else:
            held[op].append(text)
    yield from _told(same, held)


def _told(same: list[str], held: dict[Operation, list[str]]) -> Iterator[Piece]:
    told = (
        Piece("equal", "".join(same)),
        Piece("delete", "".join(held["delete"])),
        Piece("insert", "".join(held["insert"])),
    )
    yield from (piece for piece in told if piece.text)
