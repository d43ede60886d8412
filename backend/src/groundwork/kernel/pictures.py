"""Pictures: recognized by their content, decoded one at a time and only when their pixels fit into memory."""

import asyncio
import struct
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

from PIL import Image

from groundwork.kernel.errors import Detail, PayloadTooLarge, UnsupportedMediaType, ValidationFailed

T = TypeVar("T")

_MOST_PIXELS = 16_000_000
"""Of what is decoded: 64 MB with four bytes a pixel."""

_MOST_PIXELS_OF_JPEG = 64_000_000
"""A JPEG is decoded at an eighth, a quarter or half of its size; today's telephones make them this large."""

_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Pillow's decoders raise when they trip over damaged input."""

_ORIENTATION = 0x0112
_LYING = frozenset({5, 6, 7, 8})
"""The orientations of EXIF in which width and height change places."""

Image.MAX_IMAGE_PIXELS = None  # the bounds here are lower, and are told as one error

_one_at_a_time = ThreadPoolExecutor(1, "pictures")


class NoPicture(UnsupportedMediaType):
    """The bytes are not a picture of a kind that is read, whatever the request calls them."""

    message = "Must be a JPEG, PNG, WebP or GIF picture"


class PictureTooLarge(PayloadTooLarge):
    """Too many bytes, or too many pixels in few bytes."""

    message = "The picture is too large"


class DamagedPicture(ValidationFailed):
    """It begins like a picture and cannot be read to its end."""

    def __init__(self) -> None:
        super().__init__(details=[Detail("body", "The picture is damaged")])


@dataclass(frozen=True, slots=True)
class Measured:
    """What the first bytes of a picture tell: its type, and its size in pixels when it is held upright."""

    content_type: str
    width: int
    height: int


async def in_turn(draw: Callable[[bytes], T], content: bytes) -> T:
    """What ``draw`` makes of a picture, in a thread; one at a time, so that many do not fill the memory."""
    return await asyncio.get_running_loop().run_in_executor(_one_at_a_time, draw, content)


def measure(head: bytes) -> Measured | None:
    """What a file that begins like this shows, or none when it is not a picture.

    Raises:
        PictureTooLarge: it promises more pixels than are ever decoded.
    """
    if head.startswith(b"RIFF") and head.startswith(b"WEBP", 8):
        return _measure_webp(head)
    try:
        image = Image.open(BytesIO(head), formats=_FORMATS)
    except _UNREADABLE:
        return None
    with image:
        _refuse_flood(image, None)
        try:
            lies = image.getexif().get(_ORIENTATION) in _LYING
        except _UNREADABLE:
            lies = False
        width, height = (image.height, image.width) if lies else image.size
        return Measured(_TYPES[image.format or "JPEG"], width, height)


def _measure_webp(head: bytes) -> Measured | None:
    """From the header alone, since Pillow opens a WebP only when all of it is there (RFC 9649, section 2)."""
    kind, data = head[12:16], head[20:30]
    if len(data) < 10:
        return None
    if kind == b"VP8X":
        width, height = 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
    elif kind == b"VP8L" and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif kind == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    else:
        return None
    _refuse_more_than(_MOST_PIXELS, (width, height))
    return Measured(_TYPES["WEBP"], width, height)


@contextmanager
def opened(content: bytes, edge: int) -> Iterator[Image.Image]:
    """A picture whose pixels can be asked for; a large JPEG in a size of at least ``edge`` pixels.

    Raises:
        NoPicture: it is none of the kinds that are read.
        PictureTooLarge: it has too many pixels.
        DamagedPicture: it cannot be read to its end.
    """
    try:
        image = Image.open(BytesIO(content), formats=_FORMATS)
    except _UNREADABLE:
        raise NoPicture from None
    with image:
        _refuse_flood(image, edge)
        try:
            yield image
        except _UNREADABLE:
            raise DamagedPicture from None


def _refuse_flood(image: Image.Image, edge: int | None) -> None:
    """Few bytes can promise many pixels; only the header has been read so far."""
    is_jpeg = image.format in {"JPEG", "MPO"}
    # The decoder keeps a progressive one whole, whatever the size in which it is asked for.
    _refuse_more_than(
        _MOST_PIXELS_OF_JPEG if is_jpeg and not image.info.get("progressive") else _MOST_PIXELS, image.size
    )
    if is_jpeg and edge is not None:
        image.draft("RGB", (edge, edge))


def _refuse_more_than(most: int, size: tuple[int, int]) -> None:
    if size[0] * size[1] > most:
        raise PictureTooLarge(f"The picture has more than {most // 1_000_000} million pixels")


def colors_of(image: Image.Image) -> Image.Image:
    """Its pixels in full color, with transparency where there is some."""
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def plain(image: Image.Image) -> Image.Image:
    """A new image of the same pixels, which has nothing of the old one's comments, profiles and places."""
    return Image.frombytes(image.mode, image.size, image.tobytes())


def written(image: Image.Image, kind: str, **options: int) -> bytes:
    """The image as a file of this kind: ``WEBP``, ``AVIF``."""
    into = BytesIO()
    image.save(into, kind, **options)
    return into.getvalue()
