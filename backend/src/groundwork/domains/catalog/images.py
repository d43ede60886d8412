"""The pictures of a product, in their order."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.catalog.models import ProductImage
from groundwork.domains.files import service as files
from groundwork.kernel.actor import Actor


async def show_images(db: AsyncSession, actor: Actor, product_id: UUID, images: Sequence[Mapping[str, Any]]) -> None:
    """Show these, ``{"file_id", "alt"}`` each, in place of those before. The product's row is written.

    Raises:
        ValidationFailed: one of them is no picture that the actor may see.
    """
    await db.execute(delete(ProductImage).where(ProductImage.product_id == product_id))
    if not images:
        return
    shown = await files.show(db, actor, [image["file_id"] for image in images])
    rows = [
        {
            "product_id": product_id,
            "position": position,
            "file_id": image["file_id"],
            "alt": image["alt"],
            "width": shown[image["file_id"]].width,
            "height": shown[image["file_id"]].height,
        }
        for position, image in enumerate(images)
    ]
    await db.execute(insert(ProductImage), rows)
