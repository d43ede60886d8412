"""What can be done with the tree of categories. Its changes take turns."""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, literal, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.audit import service as audit
from groundwork.domains.catalog import queries
from groundwork.domains.catalog.errors import CategoryInUse, Circle, SlugTaken, TooDeep
from groundwork.domains.catalog.models import DEEPEST, Category
from groundwork.domains.catalog.schemas import CategoryOut
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import Database
from groundwork.kernel.errors import Detail, NotFound, ValidationFailed
from groundwork.kernel.http.envelope import etag_of
from groundwork.kernel.http.preconditions import IfMatch
from groundwork.kernel.ids import uuid7
from groundwork.kernel.slugs import slug_of

_LOCK = 0x67770002
"""The advisory lock of whoever changes the tree: two moves at once could make a circle."""


async def tree(database: Database) -> list[CategoryOut]:
    """All categories, each followed by those in it; siblings by position, then by name."""
    rows = await queries.category_rows.all(database)
    counted = await queries.products_by_category.all(database)
    counts: dict[UUID, int] = defaultdict(int)
    paths = {row["id"]: row["path"] for row in rows}
    for row in counted:
        for above in paths.get(row["category_id"], ()):
            counts[above] += row["products"]
    below: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["position"], row["name"].casefold(), row["slug"])):
        below[row["parent"]].append(row)
    return list(_in_order(below, None, counts))


def _in_order(
    below: dict[str | None, list[dict[str, Any]]], parent: str | None, counts: dict[UUID, int]
) -> Iterator[CategoryOut]:
    for row in below[parent]:
        depth = len(row["path"]) - 1
        yield CategoryOut.model_validate({**row, "depth": depth, "productCount": counts[row["id"]]})
        yield from _in_order(below, row["slug"], counts)


async def get_category(database: Database, category_id: UUID) -> CategoryOut:
    """One category.

    Raises:
        NotFound: there is none.
    """
    for category in await tree(database):
        if category.id == category_id:
            return category
    raise NotFound


async def create_category(
    db: AsyncSession,
    actor: Actor,
    *,
    name: str,
    slug: str | None,
    parent: str | None,
    description: str | None,
    position: int,
) -> CategoryOut:
    """A new category. Without ``slug`` one is made from the name.

    Raises:
        ValidationFailed: there is no such parent.
        TooDeep: it would lie too deep.
        SlugTaken: another category has the slug that was asked for.
    """
    await _take_turn(db)
    above = await _parent(db, parent)
    category = Category(
        id=uuid7(),
        name=name,
        description=description,
        parent_id=above.id if above else None,
        position=position,
    )
    category.path = [*(above.path if above else ()), category.id]
    if len(category.path) > DEEPEST:
        raise TooDeep
    made = slug or slug_of(name, otherwise="category")
    if await db.scalar(select(Category.id).where(Category.slug == made)):
        if slug:
            raise SlugTaken
        made = f"{made}-{secrets.token_hex(3)}"
    category.slug = made
    db.add(category)
    await audit.record(
        db,
        actor,
        "category.created",
        resource=("category", category.id),
        changes=audit.differences({}, {"name": name, "slug": made, "parent": parent}),
    )
    await db.flush()
    return await _shown(db, category)


async def update_category(
    db: AsyncSession, actor: Actor, category_id: UUID, changes: dict[str, Any], expected: IfMatch
) -> CategoryOut:
    """Change or move a category; what lies in it moves with it.

    Raises:
        NotFound: there is none.
        PreconditionFailed: somebody else changed it since.
        ValidationFailed: there is no such parent.
        Circle, TooDeep: it cannot lie there.
        SlugTaken: another category has the slug.
    """
    await _take_turn(db)
    category = await _locked(db, category_id)
    expected.check(version_of(category))
    before = {field: getattr(category, field) for field in changes if field != "parent"}
    if "parent" in changes:
        before["parent"] = await db.scalar(select(Category.slug).where(Category.id == category.parent_id))
    changed = audit.differences(before, changes)
    if "parent" in changed:
        await _move(db, category, await _parent(db, changes["parent"]))
    for field in changed.keys() - {"parent"}:
        setattr(category, field, changes[field])
    if changed:
        await audit.record(db, actor, "category.updated", resource=("category", category.id), changes=changed)
        await _flush(db)
    return await _shown(db, category)


async def delete_category(db: AsyncSession, actor: Actor, category_id: UUID, expected: IfMatch) -> None:
    """Delete an empty category.

    Raises:
        NotFound: there is none.
        PreconditionFailed: somebody else changed it since.
        CategoryInUse: there are products or categories in it.
    """
    await _take_turn(db)
    category = await _locked(db, category_id)
    expected.check(version_of(category))
    for inside in (queries.children_of(category_id), queries.products_in(category_id)):
        if await db.scalar(inside.limit(1)) is not None:
            raise CategoryInUse
    await db.execute(delete(Category).where(Category.id == category_id))
    await audit.record(
        db,
        actor,
        "category.deleted",
        resource=("category", category_id),
        changes={"name": {"from": category.name, "to": None}},
    )


async def find_category(db: AsyncSession, slug: str | None, field: str = "category") -> Category | None:
    """The category with this slug, kept from being deleted until the transaction ends; none for none.

    Raises:
        ValidationFailed: there is no such category; told about ``field``.
    """
    if slug is None:
        return None
    category = await db.scalar(select(Category).where(Category.slug == slug).with_for_update(read=True, key_share=True))
    if category is None:
        raise ValidationFailed(details=[Detail(field, "There is no such category")])
    return category


def version_of(category: Category | CategoryOut) -> str:
    """The entity tag of a category's present state."""
    return etag_of(category.id, category.updated_at.timestamp())


async def _shown(db: AsyncSession, category: Category) -> CategoryOut:
    return CategoryOut(
        id=category.id,
        slug=category.slug,
        name=category.name,
        description=category.description,
        parent=await db.scalar(select(Category.slug).where(Category.id == category.parent_id)),
        depth=len(category.path) - 1,
        position=category.position,
        product_count=await db.scalar(queries.active_products_below(category.id)) or 0,
        created_at=category.created_at,
        updated_at=category.updated_at,
    )


async def _take_turn(db: AsyncSession) -> None:
    await db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


async def _parent(db: AsyncSession, slug: str | None) -> Category | None:
    return await find_category(db, slug, "parent")


async def _locked(db: AsyncSession, category_id: UUID) -> Category:
    category = await db.get(Category, category_id, with_for_update=True)
    if category is None:
        raise NotFound
    return category


async def _move(db: AsyncSession, category: Category, above: Category | None) -> None:
    """Put a category, with all that lies in it, into another."""
    if above is not None and category.id in above.path:
        raise Circle
    before, path = category.path, [*(above.path if above else ()), category.id]
    inside = list(await db.scalars(select(Category).where(literal(category.id) == func.any(Category.path))))
    for moved in inside:
        moved.path = [*path, *moved.path[len(before) :]]
        if len(moved.path) > DEEPEST:
            raise TooDeep
    category.parent_id = above.id if above else None


async def _flush(db: AsyncSession) -> None:
    try:
        await db.flush()
    except IntegrityError as error:
        if "categories_slug_key" in str(error.orig):
            raise SlugTaken from None
        raise
