"""Smaller ones of a picture, in the formats that browsers like best: made by a job, shown from then on."""

from typing import Any
from uuid import UUID

import structlog
from PIL import Image, ImageOps
from sqlalchemy.ext.asyncio import AsyncSession

from groundwork.domains.files.kinds import UNKNOWN, Recognized
from groundwork.domains.files.models import File, FileStatus
from groundwork.kernel import pictures
from groundwork.kernel.jobs import Job
from groundwork.kernel.pictures import DamagedPicture, NoPicture, PictureTooLarge
from groundwork.kernel.runtime import runtime_of

WIDTHS = (160, 320, 640, 1280)
"""Pixels."""

FORMATS = ("avif", "webp")
_LARGEST = 64 * 1024 * 1024
"""Bytes of a picture that is read into memory; larger ones are shown as they are."""

log = structlog.get_logger("groundwork.files")

Drawn = dict[tuple[int, str], bytes]


async def _make_variants(db: AsyncSession, *, file_id: str) -> None:
    file = await db.get(File, UUID(file_id), with_for_update=True)
    if file is None or file.status != FileStatus.PROCESSING:
        return
    storage = runtime_of(db).storage
    content = await storage.read(file.path) if file.size <= _LARGEST else None
    if content is None:
        file.give_up_variants()
        return
    try:
        width, height, variants, drawn = await pictures.in_turn(_draw, content)
    except (NoPicture, DamagedPicture, PictureTooLarge) as error:
        log.warning("no picture after all", file_id=file_id, error=error.message)
        file.receive(Recognized(UNKNOWN, width=file.width, height=file.height), file.size)
        return
    for (edge, kind), picture in drawn.items():
        await storage.put(file.variant_path(edge, kind), picture, headers={"Content-Type": f"image/{kind}"})
    file.finish(width, height, variants)


def _draw(content: bytes) -> tuple[int, int, list[dict[str, Any]], Drawn]:
    """The upright size, what there is, and the files."""
    with pictures.opened(content, WIDTHS[-1]) as image:
        whole = image.size
        upright = ImageOps.exif_transpose(pictures.colors_of(image))
    lies = (upright.width > upright.height) != (whole[0] > whole[1])
    width, height = reversed(whole) if lies else whole
    variants: list[dict[str, Any]] = []
    drawn: Drawn = {}
    current = pictures.plain(upright)
    for edge in sorted((edge for edge in WIDTHS if edge <= width), reverse=True):
        size = (edge, max(1, round(height * edge / width)))
        current = current.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        drawn[edge, "avif"] = pictures.written(current, "AVIF", quality=60, speed=8)
        drawn[edge, "webp"] = pictures.written(current, "WEBP", quality=80, method=4)
        variants.insert(0, {"width": size[0], "height": size[1], "formats": list(FORMATS)})
    return width, height, variants, drawn


make_variants = Job("files.make_variants", _make_variants)
