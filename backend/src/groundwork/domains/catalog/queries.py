"""Reads of products, categories and transfers."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
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
    product_counts,
)
from groundwork.kernel.full_text import FullText
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.reads import Read
from groundwork.kernel.search import documents

TABLES = ("products", "categories", "product_images")
"""What the lists of products are made of."""

_image = func.jsonb_build_object(
    "fileId", ProductImage.file_id, "alt", ProductImage.alt, "width", ProductImage.width, "height", ProductImage.height
)
_images = (
    select(func.coalesce(func.jsonb_agg(aggregate_order_by(_image, ProductImage.position)), text("'[]'::jsonb")))
    .where(ProductImage.product_id == Product.id)
    .correlate(Product)
    .scalar_subquery()
)


def first_image(product_id: Any) -> ColumnElement[Any]:
    """The first picture of the product that a column of another table names."""
    return (
        select(_image)
        .where(ProductImage.product_id == product_id)
        .order_by(ProductImage.position)
        .limit(1)
        .correlate_except(ProductImage)
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


_above = aliased(Category)


def _in_categories(slugs: BindParameter[Any]) -> ColumnElement[bool]:
    """In a category with one of these slugs, or in one that lies in it."""
    below = (
        select(Category.id)
        .select_from(join(Category, _above, _above.id == func.any(Category.path)))
        .where(_above.slug == func.any(slugs))
    )
    # An array is looked up once, and then compared with by the index.
    return Product.category_id == func.any(func.array(below.scalar_subquery()))


def _listing(source: Select[Any]) -> Listing:
    return Listing(
        source=source,
        columns=_product_columns,
        sorts={
            "createdAt": Product.created_at,
            "name": Product.name,
            "price": Product.price,
            "stock": Product.stock,
            "sku": func.lower(Product.sku, type_=Text),
            "updatedAt": Product.updated_at,
        },
        identity=Product.id,
        filters={"category": _in_categories, "in_stock": Product.in_stock, "active": Product.active},
        ranges={"price": Product.price},
        search=FullText(Product.search),
        created_at=Product.created_at,
        counts=product_counts,
        tables=TABLES,
    )


all_products = _listing(select(Product).select_from(_products))
active_products = _listing(select(Product).select_from(_products).where(Product.active))

found_products = documents(
    "product",
    select(Product).where(Product.active),
    text=FullText(Product.search),
    identity=Product.id,
    title=Product.name,
    excerpt=Product.description,
    path=literal("/products/").concat(Product.slug),
    picture=first_image(Product.id),
)
"""Products as a search over everything finds them: those that are for sale."""

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
    select(product_counts.c.category_id, func.sum(product_counts.c.entries).label("products"))
    .where(product_counts.c.active, product_counts.c.category_id.is_not(None))
    .group_by(product_counts.c.category_id)
)
"""How many active products lie right in each category."""


def children_of(category_id: UUID) -> Select[UUID]:
    """The categories right below one."""
    return select(Category.id).where(Category.parent_id == category_id)


def active_products_below(category_id: UUID) -> Select[int]:
    """How many active products lie in a category and below."""
    return (
        select(func.coalesce(func.sum(product_counts.c.entries), 0))
        .select_from(join(product_counts, Category, Category.id == product_counts.c.category_id))
        .where(product_counts.c.active, literal(category_id) == func.any(Category.path))
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
