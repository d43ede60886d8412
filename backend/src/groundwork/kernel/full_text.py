"""Full-text search in PostgreSQL: what people type becomes a query that forgives accents, endings and typing errors.

A searched table has a column ``search`` made by the SQL function ``search_vector``; its words are in ``search_words``,
from which a word that nobody wrote is corrected (chapter 12.20 of PostgreSQL's documentation of pg_trgm).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Index, Text, bindparam, func
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.database import Base, Database, driver_connection

_MOST_WORDS = 12
_SHORTEST_PREFIX = 2
_PART = re.compile(r'(?P<without>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<words>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+")


class SearchWord(Base):
    """A word that is in some row's text; the SQL procedure ``keep_search_words`` collects them."""

    __tablename__ = "search_words"
    __table_args__ = (
        Index(
            "idx_search_words_word_trigrams",
            "word",
            postgresql_using="gin",
            postgresql_ops={"word": "gin_trgm_ops"},
        ),
    )

    word: Mapped[str] = mapped_column(Text, primary_key=True)


@dataclass(frozen=True, slots=True)
class FullText:
    """A column with the documents of a table's rows, as a list or a search uses it."""

    column: Any

    def matches(self, parameter: str) -> ColumnElement[bool]:
        """Whether a row's document has what :attr:`SearchText.query` of this parameter asks for."""
        found: ColumnElement[bool] = self.column.op("@@")(as_query(parameter))
        return found

    def rank(self, parameter: str) -> ColumnElement[float]:
        """How well it does."""
        return func.ts_rank(self.column, as_query(parameter))


def as_query(parameter: str) -> ColumnElement[Any]:
    """The query of a parameter, in the languages that documents are in."""
    return func.search_query(bindparam(parameter), type_=TSQUERY())


@dataclass(frozen=True, slots=True)
class SearchText:
    """What somebody looks for: all of some words, ``"a phrase"``, ``-without``; the last word may be unfinished."""

    query: str
    """In the notation of ``to_tsquery``; empty when there is no word in it."""
    words: tuple[str, ...] = ()
    """Those that must be there."""

    @classmethod
    def of(cls, text: str) -> "SearchText":
        """Read what was typed. Nothing that can be typed is an error; of many words the first dozen count."""
        terms: list[str] = []
        wanted: list[str] = []
        left = _MOST_WORDS
        for part in _PART.finditer(text):
            words = _WORD.findall(part["words"] if part["phrase"] is None else part["phrase"])[:left]
            if not words:
                continue
            left -= len(words)
            term = (" & " if part["phrase"] is None else " <-> ").join(f"'{word}'" for word in words)
            if part["without"]:
                terms.append(f"!({term})")
                continue
            wanted += words
            if part["phrase"] is None and part.end() == len(text) and len(words[-1]) >= _SHORTEST_PREFIX:
                terms.append(f"{term}:*")
            else:
                terms.append(f"({term})" if part["phrase"] is not None else term)
        return cls(" & ".join(terms), tuple(wanted))

    async def corrected(self, database: Database) -> "SearchText":
        """The same with each word that no document has replaced by the one most like it, where there is one."""
        words = sorted(set(re.findall(r"'([^']+)'", self.query)))
        async with database.reading() as connection, connection.transaction():
            # Two letters in the wrong order leave few trigrams alike; which of the candidates it is, their edits tell.
            await connection.execute("SET LOCAL pg_trgm.similarity_threshold = 0.15")
            cursor = await connection.execute(_CORRECTIONS, {"words": [word.lower() for word in words]})
            replaced: dict[str, str] = {word: best for word, best in await cursor.fetchall() if best is not None}

        def better(word: str) -> str:
            return replaced.get(word.lower(), word)

        query = re.sub(r"'([^']+)'", lambda word: f"'{better(word[1])}'", self.query)
        return SearchText(query, tuple(better(word) for word in self.words))


_CORRECTIONS = """
    SELECT wanted.word, best.word
    FROM unnest(%(words)s::text[]) AS wanted(word)
    CROSS JOIN LATERAL (SELECT lower(unaccent(wanted.word)) AS word) AS plain
    LEFT JOIN LATERAL (
        SELECT candidate.word FROM search_words candidate
        WHERE candidate.word %% plain.word AND levenshtein_less_equal(candidate.word, plain.word, 3)
                <= least(3, 1 + length(plain.word) / 4)
        ORDER BY levenshtein_less_equal(candidate.word, plain.word, 3), similarity(candidate.word, plain.word) DESC,
            candidate.word
        LIMIT 1
    ) AS best ON true
    WHERE NOT EXISTS (SELECT 1 FROM search_words WHERE search_words.word LIKE plain.word || '%%')"""


async def forget_words(db: AsyncSession, texts: Sequence[str]) -> None:
    """Take those words of texts that are no more out of the ones in use which no other document has.

    A word may be a name; and from what nobody may read, nobody's typing errors are to be corrected.
    """
    connection = await driver_connection(db)
    found = await connection.execute(_SEARCHED_TABLES)
    elsewhere = " ".join(
        f"AND NOT EXISTS (SELECT 1 FROM {table} WHERE search @@ search_query(quote_literal(search_words.word)))"  # noqa: S608  # nosec B608
        for (table,) in await found.fetchall()
    )
    await connection.execute(
        f"""DELETE FROM search_words
            USING unnest(%s::text[]) AS gone(text),
                unnest(tsvector_to_array(to_tsvector('public.groundwork_plain', gone.text))) AS said(word)
            WHERE search_words.word = said.word {elsewhere}""",  # noqa: S608  # nosec B608  (names of our own tables)
        [list(texts)],
    )


_SEARCHED_TABLES = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
    JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname = 'collect_search_words'"""
