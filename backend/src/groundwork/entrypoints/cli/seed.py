"""``groundwork seed``"""

import asyncio
import time
from graphlib import TopologicalSorter
from typing import Annotated

import typer

from groundwork.entrypoints import migrations
from groundwork.entrypoints.cli.context import database_running, fail, runtime_for
from groundwork.kernel.database import transaction
from groundwork.kernel.domain import BulkSeed, Seed
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import Settings

_STEP = 100_000


def seed(
    name: Annotated[str | None, typer.Argument(help="Only this one")] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Empty the database first. Refused in production.")
    ] = False,
    rows: Annotated[
        int | None,
        typer.Option(
            min=1, max=100_000_000, help="How many, for data to measure with: 'bench'. Refused in production."
        ),
    ] = None,
) -> None:
    """Plant the development data; in production, only what must be there."""
    with database_running() as settings:
        if refresh:
            if settings.is_production:
                raise fail("Refused: --refresh would delete the production database.")
            migrations.reset(settings)
        elif not settings.is_production:
            migrations.migrate(settings)  # a data folder may be new; in production that is a step of its own
        asyncio.run(_plant(settings, name) if rows is None else _plant_many(settings, name, rows))


async def _plant(settings: Settings, name: str | None) -> None:
    async with runtime_for(settings) as runtime:
        for planted in _chosen(runtime, settings, name):
            async with transaction(runtime) as db:
                await planted.plant(db)
            typer.echo(f"Planted {planted.name}")


async def _plant_many(settings: Settings, name: str | None, rows: int) -> None:
    if settings.is_production:
        raise fail("Refused: --rows is for measuring, and would fill the production database.")
    async with runtime_for(settings) as runtime:
        for planted in _chosen_bulk(runtime, name):
            started, told = time.monotonic(), 0

            def tell(count: int) -> None:
                nonlocal told
                if count - told >= _STEP or count == rows:
                    told = count
                    seconds = time.monotonic() - started  # noqa: B023  (heard while this seed is planted)
                    typer.echo(f"  {count:,} of {rows:,} rows after {seconds:.0f} s")

            await planted.plant(runtime, rows, tell)
            typer.echo(f"Planted {planted.name}: {rows:,} rows in {time.monotonic() - started:.0f} s")


def _chosen_bulk(runtime: Runtime, name: str | None) -> list[BulkSeed]:
    seeds = [seed for domain in runtime.domains for seed in domain.bulk_seeds]
    chosen = [seed for seed in seeds if seed.name == name]
    if not chosen:
        known = ", ".join(sorted({seed.name for seed in seeds})) or "none"
        raise fail(f"--rows goes with the name of data to measure with: {known}.")
    return chosen


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
