"""Covers of articles: a dozen compositions in seven sets of colors, with a little chance in each."""

from collections.abc import Callable
from random import Random

from groundwork.domains.content.demo.covers import indoors, landscapes, patterns
from groundwork.domains.content.demo.covers.tones import HEIGHT, TONES, WIDTH, Tones
from groundwork.kernel.drawing.canvas import Canvas, Fade

_COMPOSITIONS: dict[str, Callable[[Canvas, Tones, Random], None]] = {
    drawing.__name__: drawing
    for drawing in (
        landscapes.hills,
        landscapes.strata,
        landscapes.water,
        landscapes.street,
        patterns.arches,
        patterns.tiles,
        patterns.rings,
        patterns.threads,
        patterns.sheets,
        patterns.gears,
        indoors.window,
        indoors.shelf,
        indoors.table,
        indoors.leaves,
        indoors.lamp,
    )
}


def draw(composition: str, tones: str, number: int = 0) -> bytes:
    """A WebP of 1600 by 900 pixels; the number decides what is left to chance."""
    colors = TONES[tones]
    canvas = Canvas(Fade([colors.light, colors.deep], "slant").over(WIDTH, HEIGHT))
    _COMPOSITIONS[composition](canvas, colors, Random(f"{composition} {tones} {number}"))  # noqa: S311 - a picture
    return canvas.as_webp()
