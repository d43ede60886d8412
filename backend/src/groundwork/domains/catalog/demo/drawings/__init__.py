"""Drawings of what the shop sells: a drawing for each kind of thing, varied by the looks of the product."""

from collections.abc import Callable, Mapping

from groundwork.domains.catalog.demo.drawings import (
    bags,
    cameras,
    desktop,
    displays,
    furniture,
    lamps,
    laptops,
    paper,
    plants,
    sound,
    tools,
    vessels,
)
from groundwork.domains.catalog.demo.drawings.look import FLOOR, WIDTH, Look, ground
from groundwork.kernel.drawing.canvas import Canvas

_FAMILIES = (bags, cameras, desktop, displays, furniture, lamps, laptops, paper, plants, sound, tools, vessels)
_KINDS: Mapping[str, Callable[[Canvas, Look], None]] = {
    name: drawing
    for family in _FAMILIES
    for name, drawing in vars(family).items()
    if callable(drawing) and getattr(drawing, "__module__", "") == family.__name__ and not name.startswith("_")
}


def draw(picture: Mapping[str, str | float]) -> bytes:
    """A WebP of 1280 by 960 pixels.

    `kind` names the drawing, `tint` and `light` the ground; `scale`, `x`, `y` and `turned` move and turn what is drawn,
    which is how a detail is shown; everything else is told to the drawing.
    """
    look = Look(picture)
    canvas = Canvas(ground(look.choice("tint", "stone"), look.choice("light", "sun")))
    x, y = WIDTH / 2 + look.measure("x", 0), FLOOR + look.measure("y", 0)
    with canvas.placed(x, y, scale=look.measure("scale", 1), angle=look.measure("turned", 0)):
        _KINDS[look.choice("kind", "")](canvas, look)
    return canvas.as_webp()
