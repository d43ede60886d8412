"""The demonstration shop: planted once, with pictures, and as the guide's example asks for it."""

from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest

from groundwork.domains import auth, catalog
from groundwork.domains.catalog.demo import goods
from groundwork.entrypoints.composition import open_runtime
from groundwork.entrypoints.http import create_asgi
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import client_of, make_settings
from tests.security.support import fetch

pytestmark = pytest.mark.anyio

_EVERYTHING = (
    "SELECT (SELECT jsonb_agg(to_jsonb(p) - 'search' ORDER BY p.id) FROM products p),"
    " (SELECT jsonb_agg(c ORDER BY c.id) FROM categories c),"
    " (SELECT jsonb_agg(i ORDER BY i.product_id, i.position) FROM product_images i),"
    " (SELECT jsonb_agg(f ORDER BY f.id) FROM files f)"
)


@pytest.fixture
async def fresh(empty_database: str, home: Path) -> AsyncIterator[Runtime]:
    """The application on an empty database."""
    async with open_runtime(make_settings(empty_database, home)).running() as running:
        yield running


async def _plant(runtime: Runtime) -> None:
    for seed in (*auth.domain.seeds, *catalog.domain.seeds):
        async with transaction(runtime) as db:
            await seed.plant(db)


async def test_sixty_products_are_planted_once_with_all_their_pictures(fresh: Runtime) -> None:
    await _plant(fresh)
    first = await fetch(fresh, _EVERYTHING)
    await _plant(fresh)
    assert await fetch(fresh, _EVERYTHING) == first
    products, categories, images, files = first[0]
    assert (len(products), len(categories)) == (60, 16)
    assert len(images) == len(files) == sum(len(product.pictures) for product in goods.products())
    assert all(file["public"] and (file["width"], file["height"]) == (1280, 960) for file in files)
    async with client_of(create_asgi(fresh)) as client:
        for image in images[:3]:
            picture = await client.get(f"/api/v1/files/{image['file_id']}/content")
            assert picture.status_code == 200
            assert picture.headers["content-type"] == "image/webp"
        asked = "search=laptop&filter[category]=electronics&filter[inStock]=true&priceMin=500&priceMax=2000"
        found = (await client.get(f"/api/v1/products?{asked}&limit=50")).json()["data"]
        laptops = [one for one in found if one["category"] == "laptops"]
        assert len(laptops) >= 4
        assert all(one["inStock"] and 500 <= float(one["price"]) <= 2000 for one in found)
        newest = (await client.get("/api/v1/products?limit=12")).json()["data"]
    assert len({one["category"] for one in newest}) >= 6, "the first page should show what there is"
    assert all(earlier["createdAt"] >= later["createdAt"] for earlier, later in pairwise(newest))


def test_every_product_has_a_shelf_a_description_attributes_and_a_picture() -> None:
    shelves = {shelf.slug for shelf in goods.categories()}
    products = goods.products()
    assert len({product.slug for product in products}) == len({product.sku for product in products}) == 60
    for product in products:
        assert product.category in shelves
        assert 120 < len(product.description) < 700, product.sku
        assert 4 < len(product.attributes) < 9, product.sku
        assert product.pictures, product.sku
        assert all(picture.alt for picture in product.pictures), product.sku
    assert sum(product.stock == 0 for product in products) == 3
