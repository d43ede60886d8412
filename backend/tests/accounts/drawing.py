"""Pictures for tests, good and hostile."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 30), (30, 30, 220), (250, 250, 250)


def quadrants(edge: int = 200) -> Image.Image:
    """Red and green above, blue and white below."""
    image = Image.new("RGB", (edge, edge))
    half = edge // 2
    for color, place in ((RED, (0, 0)), (GREEN, (half, 0)), (BLUE, (0, half)), (WHITE, (half, half))):
        image.paste(color, (*place, place[0] + half, place[1] + half))
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The image as a file."""
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def decoded(content: bytes) -> Image.Image:
    """The image of a file, read to its end."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def corners(image: Image.Image) -> list[str]:
    """Which of the four colors is where: above left, above right, below left, below right."""
    names = {RED: "red", GREEN: "green", BLUE: "blue", WHITE: "white"}
    left, right, top, bottom = image.width // 4, 3 * image.width // 4, image.height // 4, 3 * image.height // 4
    found = []
    for place in ((left, top), (right, top), (left, bottom), (right, bottom)):
        seen = image.convert("RGB").getpixel(place)
        found.append(min(names, key=lambda color: sum((a - b) ** 2 for a, b in zip(color, seen, strict=True))))
    return [names[color] for color in found]


def png_flood(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes whose header promises many pixels, and whose data keeps the promise for a while."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = zlib.compress(bytes(4_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif_flood() -> bytes:
    """A GIF of 65,535 by 65,535."""
    small = bytearray(encoded(Image.new("P", (1, 1)), "GIF"))
    small[6:10] = struct.pack("<HH", 65535, 65535)
    return bytes(small)


def webp_flood() -> bytes:
    """An extended WebP whose canvas is 16,383 by 16,383, around one small frame."""
    frames = [Image.new("RGB", (8, 8), RED), Image.new("RGB", (8, 8), BLUE)]
    small = bytearray(encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:]))
    place = small.index(b"VP8X") + 12
    small[place : place + 6] = struct.pack("<I", 16382)[:3] + struct.pack("<I", 16382)[:3]
    return bytes(small)


def jpeg_flood() -> bytes:
    """A JPEG whose header promises 65,500 by 65,500."""
    small = bytearray(encoded(quadrants(16), "JPEG"))
    place = small.index(b"\xff\xc0") + 5
    small[place : place + 4] = struct.pack(">HH", 65500, 65500)
    return bytes(small)
