"""Products, categories, and their way in and out. They belong to nobody."""

import secrets
from datetime import timedelta
from uuid import UUID

from groundwork.domains.catalog.models import CatalogTransfer, Category, Product, TransferKind, TransferStatus
from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from tests.policy.scenes.scene import About, Json, Scene, keep
from tests.policy.stage import Member, Stage

_CSV = b"sku,name,price,currency\r\nDESK-1,Desk,499.00,USD\r\n"


async def product(stage: Stage, _whose: Member) -> Json:
    """Something for sale."""
    return {"id": await keep(stage, _product())}


async def slug_of_product(stage: Stage, _whose: Member) -> Json:
    """Something for sale, by its slug."""
    row = _product()
    await keep(stage, row)
    return {"slug": row.slug}


async def new_product(_stage: Stage, _whose: Member) -> Json:
    """A product that is not there yet."""
    return {"sku": secrets.token_hex(4), "name": "Desk", "price": "499.00", "currency": "USD"}


async def category(stage: Stage, _whose: Member) -> Json:
    """An empty category."""
    made = uuid7()
    return {"id": await keep(stage, Category(id=made, slug=f"desks-{made.hex}", name="Desks", path=[made]))}


async def an_import(stage: Stage, whose: Member) -> Json:
    """An import that has not begun."""
    return {"id": await _transfer(stage, whose, TransferKind.IMPORT)}


async def an_export(stage: Stage, whose: Member) -> Json:
    """An export whose file is there."""
    made = await _transfer(stage, whose, TransferKind.EXPORT)
    await stage.runtime.storage.put(f"catalog/transfers/{made}.csv", _CSV)
    return {"id": made}


async def _transfer(stage: Stage, whose: Member, kind: TransferKind) -> str:
    row = CatalogTransfer(
        kind=kind,
        status=TransferStatus.COMPLETED,
        requested_by=UUID(whose.id),
        expires_at=now() + timedelta(days=1),
    )
    return await keep(stage, row)


def _product() -> Product:
    made = uuid7()
    return Product(
        id=made, sku=made.hex, name="Desk", slug=f"desk-{made.hex}", price_minor=49900, currency="USD", stock=3
    )


scenes = {
    "list_products": Scene(),
    "create_product": Scene(body=new_product),
    "get_product": Scene(About.NOBODY, product),
    "get_product_by_slug": Scene(About.NOBODY, slug_of_product),
    "update_product": Scene(About.NOBODY, product, {"stock": 1}),
    "delete_product": Scene(About.NOBODY, product),
    "list_categories": Scene(),
    "create_category": Scene(body={"name": "Desks"}),
    "get_category": Scene(About.NOBODY, category),
    "update_category": Scene(About.NOBODY, category, {"name": "Tables"}),
    "delete_category": Scene(About.NOBODY, category),
    "create_product_import": Scene(options={"content": _CSV, "headers": {"Content-Type": "text/csv"}}),
    "list_product_imports": Scene(),
    "get_product_import": Scene(About.NOBODY, an_import),
    "create_product_export": Scene(body={}),
    "list_product_exports": Scene(),
    "get_product_export": Scene(About.NOBODY, an_export),
    "download_product_export": Scene(About.NOBODY, an_export),
}
