"""The pictures of products: files that somebody put up, which become public with the product."""

import httpx2
import pytest
from PIL import Image

from tests.accounts.drawing import encoded
from tests.catalog.support import V1, add_product
from tests.conftest import MakePerson, Person
from tests.files.support import upload, uploaded

pytestmark = pytest.mark.anyio


def pixels(width: int) -> bytes:
    """A picture, 30 pixels high."""
    return encoded(Image.new("RGB", (width, 30)))


async def test_a_product_shows_its_pictures_in_their_order(manager: Person, client: httpx2.AsyncClient) -> None:
    first, second = [(await uploaded(manager, pixels(width), "desk.png"))["id"] for width in (40, 60)]
    assert (await client.get(f"{V1}/files/{first}/content")).status_code == 404
    product = await add_product(manager, images=[{"fileId": second, "alt": "From above"}, {"fileId": first}])
    assert product["images"] == [
        {"fileId": second, "alt": "From above", "width": 60, "height": 30},
        {"fileId": first, "alt": "", "width": 40, "height": 30},
    ]
    assert (await client.get(f"{V1}/products/{product['id']}")).json()["data"]["images"] == product["images"]
    assert (await client.get(f"{V1}/files/{first}/content")).status_code == 200
    etag = (await manager.get(f"/products/{product['id']}")).headers["etag"]
    images = [{"fileId": first, "alt": "From the side"}]
    changed = await manager.call(
        "PATCH", f"/products/{product['id']}", json={"images": images}, headers={"If-Match": etag}
    )
    assert changed.json()["data"]["images"] == [{**images[0], "width": 40, "height": 30}]
    assert changed.headers["etag"] != etag
    assert (await client.get(f"{V1}/products/{product['id']}")).headers["etag"] == changed.headers["etag"]


async def test_a_file_that_a_product_shows_stays(manager: Person) -> None:
    file = (await uploaded(manager, pixels(40), "desk.png"))["id"]
    product = await add_product(manager, images=[{"fileId": file}])
    assert (await manager.call("DELETE", f"/files/{file}")).status_code == 409
    await manager.call("DELETE", f"/products/{product['id']}")
    assert (await manager.call("DELETE", f"/files/{file}")).status_code == 200


async def test_only_pictures_that_one_may_see_can_be_shown(manager: Person, person: MakePerson) -> None:
    stranger = await person()
    theirs = (await uploaded(stranger, pixels(40), "desk.png"))["id"]
    text = (await upload(manager, b"Notes")).json()["data"]["id"]
    product = await add_product(manager)
    for images in (
        [{"fileId": theirs}],
        [{"fileId": text}],
        [{"fileId": product["id"]}],
        [{"fileId": "no id"}],
        [{"fileId": theirs, "width": 1}],
        [{"fileId": theirs}] * 13,
    ):
        answer = await manager.call("PATCH", f"/products/{product['id']}", json={"images": images})
        assert answer.status_code == 400, images
        assert answer.json()["error"]["code"] == "VALIDATION_ERROR"
    assert (await manager.get(f"/products/{product['id']}")).json()["data"] == product
    assert not (await stranger.get(f"/files/{theirs}")).json()["data"]["public"]
