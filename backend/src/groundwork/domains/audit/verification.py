"""Checking the trail: the signed notes, then chain by chain in the database."""

import time
from collections.abc import Callable
from typing import Any, Literal

from psycopg import AsyncConnection
from psycopg.rows import dict_row

from groundwork.domains.audit.checkpoints import is_genuine, is_genuine_stretch
from groundwork.domains.audit.schemas import Problem, VerificationOut
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings

_CHAIN = """
    WITH items AS (
        SELECT seq AS first_seq, seq AS last_seq, hash, audit_content(entry) AS content, false AS is_end
        FROM audit_logs entry WHERE chain = %(chain)s
        UNION ALL
        SELECT first_seq, last_seq, last_hash, NULL, false FROM audit_dropped WHERE chain = %(chain)s
        UNION ALL
        SELECT last_seq + 1, last_seq + 1, last_hash, NULL, true FROM audit_chains WHERE chain = %(chain)s
    ), linked AS (
        SELECT *, lag(last_seq, 1, 0::bigint) OVER place AS previous_seq, lag(hash, 1, ''::bytea) OVER place AS previous
        FROM items WINDOW place AS (ORDER BY first_seq, is_end)
    )
    SELECT count(content) AS entries,
           min(first_seq) FILTER (WHERE first_seq <> previous_seq + 1 AND NOT is_end) AS missing,
           min(first_seq) FILTER (WHERE hash <> sha256(previous || content)) AS altered,
           min(last_seq) FILTER (WHERE is_end AND (first_seq <> previous_seq + 1 OR hash <> previous)) AS cut
    FROM linked"""
"""Where a chain does not hold, if anywhere. One statement, so that what is added meanwhile does not look like a cut.

A stretch that was dropped stands for its rows, and the chain's end is an item after the last.
"""

_AT_ODDS = """
    SELECT head.chain, head.seq
    FROM unnest(%(chains)s::smallint[], %(seqs)s::bigint[], %(hashes)s::text[]) AS head (chain, seq, hash)
    WHERE NOT EXISTS (SELECT 1 FROM audit_logs entry WHERE entry.chain = head.chain AND entry.seq = head.seq
                      AND entry.hash = decode(head.hash, 'hex'))
      AND NOT EXISTS (SELECT 1 FROM audit_dropped gone WHERE gone.chain = head.chain
                      AND head.seq BETWEEN gone.first_seq AND gone.last_seq
                      AND (head.seq < gone.last_seq OR gone.last_hash = decode(head.hash, 'hex')))
    ORDER BY head.chain LIMIT 1"""

Progress = Callable[[int, int, int], None]
"""Called after each chain: how many are done, of how many, and how many entries that were."""


async def verify(
    runtime: Runtime, *, patience: float | None = None, progress: Progress | None = None
) -> VerificationOut:
    """Check all chains, or as many as ``patience`` (seconds) allows, up to the first problem."""
    began = time.perf_counter()
    entries = done = 0
    async with runtime.database.reading() as connection:
        problem, checkpoint_at = await _check_notes(connection, runtime.settings)
        chains = [row["chain"] for row in await _rows(connection, "SELECT chain FROM audit_chains ORDER BY chain")]
        for chain in chains:
            if problem or (patience is not None and time.perf_counter() - began > patience):
                break
            counted, problem = await _check_chain(connection, chain)
            entries, done = entries + counted, done + 1
            if progress:
                progress(done, len(chains), entries)
    return VerificationOut(
        intact=problem is None,
        complete=problem is None and done == len(chains),
        entries=entries,
        chains=done,
        seconds=round(time.perf_counter() - began, 3),
        checkpoint_at=checkpoint_at,
        problem=problem,
    )


async def _check_chain(connection: AsyncConnection[Any], chain: int) -> tuple[int, Problem | None]:
    """How many entries the chain has, and the first place where it does not hold."""
    [found] = await _rows(connection, _CHAIN, chain=chain)
    kinds: tuple[Literal["missing", "altered", "cut"], ...] = ("missing", "altered", "cut")
    # After a gap the hash cannot be right either; then it is the gap that is told.
    places = sorted((found[kind], index, kind) for index, kind in enumerate(kinds) if found[kind] is not None)
    if not places:
        return found["entries"], None
    sequence, _, kind = places[0]
    rows = await _rows(
        connection,
        "SELECT id, created_at FROM audit_logs WHERE chain = %(chain)s AND seq = %(sequence)s",
        chain=chain,
        sequence=sequence,
    )
    at = rows[0] if rows else {"id": None, "created_at": None}
    problem = Problem(kind=kind, chain=chain, sequence=sequence, entry_id=at["id"], created_at=at["created_at"])
    return found["entries"], problem


async def _check_notes(connection: AsyncConnection[Any], settings: Settings) -> tuple[Problem | None, Any]:
    """Whether what is signed is genuine, and the newest checkpoint agrees with the rows; and when that was made.

    Each hash covers all before it, so the newest checkpoint speaks for the older ones.
    """
    stretches = await _rows(connection, "SELECT * FROM audit_dropped ORDER BY chain, first_seq")
    for gone in stretches:
        note = (gone["chain"], gone["first_seq"], gone["last_seq"], gone["last_hash"])
        if not is_genuine_stretch(settings, gone["signature"], *note):
            return Problem(kind="signature", chain=gone["chain"], sequence=gone["first_seq"]), None
    newest = await _rows(connection, "SELECT * FROM audit_checkpoints ORDER BY number DESC LIMIT 1")
    if not newest:
        return None, None
    [point] = newest
    moment, heads = point["created_at"], point["heads"]
    if not is_genuine(settings, point["number"], moment, heads, point["signature"]):
        return Problem(kind="signature", created_at=moment), moment
    columns: list[Any] = [list(column) for column in zip(*heads, strict=True)]
    at_odds = await _rows(connection, _AT_ODDS, chains=columns[0], seqs=columns[1], hashes=columns[2])
    if at_odds:
        return Problem(kind="checkpoint", chain=at_odds[0]["chain"], sequence=at_odds[0]["seq"]), moment
    return None, moment


async def _rows(connection: AsyncConnection[Any], sql: str, **values: Any) -> list[dict[str, Any]]:
    async with connection.cursor(row_factory=dict_row) as cursor:
        await cursor.execute(sql, values)
        return await cursor.fetchall()
