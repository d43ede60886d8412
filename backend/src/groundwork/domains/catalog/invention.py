"""Invented products for measuring: as varied as a real shop's, with a few words in many names and most words in few."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar
from uuid import UUID

import orjson

T = TypeVar("T")

_WORDS = orjson.loads(Path(__file__).with_suffix(".json").read_bytes())
CATEGORIES: dict[str, dict[str, list[str]]] = _WORDS["categories"]
"""Categories, those that lie in them, and what is sold there; the commonest first."""

_YEARS = timedelta(days=3 * 365)
_DEAREST = 499_900
_INACTIVE = 50
"""Of so many, one."""

_EVENNESS = 20
_BATCH = 1000
COLUMNS = (
    "id",
    "sku",
    "name",
    "slug",
    "description",
    "price_minor",
    "currency",
    "category_id",
    "stock",
    "attributes",
    "active",
    "created_at",
    "updated_at",
)
"""Of a line, in its order."""


class _Words(Generic[T]):
    """Words of which the first are commoner than the last, as in a text (the law of Zipf and Mandelbrot).

    Its second parameter keeps the first from being everywhere: of a million things, not each fifth is a laptop.
    """

    def __init__(self, words: Sequence[T]) -> None:
        self._words = words
        self._weights = list(accumulate(1 / (place + _EVENNESS) for place in range(len(words))))

    def some(self, chance: random.Random, count: int) -> list[T]:
        return chance.choices(self._words, cum_weights=self._weights, k=count)


_SENTENCE = "A {quality} {thing} in {color}, made of {material} for {purpose}."
_DESCRIBING = ("qualities", "materials", "colors", "purposes")
_BEGINNINGS, _MIDDLES, _ENDINGS = _WORDS["brands"]
_BRANDS = [f"{a}{b}{c}".capitalize() for b in _MIDDLES for c in _ENDINGS for a in _BEGINNINGS]
_GOODS = [(leaf, thing) for inner in CATEGORIES.values() for leaf, things in inner.items() for thing in things]


def invent(rows: int, *, category_ids: Mapping[str, UUID], until: datetime, run: int) -> Iterator[tuple[int, str]]:
    """``rows`` products as lines of COPY's text format, the oldest first; each time with how many there are by then.

    They were made over the three years until ``until``. Prices are 1 to 5,000 USD, the low ones common; a fifth is out
    of stock. ``run`` tells the products of several runs apart, and is what chance begins with.
    """
    in_category = {slug: str(category_id) for slug, category_id in category_ids.items()}
    chance = random.Random(run)  # noqa: S311  (nothing here is a secret)
    brands, goods, colors = _Words(_BRANDS), _Words(_GOODS), _Words(_WORDS["colors"])
    qualities, materials = _Words(_WORDS["qualities"]), _Words(_WORDS["materials"])
    begin, step = (until - _YEARS).timestamp(), _YEARS.total_seconds() / max(rows, 1)
    for first in range(0, rows, _BATCH):
        count = min(_BATCH, rows - first)
        words = zip(
            brands.some(chance, count),
            qualities.some(chance, count),
            materials.some(chance, count),
            goods.some(chance, count),
            colors.some(chance, count),
            chance.choices(_WORDS["purposes"], k=count),
            strict=True,
        )
        lines = []
        for number, (brand, quality, material, (leaf, thing), color, purpose) in enumerate(words, first):
            luck, moment = chance.random(), begin + step * number
            name = f"{brand} {quality} {material} {thing} {int(luck * 1e4) % 100 * 10}"
            made = datetime.fromtimestamp(moment, UTC).isoformat()
            lines.append(
                f"{_dated_id(moment, chance)}\t{run:x}-{number:07d}\t{name}"
                f"\t{name.lower().replace(' ', '-')}-{run:x}-{number:x}"
                f"\t{_SENTENCE.format(quality=quality, thing=thing, color=color, material=material, purpose=purpose)}"
                f"\t{100 + int(luck * luck * luck * _DEAREST)}\tUSD\t{in_category[leaf]}"
                f"\t{max(0, int(chance.random() * 125) - 25)}"
                f'\t{{"Color": "{color}", "Material": "{material}"}}\t{number % _INACTIVE > 0}'
                f"\t{made}\t{made}\n"
            )
        yield first + count, "".join(lines)


def vocabulary() -> list[str]:
    """All words of which the names and descriptions are made."""
    things = [thing for _, thing in _GOODS]
    return [
        *_BRANDS,
        *things,
        *(word for kind in _DESCRIBING for word in _WORDS[kind]),
        *re.findall(r"\b\w+\b(?!})", _SENTENCE),
    ]


def _dated_id(moment: float, chance: random.Random) -> str:
    """An identifier as ``uuid7`` would have made it then."""
    some = chance.getrandbits(74)
    return f"{int(moment * 1000):012x}7{some & 0xFFF:03x}{0x8000000000000000 | some >> 12:016x}"
