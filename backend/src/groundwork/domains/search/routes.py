"""/search"""

from typing import Annotated

from fastapi import Query

from groundwork.domains.search import service
from groundwork.domains.search.policy import SEARCH
from groundwork.domains.search.schemas import HitOut, SearchQuery
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Running
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.routing import router

everything = router("/search", "search")


@everything.get("", response_model=Success[list[HitOut]])
@requires(SEARCH)
async def search(actor: AnyActor, query: Annotated[SearchQuery, Query()], runtime: Running) -> Envelope:
    """Search in products, articles and, where the asker may see them, people and teams.

    Accents and typing errors are forgiven.
    """
    return Envelope(await service.search(runtime, actor, query.q, query.types, query.limit))
