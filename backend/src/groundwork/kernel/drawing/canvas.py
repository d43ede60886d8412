"""A canvas for pictures of flat, softly lit things.

Each shape is drawn three times as large on a mask of its own extent and shrunk, so edges are smooth and only the pixels
that a shape touches are worked on.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

from groundwork.kernel.drawing.shapes import Outline, Point, ellipse

_FINER = 3
_SHADOW_COARSER = 4
_Box = tuple[int, int, int, int]
_Color = tuple[int, int, int, int]


@dataclass(frozen=True)
class Fade:
    """Colors that run into each other over the extent of a shape, evenly spaced.

    `along` is "down", "right", "slant" (from the upper left to the lower right) or "rise" (from the lower left).
    """

    colors: Sequence[str]
    along: str = "down"

    @property
    def is_opaque(self) -> bool:
        """Whether nothing shines through."""
        return all(len(color) == len("#rrggbb") for color in self.colors)

    def over(self, width: int, height: int) -> Image.Image:
        """The colors as a picture of this size; it has an alpha channel unless they are opaque."""
        stops = [_rgba(color) for color in self.colors]
        if self.along in {"slant", "rise"}:
            middle = stops[1] if len(stops) == 3 else mixed(stops[0], stops[-1])
            first, last = stops[0], stops[-1]
            across = [first, middle, middle, last] if self.along == "slant" else [middle, last, first, middle]
            return self._stretched((2, 2), across, (0.5, 0.5, 1.5, 1.5), (width, height))
        count = len(stops)
        if self.along == "down":
            return self._stretched((1, count), stops, (0, 0.5, 1, count - 0.5), (width, height))
        return self._stretched((count, 1), stops, (0.5, 0, count - 0.5, 1), (width, height))

    def _stretched(
        self, size: tuple[int, int], stops: list[_Color], box: tuple[float, float, float, float], to: tuple[int, int]
    ) -> Image.Image:
        few = Image.new("RGBA", size)
        few.putdata(stops)
        if self.is_opaque:
            few = few.convert("RGB")
        return few.resize(to, Image.Resampling.BILINEAR, box=box)


Paint = str | Fade


def mixed(one: _Color, other: _Color, share: float = 0.5) -> _Color:
    """A color between two; `share` says how much of the other."""
    r, g, b, a = (round(x + (y - x) * share) for x, y in zip(one, other, strict=True))
    return (r, g, b, a)


def blend(one: str, other: str, share: float = 0.5) -> str:
    """A color between two that are written as #rrggbb."""
    r, g, b, _ = mixed(_rgba(one), _rgba(other), share)
    return f"#{r:02x}{g:02x}{b:02x}"


def _rgba(color: str) -> _Color:
    values = ImageColor.getrgb(color)
    return (values[0], values[1], values[2], values[3] if len(values) > 3 else 255)


