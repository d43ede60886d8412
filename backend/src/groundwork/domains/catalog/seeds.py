"""The demonstration shop: its shelves, its products, and their pictures."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.accounts import service as accounts
from groundwork.domains.catalog import categories, service
from groundwork.domains.catalog.demo import drawings, goods
from groundwork.domains.catalog.models import Category, Product
from groundwork.domains.catalog.schemas import ProductCreate
from groundwork.domains.files import service as files
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.domain import Seed
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import runtime_of

_SHOPKEEPER = "tomas.ortega@example.com"
_OPENED = timedelta(days=300)
"""How long ago the first product came to the shop."""


async def _plant_categories(db: AsyncSession) -> None:
    """The tree; a shelf that is there already stays as it is."""
    shopkeeper = await _shopkeeper(db)
    known = set(await db.scalars(select(Category.slug)))
    for position, shelf in enumerate(goods.categories()):
        if shelf.slug not in known:
            await categories.create_category(
                db,
                shopkeeper,
                name=shelf.name,
                slug=shelf.slug,
                parent=shelf.parent,
                description=shelf.description,
                position=position,
            )


async def _plant_products(db: AsyncSession) -> None:
    """Sixty products that came to the shop one after the other; what is there already stays as it is."""
    shopkeeper = await _shopkeeper(db)
    known = set(await db.scalars(select(Product.sku)))
    shelved = goods.products()
    missing = [thing for thing in shelved if thing.sku not in known]
    drawn = {thing.sku: asyncio.gather(*map(_draw, thing.pictures)) for thing in missing}
    for place, thing in enumerate(shelved):
        if thing.sku in known:
            continue
        images = await _keep(db, shopkeeper, thing, await drawn[thing.sku])
        product = await service.create_product(db, shopkeeper, _form(thing, images))
        came = now() - _OPENED * (1 - place / len(shelved)) - timedelta(hours=5)
        changed = came + (now() - came) * (place * 29 % 60 / 60)
        past = update(Product).where(Product.id == product.id).values(created_at=came, updated_at=changed)
        await db.execute(past)


async def _draw(picture: goods.Picture) -> bytes:
    return await asyncio.to_thread(drawings.draw, picture.drawing)


async def _keep(
    db: AsyncSession, shopkeeper: Actor, thing: goods.Product, drawn: Sequence[bytes]
) -> list[dict[str, Any]]:
    """Put the pictures of a product among the shopkeeper's files."""
    images = []
    for number, (picture, content) in enumerate(zip(thing.pictures, drawn, strict=True), 1):
        file = await files.keep(db, shopkeeper.user_id, f"{thing.slug}-{number}.webp", content)
        images.append({"fileId": file.id, "alt": picture.alt})
    return images


def _form(thing: goods.Product, images: list[dict[str, Any]]) -> ProductCreate:
    return ProductCreate.model_validate(
        {
            "sku": thing.sku,
            "name": thing.name,
            "slug": thing.slug,
            "description": thing.description,
            "price": thing.price,
            "currency": "USD",
            "category": thing.category,
            "stock": thing.stock,
            "images": images,
            "attributes": dict(thing.attributes),
        }
    )


async def _shopkeeper(db: AsyncSession) -> Actor:
    """Who put it all there: one of the people, or the house itself when they were not planted."""
    runtime = runtime_of(db)
    found = await accounts.credentials_of(runtime.database, _SHOPKEEPER)
    return Actor(user_id=found["id"] if found else None, permissions=runtime.matrix.of(Role.ADMIN))


seeds = [
    Seed("categories", _plant_categories, after=("people",)),
    Seed("products", _plant_products, after=("people", "categories")),
]
