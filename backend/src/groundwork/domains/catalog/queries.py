"""Reads of products, categories and transfers."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Numeric,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    join,
    literal,
    null,
    or_,
    outerjoin,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from groundwork.domains.catalog.models import (
    CatalogTransfer,
    Category,
    Product,
    ProductImage,
    TransferKind,
    TransferStatus,
)
from groundwork.domains.catalog.schemas import ProductQuery
from groundwork.kernel.database import Database
from groundwork.kernel.http.envelope import Envelope
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read

_image = func.jsonb_build_object(
    "fileId", ProductImage.file_id, "alt", ProductImage.alt, "width", ProductImage.width, "height", ProductImage.height
)
_images = (
    select(func.coalesce(func.jsonb_agg(aggregate_order_by(_image, ProductImage.position)), text("'[]'::jsonb")))
    .where(ProductImage.product_id == Product.id)
    .correlate(Product)
    .scalar_subquery()
)
_product_columns = {
    "id": Product.id,
    "sku": Product.sku,
    "name": Product.name,
    "slug": Product.slug,
    "description": Product.description,
    "price": cast(Product.price, Text),
    "currency": Product.currency,
    "category": Category.slug,
    "categoryName": Category.name,
    "stock": Product.stock,
    "inStock": Product.in_stock,
    "images": _images,
    "attributes": Product.attributes,
    "active": Product.active,
    "createdAt": Product.created_at,
    "updatedAt": Product.updated_at,
}
_products = outerjoin(Product, Category, Category.id == Product.category_id)
_labeled: list[ColumnElement[Any]] = [column.label(name) for name, column in _product_columns.items()]
_is_visible = or_(Product.active, bindparam("all", type_=Boolean))

product_by_id = Read(select(*_labeled).select_from(_products).where(Product.id == bindparam("product_id"), _is_visible))
product_by_slug = Read(select(*_labeled).select_from(_products).where(Product.slug == bindparam("slug"), _is_visible))


def shown(product_id: UUID) -> Select[Any]:
    """A product as the API shows it, in the transaction that changes it."""
    return select(*_labeled).select_from(_products).where(Product.id == product_id)


def _listing(source: Select[Any]) -> Listing:
    return Listing(
        source=source,
        columns=_product_columns,
        sorts={
            "createdAt": Product.created_at,
            "name": Product.name,
            "price": Product.price,
            "stock": Product.stock,
            "sku": func.lower(Product.sku),
            "updatedAt": Product.updated_at,
        },
        identity=Product.id,
        filters={"category": Product.category_id, "in_stock": Product.in_stock, "active": Product.active},
        search=(Product.name, Product.sku, Product.description),
        created_at=Product.created_at,
    )


_price_min, _price_max = (cast(bindparam(name), Numeric) for name in ("price_min", "price_max"))
_all = (
    select(Product)
    .select_from(_products)
    .where(
        or_(_price_min.is_(None), Product.price >= _price_min), or_(_price_max.is_(None), Product.price <= _price_max)
    )
)
all_products = _listing(_all)
active_products = _listing(_all.where(Product.active))

_parent = aliased(Category)
category_rows = Read(
    select(
        Category.id,
        Category.slug,
        Category.name,
        Category.description,
        _parent.slug.label("parent"),
        Category.path,
        Category.position,
        Category.created_at.label("createdAt"),
        Category.updated_at.label("updatedAt"),
    ).select_from(outerjoin(Category, _parent, _parent.id == Category.parent_id))
)
products_by_category = Read(
    select(Product.category_id, func.count().label("products"))
    .where(Product.active, Product.category_id.is_not(None))
    .group_by(Product.category_id)
)
_above = aliased(Category)
categories_below = Read(
    select(Category.id)
    .distinct()
    .select_from(join(Category, _above, _above.id == func.any(Category.path)))
    .where(_above.slug == func.any(bindparam("slugs")))
)
"""The ids of the categories with these slugs, and of all that lie in them."""


_NOWHERE = UUID(int=0)
"""No category has this id: a filter by a category that is not there lets nothing through."""


async def list_products(database: Database, query: ProductQuery, *, preview: bool) -> Envelope:
    """The page that ``query`` asks for; ``preview``: with the products that are not active.

    Raises:
        ValidationFailed: an unknown field, a cursor that is not one of this list's.
    """
    listing = all_products if preview else active_products
    asked = await _by_ids(database, query)
    return await listing.answer(database, asked, price_min=query.price_min, price_max=query.price_max)


async def product_chunks(database: Database, query: ProductQuery, size: int) -> AsyncIterator[list[dict[str, Any]]]:
    """All products that ``query`` asks for, active or not, ``size`` at a time."""
    asked = await _by_ids(database, query)
    scope = {"price_min": query.price_min, "price_max": query.price_max}
    async for rows in all_products.chunks(database, asked, size, **scope):
        yield rows


async def _by_ids(database: Database, query: ProductQuery) -> ProductQuery:
    """The same, with the ids of the categories and of all below them in place of their slugs."""
    if not query.category:
        return query
    rows = await categories_below.all(database, slugs=query.category)
    return query.model_copy(update={"category": [row["id"] for row in rows] or [_NOWHERE]})


def children_of(category_id: UUID) -> Select[UUID]:
    """The categories right below one."""
    return select(Category.id).where(Category.parent_id == category_id)


def active_products_below(category_id: UUID) -> Select[int]:
    """How many active products lie in a category and below."""
    return (
        select(func.count())
        .select_from(join(Product, Category, Category.id == Product.category_id))
        .where(Product.active, literal(category_id) == func.any(Category.path))
    )


def products_in(category_id: UUID) -> Select[UUID]:
    """The products right in a category, active or not."""
    return select(Product.id).where(Product.category_id == category_id)


_transfer_columns = {
    "id": CatalogTransfer.id,
    "status": CatalogTransfer.status,
    "total": CatalogTransfer.total,
    "done": CatalogTransfer.done,
    "created": CatalogTransfer.created,
    "updated": CatalogTransfer.updated,
    "errorCount": CatalogTransfer.error_count,
    "errors": CatalogTransfer.errors,
    "createdAt": CatalogTransfer.created_at,
    "finishedAt": CatalogTransfer.finished_at,
    "url": case(
        (
            and_(CatalogTransfer.kind == TransferKind.EXPORT, CatalogTransfer.status == TransferStatus.COMPLETED),
            func.concat("/api/v1/products/exports/", cast(CatalogTransfer.id, Text), "/content"),
        ),
        else_=null(),
    ),
}
transfers = Listing(
    source=select(CatalogTransfer).where(CatalogTransfer.kind == bindparam("kind")),
    columns=_transfer_columns,
    sorts={"createdAt": CatalogTransfer.created_at},
    identity=CatalogTransfer.id,
    filters={"status": CatalogTransfer.status},
    created_at=CatalogTransfer.created_at,
)
transfer_by_id = Read(
    select(*(column.label(name) for name, column in _transfer_columns.items())).where(
        CatalogTransfer.id == bindparam("transfer_id"), CatalogTransfer.kind == bindparam("kind")
    )
)
