"""What a search over everything can find: the port, filled by the domains' manifests.

A domain whose rows have documents (:mod:`groundwork.kernel.full_text`) fills it with :class:`Documents`; one that is
known by names alone with :class:`Names`.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, case, cast, func, literal, literal_column, null, select
from sqlalchemy.dialects.postgresql import REGCONFIG

from groundwork.kernel.actor import Actor
from groundwork.kernel.database import Database
from groundwork.kernel.full_text import FullText, SearchText, as_query
from groundwork.kernel.reads import Read

_CANDIDATES = 1000
"""Of more matches the best among so many are good enough, and ranking them stays quick."""

_SOME_ARE_ENOUGH = "SET LOCAL enable_seqscan = off; SET LOCAL gin_fuzzy_search_limit = 10000"
"""The index gives about so many at random, where it has more."""

_START, _STOP = "\ue000", "\ue001"
"""Around what matched, on the way from PostgreSQL: of Unicode's private use, so that no text has them."""

_TITLE = f'StartSel="{_START}",StopSel="{_STOP}",HighlightAll=true'
_EXCERPT = f'StartSel="{_START}",StopSel="{_STOP}",MaxWords=28,MinWords=14,MaxFragments=1,FragmentDelimiter=" … "'
_MARKS: ColumnElement[str] = literal_column(r"'[#*_`>|]+'")
"""What makes up Markdown, and is in the way of reading an excerpt."""

Scope = Callable[[Actor], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and whether it is what was looked for."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    ``path``: its page of the interface. ``picture``: as in lists.
    """

    type: str
    id: UUID
    title: list[Piece]
    excerpt: list[Piece]
    path: str
    picture: Mapping[str, Any] | None
    score: float


@dataclass(frozen=True, slots=True)
class Searchable:
    """A kind of thing that a domain lets people find. ``find(database, actor, text, limit)``: the best, scored."""

    type: str
    find: Callable[[Database, Actor, SearchText, int], Awaitable[list[Hit]]]


def documents(
    kind: str,
    source: Select[Any],
    *,
    text: FullText,
    identity: Any,
    title: Any,
    excerpt: Any,
    path: ColumnElement[str],
    picture: Any = None,
    language: Any = "en",
    scope: Scope = lambda _actor: {},
) -> Searchable:
    """What is found by its document.

    ``scope``: values of the parameters of ``source`` for who asks, or none where they may see nothing of it.
    """
    config = cast(literal("public.groundwork_").concat(language), REGCONFIG)
    found = (
        source.with_only_columns(identity.label("id"), text.rank("text").label("score"))
        .where(text.matches("text"))
        .limit(_CANDIDATES)
        .cte("found")
    )
    best = select(found).order_by(found.c.score.desc(), found.c.id.desc()).limit(bindparam("limit")).cte("best")
    read = Read(
        source.with_only_columns(
            identity.label("id"),
            func.ts_headline(config, title, as_query("text"), _TITLE).label("title"),
            func.ts_headline(config, func.regexp_replace(excerpt, _MARKS, "", "g"), as_query("text"), _EXCERPT).label(
                "excerpt"
            ),
            path.label("path"),
            (null() if picture is None else picture).label("picture"),
            best.c.score.label("score"),
        ).join(best, best.c.id == identity),
        planned_anew=True,
    )

    async def find(database: Database, actor: Actor, wanted: SearchText, limit: int) -> list[Hit]:
        values = scope(actor)
        if values is None:
            return []
        async with database.reading() as connection, connection.transaction():
            # Told that some rows are enough, PostgreSQL would look through the table for words that it takes for
            # frequent; where they never meet, it would look through all of it.
            await connection.execute(_SOME_ARE_ENOUGH)
            rows = await read.on(connection, **values, text=wanted.query, limit=limit)
        return [_hit(kind, row, _pieces(row["title"]), _pieces(row["excerpt"])) for row in rows]

    return Searchable(kind, find)


def names(
    kind: str,
    source: Select[Any],
    *,
    identity: Any,
    title: Any,
    beside: Any,
    path: ColumnElement[str],
    picture: Any = None,
    searched: ColumnElement[str] | None = None,
    scope: Scope = lambda _actor: {},
) -> Searchable:
    """What is found by its name, as each of its words begins. ``beside``: what is shown with it and looked in too."""
    looked_in = title.concat(" ").concat(beside) if searched is None else searched
    read = Read(
        source.with_only_columns(
            identity.label("id"),
            title.label("title"),
            beside.label("beside"),
            path.label("path"),
            (null() if picture is None else picture).label("picture"),
            case((title.ilike(bindparam("first")), 1.0), else_=0.3).label("score"),
        )
        .where(looked_in.ilike(func.all(bindparam("patterns"))))
        .order_by(literal_column("score").desc(), title, identity)
        .limit(bindparam("limit"))
    )

    async def find(database: Database, actor: Actor, wanted: SearchText, limit: int) -> list[Hit]:
        values = scope(actor)
        if values is None or not wanted.words:
            return []
        patterns = [f"%{word}%" for word in wanted.words]
        rows = await read.all(database, **values, patterns=patterns, first=f"{wanted.words[0]}%", limit=limit)
        mark = re.compile("|".join(re.escape(word) for word in wanted.words), re.IGNORECASE)
        return [_hit(kind, row, _marked(row["title"], mark), _marked(row["beside"], mark)) for row in rows]

    return Searchable(kind, find)


def _hit(kind: str, row: Mapping[str, Any], title: list[Piece], excerpt: list[Piece]) -> Hit:
    return Hit(kind, row["id"], title, excerpt, row["path"], row["picture"], row["score"])


def _pieces(text: str) -> list[Piece]:
    """What PostgreSQL has marked, taken apart."""
    parts = enumerate(re.split(f"[{_START}{_STOP}]", text))
    return [Piece(part, index % 2 == 1) for index, part in parts if part]


def _marked(text: str, mark: re.Pattern[str]) -> list[Piece]:
    return _pieces(mark.sub(lambda found: f"{_START}{found[0]}{_STOP}", text))
