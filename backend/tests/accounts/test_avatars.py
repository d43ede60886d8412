"""/users/{id}/avatar: what is a picture, what becomes of it, and who may change it."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import psutil
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image

from groundwork.domains.accounts import avatars, pictures
from groundwork.kernel.database import transaction
from groundwork.kernel.pictures import DamagedPicture, NoPicture, PictureTooLarge
from groundwork.kernel.runtime import Runtime
from tests.accounts import drawing
from tests.conftest import MakePerson, Person
from tests.security.support import RunJobs, code_of, fetch

pytestmark = pytest.mark.anyio

CANARY = b"51.4769N-0.0005W"


async def put(who: Person, content: bytes, kind: str = "image/png", whose: str | None = None) -> httpx2.Response:
    """Set an avatar."""
    headers = {"Content-Type": kind}
    return await who.call("PUT", f"/users/{whose or who.id}/avatar", content=content, headers=headers)


def kept(home: Path, answer: httpx2.Response) -> list[bytes]:
    """The files that the storage has of an avatar."""
    key = answer.json()["data"]["profilePicture"].split("/")[2]
    return [path.read_bytes() for path in sorted((home / "files" / "avatars" / key).iterdir())]


@pytest.mark.parametrize("kind", drawing.KINDS)
async def test_a_picture_is_shown_in_three_sizes(
    person: MakePerson, client: httpx2.AsyncClient, runtime: Runtime, kind: str
) -> None:
    """Without signing in, for ever, and as a page it could do nothing."""
    someone = await person()
    answer = await put(someone, drawing.encoded(drawing.quadrants(), kind), drawing.KINDS[kind])
    assert answer.status_code == 200, answer.text
    address = answer.json()["data"]["profilePicture"]
    assert address.endswith("/128")
    assert (await someone.get("/auth/me")).json()["data"]["profilePicture"] == address
    assert (await someone.get(f"/users/{someone.id}")).headers["ETag"] == answer.headers["ETag"]
    for size in (64, 128, 512):
        shown = await client.get(address.replace("/128", f"/{size}"))
        assert shown.status_code == 200
        assert shown.headers["Content-Type"] == "image/webp"
        assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'; sandbox" in shown.headers.get_list("Content-Security-Policy")
        image = drawing.decoded(shown.content)
        assert (image.format, image.size) == ("WEBP", (size, size))
        assert drawing.corners(image) == ["red", "green", "blue", "white"]
    counted = "SELECT count(*) FROM audit_logs WHERE action = 'user.avatar_changed' AND resource_id = :id"
    audited = await fetch(runtime, counted, id=someone.id)
    assert audited[0][0] == 1


async def test_another_picture_has_another_address_and_the_old_one_goes(
    person: MakePerson, client: httpx2.AsyncClient, run_jobs: RunJobs, home: Path
) -> None:
    someone = await person()
    first = await put(someone, drawing.encoded(drawing.quadrants()))
    second = await put(someone, drawing.encoded(Image.new("RGB", (90, 90), drawing.RED)))
    await run_jobs()
    one, two = (answer.json()["data"]["profilePicture"] for answer in (first, second))
    assert one != two
    assert code_of(await client.get(one)) == (404, "NOT_FOUND")
    assert not (home / "files" / "avatars" / one.split("/")[2]).exists()
    assert (await client.get(two)).status_code == 200
    removed = await someone.call("DELETE", f"/users/{someone.id}/avatar")
    assert removed.status_code == 200
    assert (await someone.get("/auth/me")).json()["data"]["profilePicture"] is None
    await run_jobs()
    assert (await client.get(two)).status_code == 404
    assert (await someone.call("DELETE", f"/users/{someone.id}/avatar")).status_code == 200


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright_whatever_way_the_camera_was_held(orientation: int) -> None:
    """The eight values of EXIF's orientation (tag 0x0112)."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = drawing.quadrants() if orientation == 1 else drawing.quadrants().transpose(turns[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    drawn = pictures._draw_anew(drawing.encoded(stored, "JPEG", exif=exif, quality=95))
    assert drawing.corners(drawing.decoded(drawn[512])) == ["red", "green", "blue", "white"]


