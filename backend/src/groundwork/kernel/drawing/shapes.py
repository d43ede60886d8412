"""Outlines as lists of points: every shape is a polygon, so that all can be turned, mirrored and placed alike."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Outline = list[Point]

_STEPS = 28
"""Straight pieces of which one curve is made; at the sizes drawn here nobody sees them."""

_TOKEN = re.compile(r"[MLHVQCZ]|-?\d+(?:\.\d+)?")


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> Outline:
    """An ellipse around a center; a circle without `ry`."""
    return arc(x, y, rx, ry if ry is not None else rx, 0, 360)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Outline:
    """A piece of an ellipse, degrees clockwise from the right."""
    steps = max(8, round(abs(end - start) / 3))
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def rect(x: float, y: float, width: float, height: float, radius: float | Sequence[float] = 0) -> Outline:
    """A rectangle from its upper left corner; `radius` for all corners, or for each, clockwise from the upper left."""
    radii = [radius] * 4 if isinstance(radius, (int, float)) else list(radius)
    bound = min(width, height) / 2
    a, b, c, d = (min(one, bound) for one in radii)
    right, bottom = x + width, y + height
    return [
        *_corner(x + a, y + a, a, 180),
        *_corner(right - b, y + b, b, 270),
        *_corner(right - c, bottom - c, c, 0),
        *_corner(x + d, bottom - d, d, 90),
    ]


def _corner(x: float, y: float, radius: float, start: float) -> Outline:
    return arc(x, y, radius, radius, start, start + 90) if radius else [(x, y)]


def centered(x: float, y: float, width: float, height: float, radius: float | Sequence[float] = 0) -> Outline:
    """A rectangle around a center."""
    return rect(x - width / 2, y - height / 2, width, height, radius)


def path(commands: str) -> Outline:
    """The outline of an SVG path with absolute M, L, H, V, Q, C and Z, one piece of it."""
    tokens = iter(_TOKEN.findall(commands))
    points: Outline = []
    command = ""
    for token in tokens:
        if token.isalpha():
            command = token
            if command != "Z":
                _extend(points, command, float(next(tokens)), tokens)
        else:
            _extend(points, command, float(token), tokens)
    return points


def _extend(points: Outline, command: str, first: float, rest: Iterator[str]) -> None:
    if command == "H":
        points.append((first, points[-1][1]))
    elif command == "V":
        points.append((points[-1][0], first))
    elif command in "ML":
        points.append((first, float(next(rest))))
    else:
        numbers = [first, *(float(next(rest)) for _ in range(3 if command == "Q" else 5))]
        handles = [points[-1], *zip(numbers[::2], numbers[1::2], strict=True)]
        points += [_on_curve(handles, step / _STEPS) for step in range(1, _STEPS + 1)]


def _on_curve(handles: Sequence[Point], at: float) -> Point:
    """De Casteljau's way along a Bézier curve."""
    while len(handles) > 1:
        handles = [between(a, b, at) for a, b in pairwise(handles)]
    return handles[0]


def between(a: Point, b: Point, at: float) -> Point:
    """The point on the way from one to the other; 0 is the first, 1 the second."""
    return (a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at)


class Plane:
    """A flat thing seen at a slant: four corners, clockwise from the upper left; places on it go from 0 to 1."""

    def __init__(self, a: Point, b: Point, c: Point, d: Point) -> None:
        self._corners = (a, b, c, d)

    def at(self, u: float, v: float) -> Point:
        """Where a place on the plane is in the picture."""
        a, b, c, d = self._corners
        return between(between(a, b, u), between(d, c, u), v)

    def rect(self, u: float, v: float, width: float, height: float) -> Outline:
        """A rectangle that lies on the plane."""
        far_u, far_v = u + width, v + height
        return [self.at(u, v), self.at(far_u, v), self.at(far_u, far_v), self.at(u, far_v)]

    @property
    def outline(self) -> Outline:
        """The plane itself."""
        return list(self._corners)