class Canvas:
    """Draws in pixels of the finished picture; the origin is the upper left."""

    def __init__(self, ground: Image.Image) -> None:
        """Draw on a copy of a picture."""
        self.width, self.height = ground.size
        self._image = ground.convert("RGB")
        self._matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)

    def fill(
        self, shape: Sequence[Point], paint: Paint, *, opacity: float = 1, holes: Sequence[Sequence[Point]] = ()
    ) -> None:
        """Fill a shape, but for its holes."""
        points = self._mapped(shape)
        box = self._box_of(points)
        if box:
            mask = _mask(points, [self._mapped(hole) for hole in holes], box)
            self._lay(paint, mask, box, opacity)

    def stroke(
        self, line: Sequence[Point], width: float, paint: Paint, *, closed: bool = False, opacity: float = 1
    ) -> None:
        """Draw a line with round ends and joints."""
        points = self._mapped(line)
        wide = width * self._scale
        box = self._box_of(points, wide / 2 + 1)
        if box:
            self._lay(paint, _line_mask([*points, points[0]] if closed else points, wide, box), box, opacity)

    def shadow(
        self, shape: Sequence[Point], *, blur: float, by: Point = (0, 0), color: str = "#2a2418", opacity: float = 0.3
    ) -> None:
        """A soft shadow of a shape, moved by so much."""
        points = [(x + by[0] * self._scale, y + by[1] * self._scale) for x, y in self._mapped(shape)]
        soft = blur * self._scale
        box = self._box_of(points, soft * 2.5)
        if not box:
            return
        width, height = (max(1, math.ceil(edge / _SHADOW_COARSER)) for edge in (box[2] - box[0], box[3] - box[1]))
        coarse = Image.new("L", (width, height))
        placed = [((x - box[0]) / _SHADOW_COARSER, (y - box[1]) / _SHADOW_COARSER) for x, y in points]
        ImageDraw.Draw(coarse).polygon(placed, fill=255)
        coarse = coarse.filter(ImageFilter.GaussianBlur(soft / _SHADOW_COARSER))
        mask = coarse.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self._lay(color, mask, box, opacity)

    def glow(self, x: float, y: float, rx: float, ry: float, color: str, *, opacity: float = 0.5) -> None:
        """Light that fades away from its center."""
        points = self._mapped(ellipse(x, y, rx, ry))
        whole = _extent(points)
        box = self._box_of(points)
        if box:
            light = ImageChops.invert(Image.radial_gradient("L")).point(_EASED)
            width, height = whole[2] - whole[0], whole[3] - whole[1]
            mask = light.resize((width, height), Image.Resampling.BILINEAR)
            mask = mask.crop((box[0] - whole[0], box[1] - whole[1], box[2] - whole[0], box[3] - whole[1]))
            self._lay(color, mask, box, opacity)

    @contextmanager
    def inside(self, shape: Sequence[Point]) -> Iterator[None]:
        """What is drawn meanwhile shows only inside a shape."""
        points = self._mapped(shape)
        box = self._box_of(points)
        before = self._image.copy()
        yield
        if box:
            before.paste(self._image.crop(box), box[:2], _mask(points, [], box))
        self._image = before

    @contextmanager
    def placed(
        self, x: float = 0, y: float = 0, *, scale: float = 1, angle: float = 0, mirrored: bool = False
    ) -> Iterator[None]:
        """What is drawn meanwhile is drawn around this point, larger and turned clockwise by degrees."""
        outer = self._matrix
        a, b, c, d, e, f = outer
        cos, sin = math.cos(math.radians(angle)) * scale, math.sin(math.radians(angle)) * scale
        flip = -1 if mirrored else 1
        self._matrix = (
            a * cos * flip + b * sin * flip,
            -a * sin + b * cos,
            a * x + b * y + c,
            d * cos * flip + e * sin * flip,
            -d * sin + e * cos,
            d * x + e * y + f,
        )
        yield
        self._matrix = outer

    def as_webp(self) -> bytes:
        """The finished picture."""
        written = BytesIO()
        self._image.save(written, "WEBP", quality=88, method=1)
        return written.getvalue()

    @property
    def image(self) -> Image.Image:
        """The picture as it is now."""
        return self._image

    @property
    def _scale(self) -> float:
        a, b, _, d, e, _ = self._matrix
        return math.sqrt(abs(a * e - b * d))

    def _mapped(self, shape: Sequence[Point]) -> Outline:
        a, b, c, d, e, f = self._matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in shape]

    def _box_of(self, points: Outline, margin: float = 1) -> _Box | None:
        left, top, right, bottom = _extent(points, margin)
        box = (max(0, left), max(0, top), min(self.width, right), min(self.height, bottom))
        return box if box[0] < box[2] and box[1] < box[3] else None

    def _lay(self, paint: Paint, mask: Image.Image, box: _Box, opacity: float) -> None:
        if opacity < 1:
            mask = ImageChops.multiply(mask, Image.new("L", mask.size, round(255 * opacity)))
        if isinstance(paint, str):
            self._image.paste(_rgba(paint)[:3], box, mask)
            return
        colors = paint.over(box[2] - box[0], box[3] - box[1])
        if not paint.is_opaque:
            mask = ImageChops.multiply(mask, colors.getchannel("A"))
            colors = colors.convert("RGB")
        self._image.paste(colors, box[:2], mask)


def _eased(level: int) -> int:
    """Light that is smooth at its center and at its rim, where Pillow's gradient has come to this share."""
    rim = 1 - math.sqrt(0.5)
    share = max(0.0, (level / 255 - rim) / (1 - rim))
    return round(255 * share * share * (3 - 2 * share))


_EASED = [_eased(level) for level in range(256)]


def _extent(points: Outline, margin: float = 0) -> _Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (
        math.floor(min(xs) - margin),
        math.floor(min(ys) - margin),
        math.ceil(max(xs) + margin),
        math.ceil(max(ys) + margin),
    )


def _finer(points: Outline, box: _Box) -> Outline:
    return [((x - box[0]) * _FINER, (y - box[1]) * _FINER) for x, y in points]


def _blank(box: _Box) -> Image.Image:
    return Image.new("L", ((box[2] - box[0]) * _FINER, (box[3] - box[1]) * _FINER))


def _mask(points: Outline, holes: Sequence[Outline], box: _Box) -> Image.Image:
    fine = _blank(box)
    draw = ImageDraw.Draw(fine)
    draw.polygon(_finer(points, box), fill=255)
    for hole in holes:
        draw.polygon(_finer(hole, box), fill=0)
    return fine.reduce(_FINER)


def _line_mask(points: Outline, width: float, box: _Box) -> Image.Image:
    fine = _blank(box)
    draw = ImageDraw.Draw(fine)
    radius = width * _FINER / 2
    placed = _finer(points, box)
    draw.line(placed, fill=255, width=max(1, round(width * _FINER)))
    if radius > 1.5:
        for x, y in placed:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return fine.reduce(_FINER)
