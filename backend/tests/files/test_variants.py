"""Pictures in smaller sizes and newer formats."""

from io import BytesIO

import pytest
from PIL import Image

from groundwork.domains.files import variants
from groundwork.domains.files.kinds import Kind, Recognized, recognize
from tests.accounts import drawing
from tests.conftest import Person
from tests.files.conftest import House
from tests.files.support import Json, content_of, file_of, uploaded

pytestmark = pytest.mark.anyio

CANARY = b"51.4769N-0.0005W"
NO_AVIF = {"Accept": "image/avif;q=0"}
AVIF = {"Accept": "image/avif,image/webp,*/*"}


def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    """A picture whose corners are told apart."""
    return drawing.encoded(drawing.quadrants().resize((width, height)).convert(mode), kind, **options)


async def shown(house: House, who: Person, content: bytes, name: str = "view.png", **fields: str) -> Json:
    """A picture that was uploaded, once its variants are made."""
    file = await uploaded(who, content, name, **fields)
    assert file["status"] == "processing"
    await house.run_jobs()
    return await file_of(who, file["id"])


@pytest.mark.parametrize("kind", drawing.KINDS)
async def test_a_picture_is_made_smaller(house: House, kind: str) -> None:
    """In each width up to its own, as AVIF and WebP; its size is known at once."""
    ada = await house.join()
    content = picture(700, 350, kind)
    file = await uploaded(ada, content, "view.txt", public="true")
    assert (file["contentType"], file["width"], file["height"]) == (drawing.KINDS[kind], 700, 350)
    original = await content_of(ada, file, AVIF, variant=320)
    assert (original.content, original.headers["Content-Type"]) == (content, drawing.KINDS[kind])
    assert "immutable" not in original.headers["Cache-Control"]
    await house.run_jobs()
    file = await file_of(ada, file["id"])
    assert file["status"] == "ready"
    assert file["variants"] == [
        {"width": width, "height": width // 2, "formats": ["avif", "webp"]} for width in (160, 320, 640)
    ]
    for asked, width in ((1, 160), (160, 160), (161, 320), (640, 640), (1280, 640)):
        for headers, form in (
            (AVIF, "AVIF"),
            ({"Accept": "image/webp"}, "WEBP"),
            ({"Accept": "image/avif;q=0"}, "WEBP"),
        ):
            answer = await content_of(ada, file, headers, variant=asked)
            assert answer.headers["Content-Type"] == f"image/{form.lower()}"
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert answer.headers["Vary"] == "Accept"
            image = drawing.decoded(answer.content)
            assert (image.format, image.size) == (form, (width, width // 2))
            assert drawing.corners(image) == ["red", "green", "blue", "white"]
    assert (await content_of(ada, file, AVIF)).content == content
    etags = {(await content_of(ada, file, headers, variant=320)).headers["ETag"] for headers in (AVIF, {})}
    assert len(etags) == 2


async def test_a_private_picture_stays_private(house: House) -> None:
    ada, eve = await house.join(), await house.join()
    file = await shown(house, ada, picture(400, 400))
    assert (await content_of(ada, file, variant=160)).headers["Cache-Control"] == "private, no-cache"
    assert (await content_of(eve, file, variant=160)).status_code == 404


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_upright(orientation: int) -> None:
    """The eight values of EXIF's orientation (tag 0x0112); width and height are those of the upright one."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = drawing.quadrants().resize((400, 200))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(turns[orientation]) if orientation in turns else upright
    content = drawing.encoded(stored, "JPEG", exif=exif, quality=95)
    assert recognize(content, "view.jpg") == Recognized("image/jpeg", Kind.IMAGE, 400, 200)
    width, height, made, drawn = variants._draw(content)
    assert (width, height) == (400, 200)
    assert [variant["width"] for variant in made] == [160, 320]
    for picture in drawn.values():
        assert drawing.corners(drawing.decoded(picture)) == ["red", "green", "blue", "white"]


async def test_nothing_but_the_pixels_is_in_a_variant(house: House) -> None:
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    exif.get_ifd(0x8825)[29] = CANARY.decode()
    options = {"exif": exif, "comment": CANARY, "icc_profile": CANARY * 20, "xmp": CANARY}
    content = picture(400, 400, "JPEG", **options) + b"<script>" + CANARY
    ada = await house.join()
    file = await shown(house, ada, content)
    for headers in (AVIF, {}):
        answer = await content_of(ada, file, headers, variant=320)
        assert CANARY not in answer.content
        assert b"script" not in answer.content
        image = drawing.decoded(answer.content)
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)


async def test_transparency_stays(house: House) -> None:
    ada = await house.join()
    file = await shown(house, ada, drawing.encoded(Image.new("RGBA", (200, 200), (0, 0, 0, 0))))
    for headers in (AVIF, {}):
        image = drawing.decoded((await content_of(ada, file, headers, variant=160)).content)
        assert image.convert("RGBA").getpixel((80, 80))[3] == 0


async def test_a_small_picture_stays_as_it_is(house: House) -> None:
    ada = await house.join()
    file = await shown(house, ada, picture(159, 400))
    assert (file["status"], file["variants"]) == ("ready", [])
    assert (await content_of(ada, file, variant=160)).headers["Content-Type"] == "image/png"


async def test_a_picture_with_much_about_it_in_front_is_measured_by_the_job(house: House) -> None:
    """The size of a JPEG may come after megabytes of profiles."""
    ada = await house.join()
    content = picture(400, 200, "JPEG", icc_profile=b"x" * 400_000)
    file = await uploaded(ada, content, "view.jpg")
    assert (file["contentType"], file["width"]) == ("image/jpeg", None)
    await house.run_jobs()
    file = await file_of(ada, file["id"])
    assert (file["width"], file["height"], len(file["variants"])) == (400, 200, 2)


async def test_what_only_begins_like_a_picture_is_saved_and_not_shown(house: House) -> None:
    ada = await house.join()
    content = picture(400, 400, "PNG")
    file = await uploaded(ada, content[: len(content) // 2] + b"<script>alert(1)</script>", "view.png")
    await house.run_jobs()
    file = await file_of(ada, file["id"])
    assert (file["status"], file["contentType"], file["variants"]) == ("ready", "application/octet-stream", [])
    answer = await content_of(ada, file)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="view.png"'


async def test_variants_go_with_the_picture(house: House) -> None:
    ada = await house.join()
    file = await shown(house, ada, picture(400, 400))
    assert len([path for path in await house.kept() if file["id"] in path]) == 5
    assert (await ada.call("DELETE", f"/files/{file['id']}")).status_code == 200
    await house.run_jobs()
    assert [path for path in await house.kept() if file["id"] in path] == []


async def test_a_picture_that_was_deleted_meanwhile_is_no_trouble(house: House) -> None:
    ada = await house.join()
    file = await uploaded(ada, picture(400, 400))
    await ada.call("DELETE", f"/files/{file['id']}")
    await house.run_jobs()
    assert [path for path in await house.kept() if file["id"] in path] == []


async def test_an_animation_is_shown_by_its_first_picture(house: House) -> None:
    frames = [Image.new("RGB", (200, 200), color) for color in ("red", "blue")]
    content = BytesIO()
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:], duration=100)
    ada = await house.join()
    file = await shown(house, ada, content.getvalue(), "view.gif")
    red, _, blue = drawing.decoded((await content_of(ada, file, variant=160)).content).convert("RGB").getpixel((80, 80))
    assert (red > 200, blue < 50) == (True, True)
    assert (await content_of(ada, file)).content == content.getvalue()
