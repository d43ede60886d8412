"""/products and /categories"""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from groundwork.domains.catalog import categories as trees
from groundwork.domains.catalog import queries, service
from groundwork.domains.catalog.errors import CategoryInUse, Circle, SkuTaken, SlugTaken
from groundwork.domains.catalog.policy import (
    CREATE,
    CREATE_CATEGORY,
    DELETE,
    DELETE_CATEGORY,
    PREVIEW,
    READ,
    UPDATE,
    UPDATE_CATEGORY,
)
from groundwork.domains.catalog.schemas import (
    CategoryCreate,
    CategoryOut,
    CategoryUpdate,
    ProductCreate,
    ProductOut,
    ProductQuery,
    ProductSlug,
    ProductSummary,
    ProductUpdate,
)
from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import NotFound
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import AnyActor, Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.held import held
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router

products = router("/products", "products")
categories = router("/categories", "categories")

ProductId = Annotated[UUID, Path(alias="id", description="The product's id")]
CategoryId = Annotated[UUID, Path(alias="id", description="The category's id")]
Slug = Annotated[ProductSlug, Path(description="The product's slug")]


def _sees_active(actor: Actor) -> bool:
    """Whether somebody sees the products that are for sale, and no others."""
    return not actor.may(PREVIEW)


@products.get("", response_model=Page[ProductSummary])
@requires(READ)
@held(*queries.TABLES, among=_sees_active)
async def list_products(actor: AnyActor, query: Annotated[ProductQuery, Query()], runtime: Running) -> Envelope:
    """List products. Who may preview products sees those that are not active, too."""
    listing = queries.all_products if actor.may(PREVIEW) else queries.active_products
    return await listing.answer(runtime, query)


@products.post("", status_code=201, response_model=Success[ProductOut], responses=refusals(SkuTaken))
@requires(CREATE)
async def create_product(actor: SignedIn, form: ProductCreate, db: Db) -> Envelope:
    """Add a product."""
    product = await service.create_product(db, actor, form)
    return Envelope(product, status=201, etag=service.version_of(product))


@products.get("/by-slug/{slug}", response_model=Success[ProductOut])
@requires(READ)
@held(*queries.TABLES, among=_sees_active)
async def get_product_by_slug(actor: AnyActor, slug: Slug, runtime: Running) -> Envelope:
    """Get a product by its slug, as its page's address has it."""
    found = await queries.product_by_slug.first(runtime.database, slug=slug, all=actor.may(PREVIEW))
    return _product(found)


@products.get("/{id}", response_model=Success[ProductOut])
@requires(READ)
@held(*queries.TABLES, among=_sees_active)
async def get_product(actor: AnyActor, product_id: ProductId, runtime: Running) -> Envelope:
    """Get a product."""
    found = await queries.product_by_id.first(runtime.database, product_id=product_id, all=actor.may(PREVIEW))
    return _product(found)


@products.patch("/{id}", response_model=Success[ProductOut], responses=refusals(SkuTaken))
@requires(UPDATE)
async def update_product(
    actor: SignedIn, product_id: ProductId, changes: ProductUpdate, expected: ExpectedVersion, db: Db
) -> Envelope:
    """Change a product. Another currency takes a price with it."""
    product = await service.update_product(db, actor, product_id, changes.changes(), expected)
    return Envelope(product, etag=service.version_of(product))


@products.delete("/{id}", response_model=Done)
@requires(DELETE)
async def delete_product(actor: SignedIn, product_id: ProductId, expected: ExpectedVersion, db: Db) -> Envelope:
    """Delete a product."""
    await service.delete_product(db, actor, product_id, expected)
    return Envelope(message="Product deleted")


@categories.get("", response_model=Success[list[CategoryOut]])
@requires(READ)
@held(*queries.TABLES, among=_sees_active)
async def list_categories(runtime: Running) -> Envelope:
    """List all categories, each followed by those that lie in it."""
    return Envelope(await trees.tree(runtime.database))


@categories.post("", status_code=201, response_model=Success[CategoryOut], responses=refusals(SlugTaken, Circle))
@requires(CREATE_CATEGORY)
async def create_category(actor: SignedIn, form: CategoryCreate, db: Db) -> Envelope:
    """Add a category."""
    category = await trees.create_category(
        db,
        actor,
        name=form.name,
        slug=form.slug,
        parent=form.parent,
        description=form.description,
        position=form.position,
    )
    return Envelope(category, status=201, etag=trees.version_of(category))


@categories.get("/{id}", response_model=Success[CategoryOut], responses=VERSIONED)
@requires(READ)
async def get_category(category_id: CategoryId, runtime: Running) -> Envelope:
    """Get a category."""
    category = await trees.get_category(runtime.database, category_id)
    return Envelope(category, etag=trees.version_of(category))


@categories.patch("/{id}", response_model=Success[CategoryOut], responses=refusals(SlugTaken, Circle))
@requires(UPDATE_CATEGORY)
async def update_category(
    actor: SignedIn, category_id: CategoryId, changes: CategoryUpdate, expected: ExpectedVersion, db: Db
) -> Envelope:
    """Change a category, or move it with all that lies in it."""
    category = await trees.update_category(db, actor, category_id, changes.changes(), expected)
    return Envelope(category, etag=trees.version_of(category))


@categories.delete("/{id}", response_model=Done, responses=refusals(CategoryInUse))
@requires(DELETE_CATEGORY)
async def delete_category(actor: SignedIn, category_id: CategoryId, expected: ExpectedVersion, db: Db) -> Envelope:
    """Delete an empty category."""
    await trees.delete_category(db, actor, category_id, expected)
    return Envelope(message="Category deleted")


def _product(found: dict[str, object] | None) -> Envelope:
    if found is None:
        raise NotFound
    product = ProductOut.model_validate(found)
    return Envelope(product, etag=service.version_of(product))
