"""``groundwork seed``"""

import asyncio
from graphlib import TopologicalSorter
from typing import Annotated

import typer

from groundwork.entrypoints import migrations
from groundwork.entrypoints.cli.context import database_running, fail, runtime_for
from groundwork.kernel.database import transaction
from groundwork.kernel.domain import Seed
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings


def seed(
    name: Annotated[str | None, typer.Argument(help="Only this one")] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Empty the database first. Refused in production.")
    ] = False,
) -> None:
    """Plant the development data; in production, only what must be there."""
    with database_running() as settings:
        if refresh:
            if settings.is_production:
                raise fail("Refused: --refresh would delete the production database.")
            migrations.reset(settings)
        asyncio.run(_plant(settings, name))


async def _plant(settings: Settings, name: str | None) -> None:
    async with runtime_for(settings) as runtime:
        for planted in _chosen(runtime, settings, name):
            async with transaction(runtime) as db:
                await planted.plant(db)
            typer.echo(f"Planted {planted.name}")


def _chosen(runtime: Runtime, settings: Settings, name: str | None) -> list[Seed]:
    seeds = [seed for domain in runtime.domains for seed in domain.seeds]
    if settings.is_production:
        seeds = [seed for seed in seeds if seed.essential]
    if name is None:
        return _in_order(seeds)
    chosen = [seed for seed in seeds if seed.name == name]
    if not chosen:
        known = ", ".join(seed.name for seed in seeds) or "none"
        raise fail(f"There is no seed {name!r} here. There are: {known}.")
    return chosen


def _in_order(seeds: list[Seed]) -> list[Seed]:
    """Each after those that it builds on."""
    order: TopologicalSorter[Seed] = TopologicalSorter()
    for seed in seeds:
        order.add(seed, *(other for other in seeds if other.name in seed.after))
    return list(order.static_order())