async def test_nothing_but_the_pixels_is_kept(person: MakePerson, home: Path) -> None:
    """Place, comments, profiles and what was written behind the picture are gone from every size."""
    someone = await person()
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    exif.get_ifd(0x8825)[29] = CANARY.decode()
    for kind, options in (
        ("JPEG", {"exif": exif, "comment": CANARY, "icc_profile": CANARY * 20, "xmp": CANARY}),
        ("WEBP", {"exif": exif, "xmp": CANARY, "icc_profile": CANARY * 20}),
        ("PNG", {"exif": exif, "icc_profile": CANARY * 20}),
        ("GIF", {"comment": CANARY}),
    ):
        content = drawing.encoded(drawing.quadrants(), kind, **options) + b"<script>" + CANARY
        assert CANARY in content
        answer = await put(someone, content, drawing.KINDS[kind])
        assert answer.status_code == 200, (kind, answer.text)
        files = kept(home, answer)
        assert len(files) == 3
        for file in files:
            assert CANARY not in file
            assert b"script" not in file
            image = drawing.decoded(file)
            assert not image.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_pictures_of_every_mode_are_drawn(mode: str) -> None:
    kind = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    image = Image.new(mode, (300, 40)) if mode == "I;16" else drawing.quadrants().convert(mode).resize((300, 40))
    drawn = pictures._draw_anew(drawing.encoded(image, kind))
    assert [drawing.decoded(content).size for content in drawn.values()] == [(64, 64), (128, 128), (512, 512)]


def test_transparency_stays() -> None:
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert drawing.decoded(pictures._draw_anew(drawing.encoded(image))[64]).convert("RGBA").getpixel((30, 30))[3] == 0


