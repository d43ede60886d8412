"""Pictures of people: recognized by their content, drawn anew in three sizes, without anything but the pixels.

A picture is decoded one at a time, and only when its header promises a size that fits into memory.
"""

import asyncio
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image, ImageOps

from groundwork.domains.accounts.errors import DamagedPicture, NoPicture, PictureTooLarge

SIZES = (64, 128, 512)
"""Edges of the squares, pixels."""

MOST_BYTES = 5 * 1024 * 1024
_MOST_PIXELS = 16_000_000
"""Of what is decoded: 64 MB with four bytes a pixel."""

_MOST_PIXELS_OF_JPEG = 64_000_000
"""A JPEG is decoded at an eighth, a quarter or half of its size; today's telephones make them this large."""

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

Image.MAX_IMAGE_PIXELS = None  # the bounds here are lower, and are told as one error

_one_at_a_time = ThreadPoolExecutor(1, "pictures")


async def draw_anew(content: bytes) -> dict[int, bytes]:
    """The middle square of a picture as WebP in each of :data:`SIZES`, upright, without metadata.

    Raises:
        NoPicture: it is none of the kinds that are read.
        PictureTooLarge: it has too many pixels.
        DamagedPicture: it cannot be read to its end.
    """
    return await asyncio.get_running_loop().run_in_executor(_one_at_a_time, _draw_anew, content)


def _draw_anew(content: bytes) -> dict[int, bytes]:
    try:
        image = Image.open(BytesIO(content), formats=_FORMATS)
    except _UNREADABLE:
        raise NoPicture from None
    with image:
        _refuse_flood(image)
        try:
            square = _square(image)
        except _UNREADABLE:
            raise DamagedPicture from None
    return {size: _as_webp(square, size) for size in SIZES}


def _refuse_flood(image: Image.Image) -> None:
    """Few bytes can promise many pixels; only the header has been read so far."""
    largest = _MOST_PIXELS
    if image.format in {"JPEG", "MPO"}:
        largest = _MOST_PIXELS_OF_JPEG
        image.draft("RGB", (2 * SIZES[-1], 2 * SIZES[-1]))
    if image.width * image.height > largest:
        raise PictureTooLarge(f"The picture has more than {largest // 1_000_000} million pixels")


def _square(image: Image.Image) -> Image.Image:
    """The middle, as large as the largest size; what the camera noted about which way is up is applied to it."""
    edge = min(image.size)
    left, top = (image.width - edge) // 2, (image.height - edge) // 2
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    colors = image.convert("RGBA" if has_alpha else "RGB")
    largest = (SIZES[-1], SIZES[-1])
    square = colors.resize(largest, box=(left, top, left + edge, top + edge), reducing_gap=3.0)
    return ImageOps.exif_transpose(square)


def _as_webp(square: Image.Image, size: int) -> bytes:
    # A new image has nothing of the old one's comments, profiles and places.
    plain = Image.frombytes(square.mode, square.size, square.tobytes())
    if size != plain.width:
        plain = plain.resize((size, size), Image.Resampling.LANCZOS)
    written = BytesIO()
    plain.save(written, "WEBP", quality=82, method=4)
    return written.getvalue()
