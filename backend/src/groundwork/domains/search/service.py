"""Asks everyone who has something to find, and puts the best first."""

import asyncio
from collections.abc import Sequence

from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import Detail, ValidationFailed
from groundwork.kernel.full_text import SearchText
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.search import Hit, Searchable


async def search(runtime: Runtime, actor: Actor, text: str, types: str | None, limit: int) -> list[Hit]:
    """The best ``limit`` of what the actor may see. When nothing is found, words that nobody wrote are corrected.

    Raises:
        ValidationFailed: a type that there is not.
    """
    among = _chosen(runtime, types)
    wanted = SearchText.of(text)
    if not wanted.words:
        return []
    hits = await _find(runtime, actor, among, wanted, limit)
    if not hits:
        corrected = await wanted.corrected(runtime.database)
        if corrected != wanted:
            hits = await _find(runtime, actor, among, corrected, limit)
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


async def _find(
    runtime: Runtime, actor: Actor, among: Sequence[Searchable], wanted: SearchText, limit: int
) -> list[Hit]:
    found = await asyncio.gather(*(kind.find(runtime.database, actor, wanted, limit) for kind in among))
    return [hit for of_kind in found for hit in of_kind]


def _chosen(runtime: Runtime, types: str | None) -> list[Searchable]:
    known = {kind.type: kind for domain in runtime.domains for kind in domain.searchables}
    if types is None:
        return list(known.values())
    wanted = [name.strip() for name in types.split(",")]
    if not known.keys() >= set(wanted):
        raise ValidationFailed(details=[Detail("types", f"Must be among {', '.join(sorted(known))}")])
    return [known[name] for name in dict.fromkeys(wanted)]
