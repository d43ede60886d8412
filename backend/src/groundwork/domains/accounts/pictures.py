"""Pictures of people: drawn anew as squares in three sizes, without anything but the pixels."""

from PIL import Image, ImageOps

from groundwork.kernel import pictures

SIZES = (64, 128, 512)
"""Edges of the squares, pixels."""

MOST_BYTES = 5 * 1024 * 1024


async def draw_anew(content: bytes) -> dict[int, bytes]:
    """The middle square of a picture as WebP in each of :data:`SIZES`, upright, without metadata.

    Raises:
        NoPicture: it is none of the kinds that are read.
        PictureTooLarge: it has too many pixels.
        DamagedPicture: it cannot be read to its end.
    """
    return await pictures.in_turn(_draw_anew, content)


def _draw_anew(content: bytes) -> dict[int, bytes]:
    with pictures.opened(content, 2 * SIZES[-1]) as image:
        square = _square(image)
    return {size: _as_webp(square, size) for size in SIZES}


def _square(image: Image.Image) -> Image.Image:
    """The middle, as large as the largest size; what the camera noted about which way is up is applied to it."""
    edge = min(image.size)
    left, top = (image.width - edge) // 2, (image.height - edge) // 2
    largest = (SIZES[-1], SIZES[-1])
    colors = pictures.colors_of(image)
    square = colors.resize(largest, box=(left, top, left + edge, top + edge), reducing_gap=3.0)
    return ImageOps.exif_transpose(square)


def _as_webp(square: Image.Image, size: int) -> bytes:
    plain = pictures.plain(square)
    if size != plain.width:
        plain = plain.resize((size, size), Image.Resampling.LANCZOS)
    return pictures.written(plain, "WEBP", quality=82, method=4)