async def test_what_it_is_shows_its_content_and_not_its_name(person: MakePerson) -> None:
    someone = await person()
    assert (await put(someone, drawing.encoded(drawing.quadrants(), "GIF"), "image/jpeg")).status_code == 200


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FOREIGN = {
    "svg": SVG,
    "html": b"<!doctype html><script>alert(1)</script>",
    "gif in name only": b"GIF89a/*" + b"A" * 50 + b"*/=alert(1)//",
    "pdf": b"%PDF-1.7\n1 0 obj\n",
    "zip": b"PK\x03\x04" + bytes(60),
    "bmp": drawing.encoded(drawing.quadrants(), "BMP"),
    "tiff": drawing.encoded(drawing.quadrants(), "TIFF"),
    "ico": drawing.encoded(drawing.quadrants(), "ICO"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "jpeg 2000": b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(40),
    "nothing": b"",
    "a byte": b"\xff",
    "jpeg without an image": b"\xff\xd8\xff\xe0" + bytes(40),
}


@pytest.mark.parametrize("name", FOREIGN)
async def test_s56_what_is_no_picture_is_refused(person: MakePerson, runtime: Runtime, home: Path, name: str) -> None:
    """Whatever it is called; and nothing is kept. [ASVS 5.2.2]"""
    someone = await person()
    before = sorted((home / "files").rglob("*.webp"))
    for kind in ("image/png", "image/gif", "image/svg+xml", "text/html", "application/json", "multipart/form-data"):
        answer = await put(someone, FOREIGN[name], kind)
        assert answer.status_code in {400, 415}, (name, kind)
        assert answer.json()["error"]["code"] in {"UNSUPPORTED_MEDIA_TYPE", "VALIDATION_ERROR"}
    assert sorted((home / "files").rglob("*.webp")) == before
    assert await fetch(runtime, "SELECT profile_picture_url FROM users WHERE id = :id", id=someone.id) == [(None,)]


@pytest.mark.parametrize("kind", drawing.KINDS)
async def test_a_picture_that_ends_too_early_is_refused(person: MakePerson, kind: str) -> None:
    someone = await person()
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    content = drawing.encoded(noise, kind)
    answer = await put(someone, content[: len(content) // 2], drawing.KINDS[kind])
    assert answer.status_code in {400, 415}
    assert (await someone.get("/auth/me")).json()["data"]["profilePicture"] is None


FLOODS = {
    "png": drawing.png_flood(40_000, 40_000),
    "png at once": drawing.png_flood(4_001, 4_000),
    "gif": drawing.gif_flood(),
    "webp": drawing.webp_flood(),
    "jpeg": drawing.jpeg_flood(),
}


async def test_s57_a_flood_of_pixels_is_refused_and_memory_stays_flat(person: MakePerson) -> None:
    """Few bytes that promise 16 million pixels and more: 413 before any of them is made. [ASVS 5.2.6]"""
    someone, process = await person(), psutil.Process(os.getpid())
    for _ in range(2):
        for name, content in FLOODS.items():
            assert len(content) < 20_000
            assert code_of(await put(someone, content)) == (413, "PAYLOAD_TOO_LARGE"), name
    before = process.memory_info().rss
    for _ in range(20):
        for content in FLOODS.values():
            assert (await put(someone, content)).status_code == 413
    assert process.memory_info().rss - before < 8 * 1024 * 1024


async def test_s57_more_than_five_megabytes_are_refused(person: MakePerson) -> None:
    """Whether the length is told or not. [ASVS 5.2.1]"""
    someone = await person()
    picture = drawing.encoded(drawing.quadrants())
    just = picture + bytes(pictures.MOST_BYTES - len(picture))
    assert (await put(someone, just)).status_code == 200
    assert code_of(await put(someone, just + b"\0")) == (413, "PAYLOAD_TOO_LARGE")

    async def pieces() -> Any:
        for _ in range(60):
            yield bytes(100_000)

    answer = await someone.call(
        "PUT", f"/users/{someone.id}/avatar", content=pieces(), headers={"Content-Type": "image/png"}
    )
    assert code_of(answer) == (413, "PAYLOAD_TOO_LARGE")


def test_a_large_photograph_is_drawn() -> None:
    """24 million pixels, as telephones make them."""
    photograph = drawing.encoded(drawing.quadrants(4900), "JPEG")
    assert drawing.corners(drawing.decoded(pictures._draw_anew(photograph)[64])) == ["red", "green", "blue", "white"]


_GOOD = [drawing.encoded(drawing.quadrants(40), kind) for kind in drawing.KINDS]


@examples(max_examples=300, deadline=None)
@given(
    content=st.sampled_from(_GOOD),
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), max_size=8),
    kept=st.floats(0, 1) | st.just(1),
)
def test_whatever_the_bytes_it_is_a_picture_or_an_error_of_ours(
    content: bytes, changes: list[tuple[int, bytes]], kept: float
) -> None:
    """Damaged in any place, cut anywhere."""
    damaged = bytearray(content)
    for number, piece in changes:
        place = number % len(damaged)
        damaged[place : place + len(piece)] = piece
    del damaged[int(len(damaged) * kept) :]
    try:
        drawn = pictures._draw_anew(bytes(damaged))
    except (NoPicture, DamagedPicture, PictureTooLarge):
        return
    assert sorted(drawn) == [64, 128, 512]


@pytest.mark.parametrize(
    "path",
    [
        "/avatars/x/128",
        f"/avatars/{'a' * 32}/128",
        f"/avatars/{'a' * 32}/129",
        f"/avatars/{'a' * 32}/../../exports",
        "/avatars/..%2f..%2fsecrets.json/128",
        f"/avatars/{'.' * 32}/64",
    ],
)
async def test_there_is_nothing_else_at_the_address_of_pictures(client: httpx2.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404 or "text/html" in answer.headers["Content-Type"]
    assert b"secret" not in answer.content


async def test_who_may_not_change_a_user_may_not_change_the_picture(person: MakePerson, runtime: Runtime) -> None:
    """404 for what one does not see, 403 for what one sees; an administrator takes an improper picture away."""
    someone, other = await person(), await person()
    manager, admin = await person(role="manager"), await person(role="admin")
    picture = drawing.encoded(drawing.quadrants())
    assert (await put(someone, picture)).status_code == 200
    shown = "SELECT profile_picture_url FROM users WHERE id = :id"
    before = await fetch(runtime, shown, id=someone.id)
    for who, expected in ((other, (404, "NOT_FOUND")), (manager, (403, "FORBIDDEN"))):
        assert code_of(await put(who, picture, whose=someone.id)) == expected
        assert code_of(await who.call("DELETE", f"/users/{someone.id}/avatar")) == expected
    assert code_of(await put(admin, picture, whose=str(uuid4()))) == (404, "NOT_FOUND")
    assert await fetch(runtime, shown, id=someone.id) == before
    assert (await admin.call("DELETE", f"/users/{someone.id}/avatar")).status_code == 200
    assert await fetch(runtime, shown, id=someone.id) == [(None,)]


async def test_pictures_that_nobody_shows_are_swept_away(person: MakePerson, runtime: Runtime, home: Path) -> None:
    """Those of uploads that ended in the middle, not those of now."""
    someone = await person()
    await put(someone, drawing.encoded(drawing.quadrants()))
    left = await avatars.store(runtime, dict.fromkeys(pictures.SIZES, b"left behind"))
    fresh = await avatars.store(runtime, dict.fromkeys(pictures.SIZES, b"just coming"))
    hours_ago = (home / "files").stat().st_mtime - timedelta(hours=3).total_seconds()
    for path in (home / "files" / "avatars").rglob("*.webp"):
        if fresh not in str(path):
            os.utime(path, (hours_ago, hours_ago))
    async with transaction(runtime) as db:
        await avatars.sweep(db)
    assert await avatars.read(runtime, left, 64) is None
    assert await avatars.read(runtime, fresh, 64) == b"just coming"
    shown = (await someone.get("/auth/me")).json()["data"]["profilePicture"]
    assert await avatars.read(runtime, shown.split("/")[2], 64)
