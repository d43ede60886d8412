"""The articles of the demonstration shop, read from the files beside this module."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "articles"
_FENCE = "+++\n"


@dataclass(frozen=True, slots=True)
class Writing:
    """An article before it is planted.

    `author` is an address without its domain, `team` a slug. `days` tells when it was published, written last, or is to
    be published, counted from today. `cover` is a composition, its colors and a number.
    """

    slug: str
    title: str
    excerpt: str
    body: str
    tags: tuple[str, ...]
    author: str
    status: str
    days: int
    cover: tuple[str, str, int]
    language: str = "en"
    team: str | None = None

    @property
    def first_draft(self) -> str:
        """What there was of it before the last section was written."""
        return self.body.rpartition("\n## ")[0] or self.body


def writings() -> list[Writing]:
    """All articles, the oldest first."""
    return sorted((_read(file) for file in _FOLDER.glob("*.md")), key=lambda one: one.days)


def _read(file: Path) -> Writing:
    _, front, body = file.read_text("utf-8").split(_FENCE, 2)
    about: dict[str, Any] = tomllib.loads(front)
    about |= {"tags": tuple(about["tags"]), "cover": tuple(about["cover"])}
    return Writing(slug=file.stem, body=body.strip() + "\n", **about)
