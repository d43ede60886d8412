"""What can be done with products; categories and transfers are beside."""

import secrets
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.catalog import queries
from groundwork.domains.catalog.categories import find_category
from groundwork.domains.catalog.errors import SkuTaken, SlugTaken
from groundwork.domains.catalog.events import ProductChanged
from groundwork.domains.catalog.images import show_images
from groundwork.domains.catalog.models import Product
from groundwork.domains.catalog.queries import first_image as first_image  # noqa: PLC0414  (for higher domains)
from groundwork.domains.catalog.schemas import LONGEST_MADE_SLUG, ProductCreate, ProductOut
from groundwork.domains.catalog.stock import ForSale as ForSale  # noqa: PLC0414
from groundwork.domains.catalog.stock import NotReserved as NotReserved  # noqa: PLC0414
from groundwork.domains.catalog.stock import Reserved as Reserved  # noqa: PLC0414
from groundwork.domains.catalog.stock import for_sale as for_sale  # noqa: PLC0414
from groundwork.domains.catalog.stock import release as release  # noqa: PLC0414
from groundwork.domains.catalog.stock import reserve as reserve  # noqa: PLC0414
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.errors import Detail, NotFound, ValidationFailed
from groundwork.kernel.events import publish
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.ids import uuid7
from groundwork.kernel.money import Money
from groundwork.kernel.slugs import slug_of


async def create_product(db: AsyncSession, actor: Actor, form: ProductCreate) -> ProductOut:
    """A new product. Without a slug one is made from the name.

    Raises:
        ValidationFailed: the price has more decimals than its currency; there is no such category.
        SkuTaken, SlugTaken: another product has it.
    """
    category = await find_category(db, form.category)
    product = Product(
        id=uuid7(),
        sku=form.sku,
        name=form.name,
        slug=form.slug or await _free_slug(db, form.name),
        description=form.description,
        price_minor=_money(form.price, form.currency).minor,
        currency=form.currency,
        category_id=category.id if category else None,
        stock=form.stock,
        attributes=form.attributes,
        active=form.active,
    )
    db.add(product)
    await _flush(db)
    await show_images(db, actor, product.id, [image.model_dump() for image in form.images])
    changes = audit.differences({}, {"sku": form.sku, "name": form.name, "price": form.price})
    return await _tell(db, actor, "product.created", product.id, changes)


async def update_product(
    db: AsyncSession, actor: Actor, product_id: UUID, changes: dict[str, Any], expected: IfMatch
) -> ProductOut:
    """Change a product.

    Raises:
        NotFound: there is none.
        PreconditionFailed: somebody else changed it since.
        ValidationFailed: the price does not fit its currency; there is no such category.
        SkuTaken, SlugTaken: another product has it.
    """
    product = await _locked(db, product_id)
    before = await _shown(db, product_id)
    expected.check(version_of(before))
    if changes.keys() & {"price", "currency"}:
        if "price" not in changes:
            raise ValidationFailed(details=[Detail("price", "Required with a currency")])
        price = _money(changes["price"], changes.get("currency", product.currency))
        changes = {**changes, "price": str(price)}
        product.price_minor, product.currency = price.minor, price.currency
    changed = audit.differences(_comparable(before), changes)
    if not changed:
        return before
    if "category" in changed:
        category = await find_category(db, changes["category"])
        product.category_id = category.id if category else None
    for field in changed.keys() - {"category", "price", "currency", "images"}:
        setattr(product, field, changes[field])
    product.updated_at = now()
    await _flush(db)
    if "images" in changed:
        await show_images(db, actor, product.id, changes["images"])
        changed["images"] = {end: _names_of(changed["images"][end]) for end in ("from", "to")}
    return await _tell(db, actor, "product.updated", product.id, changed)


async def delete_product(db: AsyncSession, actor: Actor, product_id: UUID, expected: IfMatch) -> None:
    """Delete a product.

    Raises:
        NotFound: there is none.
        PreconditionFailed: somebody else changed it since.
    """
    product = await _locked(db, product_id)
    expected.check(version_of(await _shown(db, product_id)))
    await db.execute(delete(Product).where(Product.id == product_id))
    changes = {field: {"from": getattr(product, field), "to": None} for field in ("sku", "name")}
    await audit.record(db, actor, "product.deleted", resource=("product", product_id), changes=changes)
    await publish(db, ProductChanged(product_id))


def version_of(product: ProductOut) -> str:
    """The entity tag of a product's present state; its category's name is part of it."""
    return etag_of(product.id, product.updated_at.timestamp(), product.category, product.category_name)


async def _locked(db: AsyncSession, product_id: UUID) -> Product:
    product = await db.get(Product, product_id, with_for_update=True)
    if product is None:
        raise NotFound
    return product


async def _shown(db: AsyncSession, product_id: UUID) -> ProductOut:
    return ProductOut.model_validate(dict((await db.execute(queries.shown(product_id))).mappings().one()))


async def _tell(db: AsyncSession, actor: Actor, action: str, product_id: UUID, changes: dict[str, Any]) -> ProductOut:
    await audit.record(db, actor, action, resource=("product", product_id), changes=changes)
    await publish(db, ProductChanged(product_id))
    return await _shown(db, product_id)


def _comparable(product: ProductOut) -> dict[str, Any]:
    """What the product shows, in the form in which changes come."""
    images = [{"file_id": image.file_id, "alt": image.alt} for image in product.images]
    return {**product.model_dump(), "images": images}


def _names_of(images: list[dict[str, Any]]) -> list[str]:
    return [str(image["file_id"]) for image in images]


def _money(price: str, currency: str) -> Money:
    """The price, exactly.

    Raises:
        ValidationFailed: it has more decimals than the currency.
    """
    try:
        return Money.parse(price, currency)
    except ValueError as error:
        raise ValidationFailed(details=[Detail("price", str(error))]) from None


async def _free_slug(db: AsyncSession, name: str) -> str:
    slug = slug_of(name, otherwise="product", longest=LONGEST_MADE_SLUG)
    taken = await db.scalar(select(func.count()).select_from(Product).where(Product.slug == slug))
    return f"{slug}-{secrets.token_hex(3)}" if taken else slug


async def _flush(db: AsyncSession) -> None:
    """Write.

    Raises:
        SkuTaken, SlugTaken: another product has it.
    """
    try:
        await db.flush()
    except IntegrityError as error:
        told = str(error.orig)
        if "idx_products_sku" in told:
            raise SkuTaken from None
        if "products_slug_key" in told:
            raise SlugTaken from None
        raise
